"""The scored lines of a form: its indicator rows, and the execution line of its funds block as row 0."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from steelyard.model import Amount, Figure, Indicator, Mark, Message, Place, Printed, Scored, Unknown
from steelyard.recognising.words import blank

NO_NOTE_COLUMN = Message("表样没有说明原因的一栏。", "The layout has no column for reasons.")
UNREADABLE = Message("该行的权重或得分无法读出。", "The weight or the score of the row cannot be read.")

_MARKS = r"[\s。．.，,、；;：:!！—–\-_/／\\|（）()【】“”\"'*·…]"
# What stands in a remark column without giving a reason: blanks, dashes, “none”, “as the case may be”.
_NO_REASON = re.compile(
    r"(无|没有|暂无|空|略|同上|不适用|NA|N/A|0|无偏差|无原因|(无|没有)(需|须|要)?说明|"
    r"(指标|目标|任务)?(未|已|部分|基本|全部)?(完成|达标|达成|达到)(年初|年度|预期)?(目标|指标|任务|要求)?值?|"
    r"(经)?(自评|评价|综合)?(酌情|适当|予以|按实际|据实)*(扣|减|扣减|扣除|减去)(除|掉|减)?\d*(\.\d+)?分?(数|值)?)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One scored line with the points its rule gives; ``row`` is 0 for the execution line of the funds block."""

    row: int
    weight: Figure
    score: Figure
    note: Printed
    mark: Mark
    indicator: Indicator | None = None

    @property
    def name(self) -> str:
        """The printed name; empty for the execution line."""
        return self.indicator.name.text if self.indicator else ""

    @property
    def short(self) -> bool | None:
        """Whether the result falls short as printed: 99.98 % that is printed as 100 % of 100 % needs no reason."""
        row = self.indicator
        if row and isinstance(row.quantity, Amount) and isinstance(row.result, Amount):
            same = (row.quantity.value, row.quantity.unit) == (row.result.value, row.result.unit)
            return self.mark.short and not (same and row.quantity.op not in (">", "<"))
        return self.mark.short

    @property
    def about(self) -> str:
        return f"indicator:{self.row}" if self.row else "execution"

    @property
    def label(self) -> Message:
        """第2行“…”, row 2 “…”."""
        if self.indicator is None:
            return Message("预算执行情况一行", "The line of budget execution")
        return label(self.indicator)


def lines(scored: Scored) -> Iterator[Line]:
    """Every scored line that has a mark, the execution line first."""
    form = scored.form
    marks = {mark.row: mark for mark in scored.marks}
    if form.execution and 0 in marks:
        own = form.execution
        yield Line(0, own.weight, own.score, own.note, marks[0])
    for one in form.indicators:
        if one.row in marks:
            yield Line(one.row, one.weight, one.score, one.note, marks[one.row], one)


def scored_lines(scored: Scored) -> Iterator[Line]:
    """The lines that have a weight of their own: a row that shares another's is not scored by itself."""
    return (line for line in lines(scored) if line.indicator is None or line.indicator.part_of is None)


def label(row: Indicator) -> Message:
    """第2行“…”, row 2 “…”."""
    name = shortened(row.name.text).replace("“", "‘").replace("”", "’")
    return Message(f"第{row.row}行“{name}”", f"Row {row.row} “{name}”")


def reasonless(note: str) -> bool:
    """Whether a remark gives no reason: it is blank, a dash, 无, 酌情扣分."""
    return _NO_REASON.fullmatch(re.sub(_MARKS, "", note)) is not None


def unread(figure: Figure) -> Message | None:
    """Why a figure that is printed is no number (见附表); ``None`` where it is one, or nothing is printed."""
    return figure.value.why if isinstance(figure.value, Unknown) and not blank(figure.printed.text) else None


def where(*printed: Printed | Figure | None) -> tuple[Place, ...]:
    """The places of what is printed, those left out that the layout does not have."""
    texts = (one.printed if isinstance(one, Figure) else one for one in printed if one is not None)
    return tuple(text.place for text in texts if text.place is not None)


def shortened(text: str, length: int = 30) -> str:
    """``text``, cut where it would fill the sentence it stands in."""
    return text if len(text) <= length else text[: length - 1] + "…"
