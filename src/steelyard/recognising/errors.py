"""Why a document cannot be taken as a form."""

from collections.abc import Iterable

from steelyard.model import Message


class Unrecognised(Exception):  # noqa: N818 - a family, like UnreadableDocument
    """A document that cannot be taken as a form; ``message`` says why in one sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message.en


class NotAForm(Unrecognised):
    """No table with the headings of indicators: whatever this is, it is no self-evaluation form."""

    def __init__(self, path: str, tables: int) -> None:
        super().__init__(
            Message(
                f"“{path}”中有{tables}个表，都没有指标表头（如指标名称、指标值、完成值、得分），不是绩效自评表。",
                f"“{path}” holds {tables} table(s), none headed as indicators are (name, target, result, score): "
                "it is no self-evaluation form.",
            )
        )


class NoIndicators(NotAForm):
    """There are headings of indicators, and below them rows, of which none can be read as an indicator."""

    def __init__(self, path: str, rows: int) -> None:
        Unrecognised.__init__(
            self,
            Message(
                f"“{path}”有指标表头，但下面的{rows}行都读不成指标行，请核对表头各栏的名称。",
                f"“{path}” has headings of indicators, but none of the {rows} row(s) below reads as an indicator: "
                "check what its columns are called.",
            ),
        )


class CutOff(Unrecognised):
    """A text that stops within an indicator row: what follows it is missing, and nobody knows what that was."""

    def __init__(self, path: str, row: int, last: str) -> None:
        short = last if len(last) <= 20 else last[:20] + "…"
        super().__init__(
            Message(
                f"“{path}”不完整：文件在第{row}行指标写到“{short}”处中断，没有写到得分，请提交完整的文件。",
                f"“{path}” is incomplete: it stops within indicator row {row} at “{short}”, before its score; "
                "hand in the whole file.",
            )
        )


class UnknownProfile(Unrecognised):
    """A profile was asked for that does not exist."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = "、".join(known)
        super().__init__(
            Message(
                f"没有名为“{name}”的表样，现有：{names}。",
                f"There is no profile “{name}”; there are: {names.replace('、', ', ')}.",
            )
        )
