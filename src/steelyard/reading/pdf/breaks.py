"""What a page break cut in two: rows, and merged labels of groups."""

import re
from typing import NamedTuple

from steelyard.reading.pdf.grid import Grid, Slot
from steelyard.reading.pdf.text import HEADING, OPENING, Measure

# How labels end that are whole; a label may also stop where its bracket is open.
ENDINGS = (
    "指标", "管理", "效益", "情况", "建设", "目标", "执行", "其他", "影响", "满意度", "履职", "产出", "过程", "决策",
    "投入", "效果", "质量", "数量", "时效", "成本", "能力", "制度", "编制", "公开", "履行", "效能", "发展", "类别",
    "工作", "创新", "设定", "规范", "服务", "安全", "保障", "监管", "成效", "评价", "改革", "实施", "立项", "采购",
    "）", ")",
)  # fmt: skip
RESTS = ("指标", "标")
WHOLE = ("年度总体目标", "年度绩效目标", "年度目标")
NUMBERED = re.compile(r"指标\d+[：:]")
NUMBER = re.compile(r"[≥≤><=]*\d+(?:\.\d+)?[%分]?")
BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))


class Pair(NamedTuple):
    """Cells on either side of a page break, in the same columns."""

    upper: Slot
    lower: Slot

    @property
    def stacked(self) -> bool:
        """Whether both are set one character a line."""
        return all(len(line.text) == 1 for line in [*self.upper.lines, *self.lower.lines])

    @property
    def plain(self) -> bool:
        return self.upper.rows == self.lower.rows == 1


