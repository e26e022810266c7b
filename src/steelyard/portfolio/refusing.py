"""What a store or an archive cannot be used for: one sentence that names the place and what to do."""

from collections.abc import Iterable

from steelyard.model import Message
from steelyard.model.words import first_line


class PortfolioError(Exception):
    """The command cannot be carried out. A file that cannot be read is no such error: it is an entry of the store."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def no_extra() -> PortfolioError:
    zh = "汇总多份自评表需要附加组件，请安装：pip install 'steelyard[portfolio]'。"
    return PortfolioError(Message(zh, "Portfolios need an extra; install it: pip install 'steelyard[portfolio]'."))


def no_analysis() -> PortfolioError:
    zh = "这个问题需要附加组件，请安装：pip install 'steelyard[portfolio,analysis]'。"
    en = "This question needs an extra; install it: pip install 'steelyard[portfolio,analysis]'."
    return PortfolioError(Message(zh, en))


def no_store(path: str) -> PortfolioError:
    zh = f"“{path}”不是汇总库，请先用 steelyard portfolio read … -o {path} 建立。"
    return PortfolioError(Message(zh, f"“{path}” is no store; make one first: steelyard portfolio read … -o {path}."))


def not_empty(path: str) -> PortfolioError:
    zh = f"文件夹“{path}”里已有别的文件，不是汇总库，请换一个新的文件夹。"
    return PortfolioError(Message(zh, f"The folder “{path}” holds other files and is no store; name a new one."))


def other_schema(path: str, found: int, ours: int) -> PortfolioError:
    zh = f"汇总库“{path}”是第{found}版，本程序读写第{ours}版，请换一个文件夹重新读取。"
    en = f"The store “{path}” has version {found}, this program reads and writes {ours}; read the forms into a new one."
    return PortfolioError(Message(zh, en))


def broken(path: str, what: str) -> PortfolioError:
    zh = f"汇总库“{path}”已损坏（{what}），请删去后重新读取。"
    return PortfolioError(Message(zh, f"The store “{path}” is damaged ({what}); remove it and read the forms again."))


def in_use(path: str) -> PortfolioError:
    zh = f"另一个程序正在写汇总库“{path}”，请等它结束。"
    return PortfolioError(Message(zh, f"Another program is writing to the store “{path}”; wait until it has ended."))


def nothing(path: str) -> PortfolioError:
    zh = f"汇总库“{path}”里没有可比的自评表，请先读入。"
    return PortfolioError(Message(zh, f"The store “{path}” holds no form that could be asked about; read some first."))


def no_forms(address: str, endings: Iterable[str]) -> PortfolioError:
    kinds = " ".join(sorted(endings))
    zh = f"“{address}”下没有自评表文件（可读取：{kinds}），请核对地址。"
    return PortfolioError(Message(zh, f"No form lies at “{address}” (read are {kinds}); check the address."))


def no_list(path: str, cause: str) -> PortfolioError:
    zh = f"清单“{path}”无法读取（{cause}），应为UTF-8文本，每行一个文件。"
    return PortfolioError(
        Message(zh, f"The list “{path}” cannot be read ({cause}); write UTF-8, one file on each line.")
    )


def on_cluster(cause: str) -> PortfolioError:
    zh = f"Spark 上的任务失败（{cause}）。执行器上要装有同一版本的 steelyard[portfolio]；再运行一次会接着做。"
    en = f"The work on Spark failed ({cause}). Executors need this very version of steelyard[portfolio]; run it again."
    return PortfolioError(Message(zh, en))


def out_of_reach(address: str, cause: str) -> PortfolioError:
    cause = first_line(cause).rstrip("。.")
    zh = f"到不了“{address}”（{cause}）。本机文件夹和 s3、gs、abfs 可直接用；其他的用 --engine spark，或安装其客户端。"
    en = f"“{address}” is out of reach ({cause}). Folders and the addresses s3, gs, abfs work by themselves; others "
    return PortfolioError(Message(zh, f"{en}need --engine spark, or their client on this machine."))
