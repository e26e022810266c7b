"""The headings of an indicator table and the role of each column."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from steelyard.packs.forms import Role
from steelyard.recognising.fitting import Placed, Slot, fit
from steelyard.recognising.lines import Line
from steelyard.recognising.words import blank, column_role, guessed_role, number, plain, rank, row_label, whole

_OPERATOR = re.compile(r"[≥≤≧≦⩾⩽><=═]|大于|小于|等于|不低于|不超过|不少于|不高于|不多于")
_REACHED = re.compile(r"[(（](?:全年|年度|本年)?(?:实际|完成|实际完成)[值数]?[)）]$")  # 指标值（实际）
_RESULT_TOLD = re.compile(r"(?:实际|全年|年度|目标|指标|实际完成|全年完成|完成)(?:完成)?(?:值|数|情况|结果).")
_DATED = re.compile(r"(20\d\d)年")
_SINGLE: tuple[Role, ...] = ("operator", "nature", "target", "adjusted", "unit", "actual", "weight", "score", "review",
                             "note", "coefficient", "core", "standard")  # fmt: skip


class Heading(NamedTuple):
    """What is printed over a column; ``upper`` is the heading over it in a header of two rows, else empty."""

    text: str
    upper: str
    slot: Slot


@dataclass(frozen=True)
class Header:
    """The one or two rows of headings over an indicator table."""

    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return self.lines[0].width if self.lines[-1].merged else max(h.slot.after for h in self.headings)


@dataclass(frozen=True)
class Columns:
    """The roles of a header's columns. ``group_sums`` maps a group column to those of its own weight and score."""

    header: Header
    roles: tuple[Role | None, ...]
    name: int
    group_sums: Mapping[int, Mapping[Role, int]] = field(default_factory=dict)

    def index(self, role: Role) -> int | None:
        """The column of a role."""
        return self.roles.index(role) if role in self.roles else None

    def has(self, role: Role) -> bool:
        """Whether the layout has a column of that role."""
        return role in self.roles

    def place(self, line: Line) -> Placed:
        """The cells of ``line``, column by column."""
        return fit(line, [heading.slot for heading in self.header.headings], self.header.width, self._sense)

    def _sense(self, placed: Placed) -> int:
        sense = 0
        for index, role in enumerate(self.roles):
            text = "".join(span.text for span in placed[index])
            if not text:
                continue
            printed = number(text) is not None
            if role in ("weight", "score", "coefficient"):
                sense += 3 if printed else -1 if blank(text) else -6
            elif role == "name":
                sense += -4 if printed else 2
            elif role == "note":
                sense += -3 if printed else 1
            elif role in ("target", "actual"):
                sense += 2
        return sense + self._apart(placed)

    def _apart(self, placed: Placed) -> int:
        """A printed cell may be merged over the columns up to the name and beyond, but not over two values."""
        values = [span for under in placed[self.name + 1 :] for span in under if span.text]
        first = placed[0][0] if placed[0] else None
        doubled = len(values) - len(set(values)) - values.count(first) if first else len(values) - len(set(values))
        name = placed[self.name][-1] if placed[self.name] else None
        odd = name is not None and name is not first and name in values
        return -3 * max(doubled, 0) - 2 * odd


def settle(header: Header, extra: Mapping[str, Role]) -> Columns:
    """Decide what each column is for; ``extra`` are the headings that the profile uses in its own way.

    Of headings with years, those of another than the latest results tell what was or will be (2022年实际完成值).
    """
    roles: list[Role | None] = [_role(heading, extra) for heading in header.headings]
    years = [_year(heading) for heading in header.headings]
    latest = max((year for year, role in zip(years, roles, strict=True) if role == "actual"), default=0) or max(years)
    for index, year in enumerate(years):
        if roles[index] in _SINGLE and year and year != latest:
            roles[index] = "other"
    if "actual" not in roles:
        _result_beside_reason(roles, header.headings)
    name = _name(roles, header.headings)
    for index in range(name):
        if roles[index] in (None, "name"):
            roles[index] = "group"
    roles[name] = "name"
    for index in range(name + 1, len(roles)):
        if roles[index] in ("name", "group"):
            roles[index] = None
    sums = _group_sums(roles, name)
    _one_each(roles, header, name)
    if "adjusted" in roles:
        renamed: dict[Role | None, Role] = {"target": "initial", "adjusted": "target"}
        roles = [renamed.get(role, role) for role in roles]
    return Columns(header, tuple(roles), name, sums)