class Break:
    """A page break within a table: what stands on either side. ``heads`` rows repeat the head of the table."""

    def __init__(self, table: Grid, part: Grid, heads: int) -> None:
        upper = {(slot.left, slot.right): slot for slot in table.rows[-1]}
        lower = {(slot.left, slot.right): slot for slot in part.rows[heads]}
        self.pairs = [Pair(upper[key], lower[key]) for key in sorted(upper.keys() & lower.keys())]
        self.level = bool(self.pairs) and len(self.pairs) == len(upper) == len(lower)
        self.last = part.height == heads + 1
        self.heads, self.padding = heads, table.padding()
        head = {(slot.left, slot.text) for slot in table.rows[0]}
        again = {slot.text for row in part.rows[:heads] for slot in row}  # a head of two rows is no group
        merged = {column for column, texts in table.merged.items() if texts - again}
        merged |= {s.left for s in part.slots if s.rows > 1 and s.top >= heads and (s.left, s.text) not in head}
        # Labels stand at the left: in columns of merged cells, and in any before the first with text on both sides.
        named = [pair.upper.left for pair in self.pairs if pair.plain and pair.upper.lines and pair.lower.lines]
        self.labels = next(column for column in range(len(table.xs) + 1) if column not in merged)
        self.labels = max(self.labels, min(named, default=0))

    def same_row(self) -> bool:
        """Whether the first row below the break is the rest of the last row above it."""
        if not self.level:
            return False
        plain = [pair for pair in self.pairs if pair.plain] or self.pairs
        filled = [pair for pair in plain if pair.lower.lines]
        if not any(pair.lower.lines for pair in self.pairs):
            return plain == self.pairs and not self.last  # what is left of a row when its text has ended
        if any(self.cut(pair) for pair in self.pairs):
            ended = sum(bool(pair.upper.lines) and not self.flows(pair) for pair in filled)
            return all(self.cut(pair) for pair in self.pairs) and (ended < 2 or 2 * ended < len(filled))
        filled = [pair for pair in self.pairs if pair.lower.lines and (pair.plain or pair.upper.lines)]
        if not filled or any(not pair.upper.lines or _figures(pair) or self.both_whole(pair) for pair in filled):
            return False
        if all(self.flows(pair) for pair in filled):
            return True
        # Columns whose text has ended speak for one row; then a label may go on after a line that had room for more.
        ended = sum(bool(pair.upper.lines) and not pair.lower.lines for pair in plain)
        few = ended >= len(filled) or all(len(pair.lower.text) <= 3 for pair in filled)
        return (ended > 2 and few) and all(
            pair.upper.left < self.labels or self.flows(pair) or _goes_on(pair) for pair in filled
        )

    def labels_cut(self) -> list[Pair]:
        """The merged cells that go on over the break."""
        cut = [pair for pair in self.pairs if self.cut(pair)]
        if cut and not self.heads and len(cut) < len(self.pairs):
            return cut
        joined: list[Pair] = []
        sure_from = -1  # the first column of a label that surely goes on: then so does the one around it
        for pair in reversed(self.pairs):
            upper, lower = pair
            rest = _words(pair)[1] in RESTS
            if upper.left >= self.labels and not rest and (pair.plain or (upper.lines and lower.lines)):
                continue
            if not upper.lines or not lower.lines or upper.text == lower.text:  # printed once, or on either page
                same = sure = upper.cut_below or (bool(upper.lines) and not (lower.cut_below and not lower.lines))
            else:
                cut_off = sure_from == upper.right or ((self.level or not pair.plain) and self.unfinished(pair))
                same = cut_off and self.filled(pair)
                sure = same and rest
            if same:
                joined.append(pair)
                sure_from = upper.left if sure else sure_from
        # No label goes on within a group that has ended.
        new = [p.upper.left for p in self.pairs if p not in joined and p.lower.lines and p.upper.left < self.labels]
        return [pair for pair in joined if not new or pair.upper.left < min(new)]

    def both_whole(self, pair: Pair) -> bool:
        """Whether there are two labels, each whole."""
        upper, lower = _words(pair)
        whole = upper.endswith(ENDINGS) and lower.endswith(ENDINGS) and lower[0] not in OPENING
        return whole and min(len(upper), len(lower)) > 3 and pair.upper.left < self.labels

    def cut(self, pair: Pair) -> bool:
        """Whether no border is drawn at the break; under a repeated head there is one in any case."""
        return pair.upper.cut_below and (pair.lower.cut_above or self.heads > 0)

    def flows(self, pair: Pair) -> bool:
        """Whether the text of the lower cell reads on from the upper one: its last line had no room for more."""
        upper, lower = pair
        last, first = upper.lines[-1], lower.lines[0]
        if NUMBERED.match(first.text) or (len(lower.lines) == 1 and HEADING.match(first.text)):
            return False
        if pair.stacked or self.full(pair):
            return True
        return len(upper.lines) > 2 and len(lower.lines) > 2 and first.x0 - last.x0 > 1.5 * first.size

    def full(self, pair: Pair) -> bool:
        """Whether the last line above had no room for the first word below."""
        upper, lower = pair
        measure = Measure(upper.x0 + self.padding, upper.x1 - self.padding)
        centred = measure.centred([*upper.lines, *lower.lines])
        return not measure.broke(upper.lines[-1], lower.lines[0], centred, 0.3)

    def filled(self, pair: Pair) -> bool:
        """Whether there is no room below the text above the break, so that the rest had to go over it."""
        least = min(_spare(other.upper) for other in self.pairs if other.upper.lines)
        return _spare(pair.upper) - least < pair.upper.lines[-1].size

    def unfinished(self, pair: Pair) -> bool:
        """Whether the label above the break ends in the middle."""
        upper, lower = _words(pair)
        if HEADING.match(lower):
            return False
        unclosed = any(upper.count(opened) > upper.count(closed) for opened, closed in BRACKETS)
        if unclosed or lower[0] in OPENING - {"“", "‘"} or lower[0] in "）)》、":
            return True
        if lower in RESTS:
            return not upper.endswith("指标")
        if pair.plain and not lower.startswith("指标") and upper + lower not in WHOLE:
            return False  # two rows, each with a text of its own
        return self.full(pair) and _goes_on(pair)


def _words(pair: Pair) -> tuple[str, str]:
    return pair.upper.text.replace(" ", ""), pair.lower.text.replace(" ", "")


def _goes_on(pair: Pair) -> bool:
    """Whether a label above the break could end with what stands below."""
    upper, lower = _words(pair)
    return not NUMBERED.match(lower) and (lower.startswith("指标") or not upper.endswith(ENDINGS))


def _figures(pair: Pair) -> bool:
    """Whether there is a number of its own on either side."""
    return bool(NUMBER.fullmatch(pair.upper.text) and NUMBER.fullmatch(pair.lower.text))


def _spare(slot: Slot) -> float:
    """The room between the text and the end of the cell."""
    return slot.y1 - slot.lines[-1].y1 if slot.fresh else float("inf")
