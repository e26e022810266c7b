"""Rows of headings: which row heads an indicator table, which a block of money, and headers of two rows."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from steelyard.packs.forms import Role, profiles
from steelyard.recognising.columns import Header, Heading
from steelyard.recognising.fitting import Slot
from steelyard.recognising.lines import Line, Span
from steelyard.recognising.words import LONGEST, column_role, funds_role, number, plain, whole

_VALUES: frozenset[Role] = frozenset({"target", "adjusted", "actual", "weight", "score"})
_GATHERING = ("情况", "指标", "指标值", "目标值")
_COUNTED = re.compile(r"(\d{1,2})(?:[=＝].*)?")
_ORDINALS = frozenset(["栏次", "列次", "列号", "栏号", "行次", "栏目", "序号", *"甲乙丙丁戊ABCDEFG—-"])
_LISTED = frozenset({"序号", "项目名称"})
_PARTS = (
    "收入合计",
    "支出合计",
    "收入总计",
    "支出总计",
    "基本支出",
    "项目支出",
    "财政拨款",
    "政府性基金",
    "本年收入",
    "本年支出",
    "其他收入",
)


@cache
def _own_headings() -> dict[str, Role]:
    """Headings that only a profile knows."""
    return {word: role for profile in profiles().values() for role, words in profile.headings.items() for word in words}


def _known(text: str) -> Role | None:
    if len(text) > LONGEST:
        return None
    return column_role(text) or _own_headings().get(plain(text))


def heads_indicators(line: Line) -> bool:
    """Whether the row is a row of headings over indicators: what is measured, and a value of it."""
    texts = [span.text for span in line.spans if span.text]
    if len(texts) < 3 or any(text.isdigit() for text in texts):
        return False
    roles = [role for role in map(_known, texts) if role is not None]
    kinds = set(roles)
    return (
        len(kinds) >= 3
        and 2 * len(roles) >= len(texts)
        and bool(kinds & {"name", "group"})
        and bool(kinds & _VALUES)
        and not any(number(text) is not None for text in texts)
    )


def heads_funds(line: Line) -> bool:
    """Whether the row heads amounts of money by stage: a budget and what was spent of it."""
    texts = [span.text for span in line.printed]
    if any(text.isdigit() for text in texts) or {plain(text) for text in texts} >= _LISTED:
        return False  # a list of projects is no money of this form
    roles = {funds_role(text) for text in texts if len(text) <= LONGEST}
    stages = roles & {"initial", "adjusted", "final"}
    return len(stages) >= 2 and not any(number(text) is not None for text in texts)


def heads_parts(line: Line) -> bool:
    """Whether the row heads amounts by part (收入合计, 基本支出 …), the stages standing in the rows below."""
    texts = [plain(span.text) for span in line.printed if len(span.text) <= LONGEST]
    hits = sum(any(part in text for part in _PARTS) for text in texts)
    return hits >= 3 and not any(number(text) is not None for text in texts)


def numbers_columns(line: Line) -> bool:
    """Whether the row only numbers the columns above it (栏次 | 甲 | 1 | 2 | 3=2/1)."""
    texts = [whole(span.text).strip("()[]") for span in line.printed]
    counted = [_COUNTED.fullmatch(text) for text in texts if text not in _ORDINALS]
    order = [int(match[1]) for match in counted if match]
    return len(order) == len(counted) and len(texts) > 2 and order == list(range(1, len(order) + 1))


def continues_header(line: Line, above: Line) -> bool:
    """Whether the row is the second row of the header that ``above`` begins."""
    if line.table is not above.table or not line.printed:
        return False
    known = [span for span in line.printed if _known(span.text)]
    strange = len(line.printed) - len(known)
    if line.merged:  # the rest of the row is merged from above
        return bool(known) and 2 * strange <= len(known)
    return bool(known) and not strange


def gathers(line: Line) -> bool:
    """Whether the row only gathers the columns of the header below it (绩效指标, 指标完成情况, 评分情况)."""
    texts = [plain(span.text) for span in line.printed]
    known = [text for text in texts if _known(text)]
    return len(texts) > 1 and bool(known) and all(text in known or text.endswith(_GATHERING) for text in texts)


def header(lines: Sequence[Line]) -> Header:
    """The headings of one or two rows, column by column."""
    if len(lines) == 1:
        return Header(tuple(lines), tuple(_single(lines[0])))
    upper, lower = lines
    if upper.merged or len(upper.spans) == len(lower.spans):
        return Header(tuple(lines), tuple(_stacked(upper, lower)))
    return Header(tuple(lines), tuple(_ragged(upper, lower)))


def _single(line: Line) -> Iterator[Heading]:
    for index, span in enumerate(line.spans):
        slot = Slot(span.first, span.after) if line.merged else Slot(index, index + 1)
        yield Heading(span.text, "", slot)


def _stacked(upper: Line, lower: Line) -> Iterator[Heading]:
    """Two rows on one grid: a column for each pair of cells that stand over each other."""
    width = max(len(upper.table.rows[upper.row]), len(lower.table.rows[lower.row]))
    pairs = [(_at(upper, column), _at(lower, column)) for column in range(width)]
    first = 0
    for column in range(1, width + 1):
        if column == width or not _same(pairs[column], pairs[first]):
            yield _heading(*pairs[first], Slot(first, column))
            first = column


def _at(line: Line, column: int) -> Span | None:
    return next((span for span in line.spans if span.first <= column < span.after), None)


def _same(one: tuple[Span | None, Span | None], other: tuple[Span | None, Span | None]) -> bool:
    return all(
        a is b or (a is not None and b is not None and a.cell is b.cell) for a, b in zip(one, other, strict=True)
    )


def _heading(up: Span | None, low: Span | None, slot: Slot) -> Heading:
    over, under = up.text if up else "", low.text if low else ""
    if up and low and up.cell is low.cell:
        return Heading(over, "", slot)
    return Heading(under, over, slot) if under else Heading(over, "", slot)


def _ragged(upper: Line, lower: Line) -> list[Heading]:
    """Two rows of plain text: under a merged heading stand its parts, under the others nothing.

    Where parts of several headings follow each other, they are shared out so that most columns have a role.
    """
    above, below = [span.text for span in upper.spans], [span.text for span in lower.spans]
    runs = sum(bool(text) and (not index or not below[index - 1]) for index, text in enumerate(below))
    merged = min(len(above) - below.count(""), runs + 3)
    ways = [_shared_out(above, below, way) for way in _ways(merged, runs)] or [_shared_out(above, below, [1] * runs)]
    return max(ways, key=lambda way: len({_known(heading.text) for heading in way}))


def _ways(total: int, runs: int) -> Iterator[list[int]]:
    """All ways to share ``total`` headings out to ``runs`` runs of parts, one at least to each."""
    if runs <= 1:
        yield from [[total]] if runs and total > 0 else []
        return
    for first in range(1, total - runs + 2):
        yield from ([first, *rest] for rest in _ways(total - first, runs - 1))


def _shared_out(above: Sequence[str], below: Sequence[str], way: Sequence[int]) -> list[Heading]:
    found: list[Heading] = []
    at, run = 0, 0
    for index, text in enumerate(below):
        over = above[at] if at < len(above) else ""
        found.append(Heading(text or over, over if text else "", Slot(index, index + 1)))
        if not text:
            at += 1
        elif index + 1 == len(below) or not below[index + 1]:
            at += way[run]
            run += 1
    return found
