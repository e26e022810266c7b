"""Values computed from ledgers, as text and as a manifest: JSON that is the same bytes for the same inputs."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import steelyard
from steelyard.measuring import Measured
from steelyard.model import BadRow, Lang, LedgerRead, Message, Record, Unknown, Value
from steelyard.packs.ledgers import packs
from steelyard.reporting.words import safe

FEW = 20  # bad rows printed for each ledger; the manifest has them all


def text(measured: Measured, lang: Lang) -> str:
    """How much could be computed; then ledgers with their bad rows, and the values, each with the records asked for."""
    read = [*_ledgers(measured, lang), ""] if measured.ledgers else []
    return safe("\n".join([_verdict(measured, lang), *read, *_values(measured, lang)])) + "\n"


def _verdict(measured: Measured, lang: Lang) -> str:
    every, bad = len(measured.values), sum(one.refused for one in measured.ledgers)
    known = sum(not isinstance(one.value, Unknown) for one in measured.values)
    zh = f"{every}个数全部算出" if known == every else f"{every}个数算出{known}个，{every - known}个算不出"
    en = f"all {every} values computed" if known == every else f"{known} of {every} values computed"
    if bad:
        zh, en = f"{zh}；台账有{bad}行不合要求", f"{en}; {bad} bad row(s) in the ledgers"
    return Message(zh, en).say(lang)


def manifest(measured: Measured) -> str:
    """Everything that a result rests on and the result itself; ``sha256`` is that of the rest, in this very form."""
    content: dict[str, Any] = {
        "steelyard": steelyard.__version__,
        "pack": measured.pack,
        "pack_sha256": measured.sha256,
        "period": [measured.period.first.isoformat(), measured.period.last.isoformat()],
        "ledgers": [_ledger(one) for one in measured.ledgers],
        "measures": {one.name: _parameters(one) for one in packs()[measured.pack].measures},
        "values": [_value(one) for one in measured.values],
    }
    content["sha256"] = hashlib.sha256(_json(content).encode()).hexdigest()
    return _json(content)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _ledgers(measured: Measured, lang: Lang) -> Iterator[str]:
    for one in measured.ledgers:
        zh = f"{one.title}：{one.records}条记录（{one.origin}，SHA-256 {one.sha256[:12]}…）"
        yield Message(zh, f"{one.name}: {one.records} record(s) ({one.origin}, SHA-256 {one.sha256[:12]}…)").say(lang)
        if not one.bad_rows:
            continue
        left = Message(
            "未计入" if one.accepted else "因此不计算", "left out" if one.accepted else "so nothing is computed"
        )
        zh, en = f"  {one.refused}行不合要求，{left.zh}：", f"  {one.refused} bad row(s), {left.en}:"
        yield Message(zh, en).say(lang)
        yield from (f"    {_bad(bad, lang)}" for bad in one.bad_rows[:FEW])
        if more := len(one.bad_rows) - FEW:
            yield from [Message(f"    另有{more}处，见 --format json。", f"    {more} more: --format json.").say(lang)][
                : more > 0
            ]


def _bad(bad: BadRow, lang: Lang) -> str:
    place = Message(f"第{bad.row}行", f"row {bad.row}").say(lang)
    return f"{place} {bad.column}：{bad.cause.say(lang)}" if bad.column else f"{place}：{bad.cause.say(lang)}"


def _values(measured: Measured, lang: Lang) -> Iterator[str]:
    for one in measured.values:
        group = "".join(f" · {value or '—'}" for _, value in one.group)
        said = one.value.why.say(lang) if isinstance(one.value, Unknown) else f"{one.value:f} {one.unit}{_how(one)}"
        yield f"{one.title.say(lang)}{group}  {said}"
        for record in one.records or ():
            yield f"    {record.ledger} {record.key}{_adds(record, lang)}"


def _how(one: Value) -> str:
    spread = f" [{one.interval[0]:f}, {one.interval[1]:f}]" if one.interval else ""
    divided = one.unit == "%" and one.numerator is not None and one.denominator
    return f"{spread} = {one.numerator:f} ÷ {one.denominator:f}" if divided else spread


def _adds(record: Record, lang: Lang) -> str:
    sides = (("分子", "numerator", record.numerator), ("分母", "denominator", record.denominator))
    return "".join(f"  {Message(zh, en).say(lang)} {number}" for zh, en, number in sides if number is not None)


def _ledger(one: LedgerRead) -> dict[str, Any]:
    bad = [{"row": bad.row, "column": bad.column, "zh": bad.cause.zh, "en": bad.cause.en} for bad in one.bad_rows]
    return {
        "name": one.name,
        "file": PurePath(one.origin).name,
        "sha256": one.sha256,
        "records": one.records,
        "bad_rows": bad,
        "bad_rows_left_out": one.accepted and bool(bad),
    }


def _parameters(measure: Any) -> Any:
    import msgspec

    return msgspec.to_builtins({"by": measure.by, "places": measure.places, "shape": measure.shape})


def _value(one: Value) -> dict[str, Any]:
    unknown = isinstance(one.value, Unknown)
    told: dict[str, Any] = {
        "measure": one.measure,
        "title": one.title.zh,
        "group": dict(one.group),
        "value": None if isinstance(one.value, Unknown) else _number(one.value),
        "unit": one.unit,
        "numerator": _number(one.numerator),
        "denominator": _number(one.denominator),
        "ledgers": [ledger.name for ledger in one.ledgers],
    }
    if unknown and isinstance(one.value, Unknown):
        told["why"] = {"zh": one.value.why.zh, "en": one.value.why.en}
    if one.interval:
        told["interval"] = [_number(end) for end in one.interval]
    if one.records is not None:
        told["records"] = [[record.ledger, record.key, record.numerator, record.denominator] for record in one.records]
    return told


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
