"""Why a measure gives no value."""

from decimal import Decimal

from steelyard.model import LedgerRead, Message, Unknown


def no_ledger(title: str, name: str) -> Unknown:
    zh = f"没有台账“{title}”（{name}.csv、.xlsx、.parquet或数据库中的表），算不出。"
    return Unknown(Message(zh, f"There is no ledger “{name}” (a file {name}.csv, .xlsx or .parquet, or a table)."))


def bad_rows(ledger: LedgerRead) -> Unknown:
    zh = f"台账“{ledger.title}”有{ledger.refused}行不合要求，请改正，或用 --accept-bad-rows 不计这些行。"
    en = (
        f"{ledger.refused} row(s) of ledger “{ledger.name}” are bad; mend them, or leave them out by --accept-bad-rows."
    )
    return Unknown(Message(zh, en))


def unread(ledger: LedgerRead) -> Unknown:
    zh = f"台账“{ledger.title}”的文件不能用，请先按所说的原因改正。"
    return Unknown(Message(zh, f"The file of ledger “{ledger.name}” cannot be used; mend it first, as is said of it."))


def empty_ledger(ledger: LedgerRead) -> Unknown:
    zh = f"台账“{ledger.title}”没有一条记录，不能当作0。"
    return Unknown(Message(zh, f"Ledger “{ledger.name}” holds no record, which is not taken for 0."))


def no_record_of_the_period(ledger: LedgerRead) -> Unknown:
    zh = f"台账“{ledger.title}”没有一条本期的记录，不能当作0。"
    return Unknown(Message(zh, f"Ledger “{ledger.name}” holds no record of this period, which is not taken for 0."))


def no_record() -> Unknown:
    return Unknown(Message("本期没有可计入的记录，算不出。", "No record counts in this period."))


def no_record_of_the_group(group: str) -> Unknown:
    zh = f"“{group}”在本期没有可计入的记录，不能当作0。"
    return Unknown(Message(zh, f"“{group}” has no record that counts in this period, which is not taken for 0."))


def no_numerator() -> Unknown:
    return Unknown(Message("分子没有可计入的记录，算不出。", "No record counts for the numerator."))


def nothing_written(column: str, records: int) -> Unknown:
    zh = f"本期{records}条记录都没有填“{column}”，不能当作0。"
    return Unknown(Message(zh, f"None of {records} record(s) says “{column}”, which is not taken for 0."))


def two_values(column: str, low: Decimal, high: Decimal | None) -> Unknown:
    zh = f"最后一天的“{column}”有不同的值（{low}、{high}），不能确定。"
    return Unknown(Message(zh, f"“{column}” has two values on the last day ({low}, {high})."))


def no_calendar(records: int) -> Unknown:
    zh = f"{records}条记录的期限从工作日历之外起算，不能判断是否在本期到期。"
    return Unknown(Message(zh, f"The time limit of {records} record(s) starts outside of the known calendar."))


def beyond_calendar(first: object, last: object) -> Unknown:
    zh = f"工作日历只到{first}至{last}，本期不在其中，算不出。"
    return Unknown(Message(zh, f"The calendar goes from {first} to {last}; this period does not lie in it."))


def last_year_unknown(why: Unknown) -> Unknown:
    return Unknown(Message(f"上年同期：{why.why.zh}", f"The year before: {why.why.en}"))


def last_year_zero() -> Unknown:
    return Unknown(Message("上年同期为0，没有百分比。", "The year before was 0, of which there is no percentage."))
