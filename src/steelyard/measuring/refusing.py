"""What a ledger cannot be read for: one sentence that names the file, the place and what to do."""

from steelyard.model import Message
from steelyard.model.words import first_line


class LedgerError(Exception):
    """A ledger that cannot be read at all. Bad rows are no such error: they are reported one by one.

    ``path`` names its file or table, where it is one ledger that is meant.
    """

    def __init__(self, message: Message, path: str = "") -> None:
        super().__init__(message.en)
        self.message, self.path = message, path


def no_extra() -> LedgerError:
    zh = "计算台账需要附加组件，请安装：pip install 'steelyard[evidence]'。"
    return LedgerError(Message(zh, "Ledgers need an extra; install it: pip install 'steelyard[evidence]'."))


def no_folder(path: str) -> LedgerError:
    return LedgerError(Message(f"“{path}”不是文件夹，请给出台账所在的文件夹。", f"“{path}” is no folder of ledgers."))


def unreadable(path: str, cause: str) -> LedgerError:
    first = first_line(cause)
    zh = f"台账“{path}”无法读取（{first}），请用制表软件打开后重新保存。"
    return LedgerError(
        Message(zh, f"Ledger “{path}” cannot be read ({first}); open it in its program and save it again."), path
    )


def several(title: str, paths: list[str]) -> LedgerError:
    zh = f"台账“{title}”有几个文件：{'、'.join(paths)}。只留一个。"
    return LedgerError(Message(zh, f"There are several files of one ledger: {', '.join(paths)}; keep one."), paths[0])


def missing_columns(path: str, titles: list[str], names: list[str]) -> LedgerError:
    zh = f"台账“{path}”的表头缺少必填列：{'、'.join(titles)}。请补上，或改正表头。"
    return LedgerError(
        Message(zh, f"Ledger “{path}” lacks required column(s): {', '.join(names)}; add them, or mend the header."),
        path,
    )


def unknown_columns(path: str, headers: list[str]) -> LedgerError:
    shown = "、".join(f"“{one}”" for one in headers)
    zh = f"台账“{path}”有不认识的列：{shown}。请改为规定的列名，或删去。"
    return LedgerError(
        Message(zh, f"Ledger “{path}” has unknown column(s): {shown}; give them their names, or take them out."), path
    )


def column_twice(path: str, header: str) -> LedgerError:
    zh = f"台账“{path}”有两列都是“{header}”，请只留一列。"
    return LedgerError(Message(zh, f"Ledger “{path}” has column “{header}” twice; keep one."), path)


def no_header(path: str) -> LedgerError:
    return LedgerError(
        Message(f"台账“{path}”是空的，连表头都没有。", f"Ledger “{path}” is empty: it has not even a header."), path
    )


def no_postgres() -> LedgerError:
    zh = "读取 PostgreSQL 需要附加组件，请安装：pip install 'steelyard[evidence,postgres]'。"
    en = "PostgreSQL needs an extra; install it: pip install 'steelyard[evidence,postgres]'."
    return LedgerError(Message(zh, en))


def no_database(address: str, cause: str) -> LedgerError:
    first = first_line(cause)
    zh = f"数据库“{address}”无法读取（{first}），请检查地址、用户、密码和权限。"
    en = f"Database “{address}” cannot be read ({first}); check its address, the user, the password and the rights."
    return LedgerError(Message(zh, en))


def no_spark(cause: str) -> LedgerError:
    zh = f"Spark 无法启动（{cause}），需要 Java 17 和附加组件：pip install 'steelyard[evidence,spark]'。"
    en = f"Spark does not start ({cause}); it needs Java 17 and an extra: pip install 'steelyard[evidence,spark]'."
    return LedgerError(Message(zh, en))


def no_master() -> LedgerError:
    zh = "--master 要与 --engine spark 一起用：它是 Spark 集群的地址。"
    return LedgerError(Message(zh, "--master goes with --engine spark: it is the address of a Spark cluster."))


def only_parquet(folder: str) -> LedgerError:
    zh = f"Spark 只读文件夹里的 Parquet 台账，“{folder}”不是这样的文件夹；其他台账请用默认的引擎。"
    en = f"Spark reads ledgers in Parquet from a folder, which “{folder}” is not; use the default engine for others."
    return LedgerError(Message(zh, en))


def other_files(folder: str, files: list[str]) -> LedgerError:
    zh = f"Spark 只读 Parquet 台账，“{folder}”里还有{'、'.join(files)}；请转为 Parquet，或用默认的引擎。"
    en = f"Spark reads only Parquet, but “{folder}” holds {', '.join(files)}; convert these, or use the default engine."
    return LedgerError(Message(zh, en))