def with_operators(columns: Columns) -> Columns:
    """The same columns where 指标性质 holds operators (≥, =, 定性) and not the nature of indicators (定量, 定性)."""
    roles = tuple("operator" if role == "nature" else role for role in columns.roles)
    return Columns(columns.header, cast("tuple[Role | None, ...]", roles), columns.name, columns.group_sums)


def with_inner_name(columns: Columns, body: Sequence[Line]) -> Columns:
    """The same columns where one heading stands over groups and names, which a format without merged cells parts.

    Then the column right of the name has no heading, and prints the names of at least every other row.
    """
    inner = columns.name + 1
    if inner >= len(columns.roles) or columns.roles[inner] is not None or columns.header.headings[inner].text:
        return columns
    texts = ["".join(span.text for span in columns.place(line)[inner]) for line in body]
    named = [text for text in texts if not blank(text) and number(text) is None and not names_operator(text)]
    if 2 * len(named) < max(1, len(texts)):
        return columns
    roles: list[Role | None] = list(columns.roles)
    roles[columns.name], roles[inner] = "group", "name"
    return Columns(columns.header, tuple(roles), inner, columns.group_sums)


def holds_operators(columns: Columns, body: Sequence[Line]) -> bool:
    """Whether the column headed 指标性质 holds operators: decided by its cells."""
    index = columns.index("nature")
    if index is None or columns.has("operator"):
        return False
    texts = {span.text for line in body for span in columns.place(line)[index]}
    return any(names_operator(text) for text in texts if len(text) <= 6)


def names_operator(text: str) -> bool:
    """Whether a cell prints how its target is to be compared: ≥, 不低于."""
    return _OPERATOR.search(unicodedata.normalize("NFKC", text)) is not None


def _result_beside_reason(roles: list[Role | None], headings: Sequence[Heading]) -> None:
    """Where no other column has results, the one that tells both has (实际完成情况及未完成原因)."""
    for index, heading in enumerate(headings):
        word = plain(heading.text)
        if roles[index] == "note" and column_role(heading.text) is None and _RESULT_TOLD.match(word):
            roles[index] = "actual"
            return


def _year(heading: Heading) -> int:
    """The year that a heading or the one over it begins with, 0 for none."""
    found = [_DATED.match(whole(text)) for text in (heading.text, heading.upper)]
    return next((int(match[1]) for match in found if match), 0)


def _role(heading: Heading, extra: Mapping[str, Role]) -> Role | None:
    own, both = plain(heading.text), plain(heading.upper + heading.text)
    if own in extra or both in extra:
        return extra.get(own) or extra[both]
    if heading.upper and heading.text:
        joined = column_role(both)
        if joined is not None:
            return joined
    text = heading.text or heading.upper
    if column_role(text) == "target" and _REACHED.search(text):
        return "actual"
    return column_role(text) or guessed_role(text) or (column_role(heading.upper) if heading.upper else None)


def _name(roles: Sequence[Role | None], headings: Sequence[Heading]) -> int:
    """The rightmost column headed as a name; else the last one of unknown heading before the values; else a group.

    A heading over the whole block (绩效指标) left of the groups is no name: it is merged down beside all rows.
    """
    first = next(
        (index for index, role in enumerate(roles) if role not in (None, "group", "name", "other")), len(roles)
    )
    groups = [index for index, role in enumerate(roles[:first]) if role == "group"]
    names = [index for index, role in enumerate(roles) if role == "name"]
    framing = bool(names and groups) and names[-1] < groups[-1] and row_label(headings[names[-1]].text) == "block"
    if names and not framing:
        return names[-1]
    last = max(groups, default=len(roles))  # right of the groups a column without a heading may be the name, too
    unknown = [index for index in range(first) if roles[index] is None and (headings[index].text or index > last)]
    return max([*unknown, *groups], default=0)


def _group_sums(roles: list[Role | None], name: int) -> dict[int, dict[Role, int]]:
    """Weights and scores that stand beside a group, left of the name, while the rows have their own."""
    found: dict[int, dict[Role, int]] = {}
    for index in range(name):
        role = roles[index]
        group = max((left for left in range(index) if roles[left] == "group"), default=None)
        if role in ("weight", "score") and group is not None and role in roles[name:]:
            found.setdefault(group, {})[role] = index
            roles[index] = "other"
    return found


def _one_each(roles: list[Role | None], header: Header, name: int) -> None:
    """Leave one column to a role: the one with the most usual heading; the others are not placed."""
    for role in _SINGLE:
        found = [index for index, other in enumerate(roles) if other == role]
        if len(found) > 1:
            best = min(found, key=lambda index: (index < name, rank(role, header.headings[index].text)))
            for index in found:
                roles[index] = role if index == best else None
