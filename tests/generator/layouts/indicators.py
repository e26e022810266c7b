"""The block of indicators: header, groups, rows, subtotals, total row."""

from dataclasses import dataclass, replace
from decimal import Decimal

from tests.generator.arithmetic import plain
from tests.generator.family import LEVELS
from tests.generator.layouts.hand import Hand
from tests.generator.paper import Band, Cell
from tests.generator.truth import Subtotal, Truth
from tests.generator.wording import Line, Scribe

GROUP_ROLES = ("group1", "weight1", "group2", "weight2")
OVERS = (
    (("group1", "group2", "name"), "绩效指标"),
    (("operator", "target", "unit"), "年度指标值"),
    (("initial", "target"), "绩效指标值"),
    (("target", "actual"), "指标完成情况"),
    (("weight", "score"), "评分情况"),
)
TEXTS = ("name", "note", "target", "actual")


@dataclass
class Item:
    """A printed row: an indicator, an empty row, or a subtotal (``inside`` its group's merged cell or not)."""

    groups: tuple[str, ...]
    own: tuple[str, ...]  # the groups by their official names
    line: Line | None = None
    subtotal: Subtotal | None = None
    inside: bool = False


class Indicators:
    def __init__(self, truth: Truth, hand: Hand) -> None:
        self.truth, self.hand = truth, hand
        self.scribe = Scribe(truth)
        self.lines = self.scribe.lines()
        self.roles = self._order()
        self.headings = {role: hand.heading(role) for role in self.roles}
        self.side = truth.noise.side_label and truth.family.structure != "flat"
        self.items = self._items()
        self.lines = [replace(item.line, groups=item.groups) for item in self.items if item.line]

    @property
    def columns(self) -> int:
        return len(self.roles) + self.side

    def _order(self) -> list[str]:
        noise, family = self.hand.noise, self.truth.family
        roles = list(self.hand.source.choice(family.columns) if noise.synonyms else family.columns[0])
        if noise.permuted and "weight" in roles:
            roles.remove("weight")
            roles.insert(self.hand.source.choice(self._places(roles)), "weight")
        extra = {"serial": "name", "standard": "actual", "review": "score"}.get(noise.extra)
        if extra in roles and noise.extra not in roles:
            roles.insert(roles.index(extra) + (noise.extra != "serial"), noise.extra)
        return roles

    def _places(self, roles: list[str]) -> list[int]:
        """Where the weight may stand: after the name, or right before or after a value."""
        start = roles.index("operator" if "operator" in roles else "nature" if "nature" in roles else "target")
        return [start, roles.index("actual"), roles.index("score"), roles.index("score") + 1]

    def _items(self) -> list[Item]:
        items: list[Item] = []
        mode = self.hand.noise.subtotals if self.scored and "group1" in self.roles else "none"
        if "weight1" in self.roles:
            mode = "none"
        inside = self.hand.now_and_then(0.5)
        labels = {one.group: f"{self._named(0, one.group)}（{plain(one.weight)}分）" for one in self.truth.subtotals}
        for number, line in enumerate(self.lines):
            groups = tuple(self._named(level, label) for level, label in enumerate(line.groups))
            if mode == "labels":
                groups = (labels[line.groups[0]], *groups[1:])
            items.append(Item(groups, line.groups, line))
            last = number + 1 == len(self.lines) or self.lines[number + 1].groups[:1] != line.groups[:1]
            if last and self.hand.noise.filler and groups and self.hand.now_and_then(0.5):
                items.append(Item((groups[0], "其他指标"), (line.groups[0], "其他指标")))
            if last and mode == "rows":
                sub = next(one for one in self.truth.subtotals if one.group == line.groups[0])
                items.append(Item(groups[:1], line.groups[:1], subtotal=sub, inside=inside))
        return items

    def _named(self, level: int, label: str) -> str:
        """A group's label as this form writes it."""
        style = self.hand.noise.labels if self.truth.family.structure in ("levels", "inline") else "official"
        if style == "bare" and label.endswith("指标"):
            return label.removesuffix("指标")
        if style == "numbered":
            known = dict.fromkeys(line.groups[level] for line in self.lines if len(line.groups) > level)
            return ("一、", "（一）")[level].replace("一", "一二三四五六七八九"[list(known).index(label) % 9]) + label
        return label

    @property
    def scored(self) -> bool:
        return self.truth.family.scored

    def band(self, first: int, last: int, header: bool, total: bool) -> Band:
        """The items from ``first`` to before ``last``, with or without header and total row."""
        rows = self._header() if header else []
        heads = len(rows)
        rows += self._body(self.items[first:last])
        if self.side and rows:
            label = self.hand.label("绩效指标")
            rows[0].insert(0, self.hand.cell(label, down=len(rows)))
        if total and self.truth.family.total:
            rows.append(self._sum_row(self.truth.noise.total, self._totals(), self.side, total=True))
        wide = [self.side + self.roles.index(role) for role in TEXTS if role in self.roles]
        return Band(self.columns, rows, tuple(wide), heads)

    def _header(self) -> list[list[Cell]]:
        texts = [self.hand.label(self.headings[role]) for role in self.roles]
        if self.hand.noise.header == "one":
            return [[self.hand.cell(text) for text in texts]]
        upper: list[Cell] = []
        lower: list[Cell] = []
        column = 0
        while column < len(self.roles):
            over = next((one for one in OVERS if tuple(self.roles[column : column + len(one[0])]) == one[0]), None)
            if over is None:
                upper.append(self.hand.cell(texts[column], down=2))
                column += 1
                continue
            upper.append(self.hand.cell(over[1], across=len(over[0])))
            lower += [self.hand.cell(text) for text in texts[column : column + len(over[0])]]
            column += len(over[0])
        return [upper, lower] if lower else [[self.hand.cell(text) for text in texts]]

    def _body(self, items: list[Item]) -> list[list[Cell]]:
        restart = len(items) // 2 if self.hand.noise.groups == "restarted" else -1
        rows = []
        for number, item in enumerate(items):
            cells = self._groups(items, number, restart)
            if item.subtotal is not None:
                cells += self._subtotal(item)
            else:
                printed = item.line.cells if item.line else {}
                cells += [self._value(role, printed.get(role, "")) for role in self.roles if role not in GROUP_ROLES]
            rows.append(cells)
        return rows

    def _value(self, role: str, text: str) -> Cell:
        return self.hand.cell(self.hand.prose(text) if role in ("name", "note") else text)

    def _groups(self, items: list[Item], number: int, restart: int) -> list[Cell]:
        """The group cells that begin in this row."""
        item, cells = items[number], []
        if item.subtotal is not None and not item.inside:
            return []
        for role in self.roles:
            level = int(role[-1]) - 1 if role in GROUP_ROLES else -1
            if level < 0 or (item.subtotal is not None and level > 0):
                continue
            label = item.groups[level] if role in LEVELS else self._weight(item, level)
            fresh = number in (0, restart) or not self._joined(items, number - 1, number, level)
            if self.hand.noise.groups in ("blank", "repeated") and item.subtotal is None:
                keep = fresh or self.hand.noise.groups == "repeated"
                cells.append(self.hand.cell(self.hand.label(label) if keep else ""))
            elif fresh or self.hand.noise.groups in ("blank", "repeated"):
                down = self._run(items, number, level, restart)
                cells.append(self.hand.cell(self.hand.label(label), down=down))
        return cells

    def _weight(self, item: Item, level: int) -> str:
        """The points of a group, in a column of its own beside the group's label."""
        if level == 0:
            return plain(next(one.weight for one in self.truth.subtotals if one.group == item.own[0]))
        return plain(sum((row.weight for row in self.truth.rows if row.groups == item.own), Decimal(0)))

    def _joined(self, items: list[Item], one: int, other: int, level: int) -> bool:
        first, second = items[one], items[other]
        if any(item.subtotal is not None and (not item.inside or level > 0) for item in (first, second)):
            return False
        return first.groups[: level + 1] == second.groups[: level + 1]

    def _run(self, items: list[Item], number: int, level: int, restart: int) -> int:
        if self.hand.noise.groups in ("blank", "repeated"):
            return 1
        end = number + 1
        while end < len(items) and end != restart and self._joined(items, end - 1, end, level):
            end += 1
        return end - number

    def _subtotal(self, item: Item) -> list[Cell]:
        assert item.subtotal is not None
        label = "小计" if item.inside else self.hand.source.choice(("小计", f"{item.groups[0]}小计"))
        figures = {"weight": plain(item.subtotal.weight), "score": plain(item.subtotal.score)}
        cells = self._sum_row(label, figures, 0)
        if item.inside:
            first = cells[0]
            cells[0] = self.hand.cell(first.text, across=first.across - 1)
        return cells

    def _totals(self) -> dict[str, str]:
        weight = plain(self.truth.total_weight) + ("%" if self.truth.noise.weights_in_percent else "")
        totals = {"weight": weight, "score": plain(self.truth.total_score)}
        if self.truth.family.grade == "row" and "note" in self.roles:
            totals["note"] = self.hand.source.choice((self.truth.grade, f"自评等级：{self.truth.grade}"))
        return totals

    def _sum_row(self, label: str, figures: dict[str, str], extra: int, total: bool = False) -> list[Cell]:
        start = min(self.roles.index(role) for role in ("weight", "score") if role in self.roles)
        cells = [self.hand.cell(label, across=start + extra)]
        if total and self.hand.noise.loose_total:
            cells = [self.hand.cell(label if not column else "") for column in range(start + extra)]
        for role in self.roles[start:]:
            text = figures.get(role, self.hand.none())
            cells.append(self.hand.cell(text, sums=total and role in ("weight", "score")))
        return cells
