"""Budget figures in running text: stages, sides, parts, amounts and shares, each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from steelyard.model import BudgetLine, Figure, Place, Printed, Section
from steelyard.model.form import Side, Stage
from steelyard.quantity import parse_number
from steelyard.recognising.pieces import Piece

_HALF = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
# A number begins where no digit stands before it: looked for at each of its digits, a long one would cost its square.
_AMOUNT = re.compile(r"(?<!\d)(?<!\d,)(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<u>万元|亿元|千元|元)")
_SHARE = re.compile(
    r"(?:占|比重|比例)(?P<of>[^\d。；;]{0,16}?)(?P<list>\d+(?:\.\d+)?\s*%(?:\s*[、,，和与及]\s*\d+(?:\.\d+)?\s*%)*)"
)
_PERCENT = re.compile(r"(?<!\d)\d+(?:\.\d+)?\s*%")
_NOT_OF_BUDGET = re.compile(r"上年|同期|任务|计划|目标")
_FUND = r"(?:一般公共|政府性基金|国有资本经营)(?:预算)?(?:当年)?(?:财政)?(?:拨款|资金)?(?:收入|支出)?"
_PART = re.compile(
    rf"{_FUND}|(?:本年)?财政拨款(?:收入|支出)?|财政专户管理资金(?:收入|支出)?|上级补助收入|事业单位经营收入|事业收入|经营收入|"
    r"附属单位上缴收入|(?:上年|年初)结转(?:和|及)?(?:结余)?(?:资金|收入)?|使用非财政拨款结余|单位资金(?:收入)?|其他资金(?:收入|支出)?|其他收入|"
    r"基本支出|项目支出|人员经费|人员支出|日常公用经费|公用经费|公用支出|上缴上级支出|经营支出|对附属单位补助支出|其他支出"
)
_OTHER_PART = re.compile(
    r"([\u4e00-\u9fff]{2,12}?(?:收入|支出|资金|经费|拨款))(?:预算|决算|安排|执行|完成)?数?(?:为|是|达|共计?|合计)?$"
)
_STAGES: tuple[tuple[Stage, str], ...] = (
    ("initial", r"年初(?!结转)|批复预算|预算批复"),
    ("adjusted", r"调整后|调整预算|预算调整|全年预算|调整为|追加后"),
    (
        "final",
        r"决算|(?:全年|预算|实际)?执行数|实际支出|实际收入|全年(?:实际)?(?:支出|收入|执行(?!率))|累计支出|实际执行(?!率)|支出完成|收入完成|总支出|总收入",
    ),
)
_SKIP = re.compile(
    r"增加|减少|追加(?!后)|调增|调减|追减|增长|下降|同比|相比|较|比上|超出|上年(?!结转)|年末(?!调整|追加)|结转下年|结余(?!资金|收入)|差额|节约|人均|三公|采购|会议费|"
    r"培训费|接待|公务用车|资产|单价|其余|执行率"
)
_SUBHEADING = re.compile(r"\s*[(（][一二三四五六七八九十]+[)）]")
_WITHIN_BASIC = ("人员", "公用")


@dataclass
class _Line:
    stage: Stage
    side: Side | None
    name: str  # empty for a total
    amount: Figure
    unit: str
    share: Figure | None = None


@dataclass
class _Reader:
    """Reads line by line; the stage in force lasts until the next subheading, the side until the next total."""

    stage: Stage | None = None
    side: Side | None = None
    within: bool = False  # whether a total has been followed by 其中
    pending: list[str] = field(default_factory=list)  # what 分别为 announced
    found: list[_Line] = field(default_factory=list)
    last: list[tuple[int, list[_Line]]] = field(default_factory=list)  # lines of the latest amounts, by bracket depth

    def read(self, piece: Piece) -> None:
        text = piece.raw.translate(_HALF)
        if _SUBHEADING.match(text):
            self.stage = self.side = None
        self.within, self.pending, self.last = False, [], []
        at, depth = 0, 0
        for match in _tokens(text):
            depth += _opened(text[at : match.start()])
            if match.re is _SHARE:
                self._share(piece, match, depth)
            else:
                self._amount(piece, match, text[at : match.start()], depth)
            at = match.end()
        stage = _stage_in(text[at:])
        if stage and not self.last:
            self.stage = stage  # a line that only announces what the next ones tell (1、年初预算情况)

    def _amount(self, piece: Piece, match: "re.Match[str]", context: str, depth: int) -> None:
        clause = re.split(r"[，,；;。：:（）()]", context)[-1]
        self.stage = _stage_in(context) or self.stage
        if re.search(r"[。；;]", context):
            self.within = False
        self.within = self.within or bool(re.search(r"其中|包括|包含", context))
        figure = _figure(piece, match.start("n"), match.end("n"), match.end("u"))
        made = [] if self.stage is None or _SKIP.search(clause) else self._lines(clause, figure, match["u"])
        self.found += made
        self.last.append((depth, made))

    def _lines(self, clause: str, amount: Figure, unit: str) -> list[_Line]:
        assert self.stage is not None
        if self.pending and re.fullmatch(r"\s*[、和与及]?\s*", clause):
            clause = self.pending.pop(0)
        elif re.search(r"分别(?:为|是|达)?$", clause):
            named = [match[0] for match in re.finditer(rf"{_PART.pattern}|收入|支出", clause)]
            self.pending = named[1:]
            clause = named[0] if named else clause
        parts = list(_PART.finditer(clause))
        if parts:
            name = parts[-1][0]
            return [_Line(self.stage, self._side_of(name), name, amount, unit)]
        if other := _OTHER_PART.search(clause) if self.within and not _stage_in(clause) else None:
            return [_Line(self.stage, self._side_of(other[1]), other[1], amount, unit)]
        return self._total(clause, amount, unit)

    def _side_of(self, name: str) -> Side | None:
        if "支出" in name or name.startswith(_WITHIN_BASIC) or "公用经费" in name:
            return "expenditure"
        return "revenue" if "收入" in name else (self.side or "revenue")

    def _total(self, clause: str, amount: Figure, unit: str) -> list[_Line]:
        assert self.stage is not None
        revenue, expenditure = "收入" in clause or "收支" in clause, "支出" in clause or "收支" in clause
        if not (revenue or expenditure or re.search(r"预算|决算|执行(?!率)|总额|资金总量|收、支", clause)):
            return []
        if re.search("收、支", clause):
            revenue = expenditure = True
        if revenue and expenditure:
            self.side = None
            return [_Line(self.stage, side, "", amount, unit) for side in ("revenue", "expenditure")]
        self.side = "revenue" if revenue else "expenditure" if expenditure else None
        return [_Line(self.stage, self.side, "", amount, unit)]

    def _share(self, piece: Piece, match: "re.Match[str]", depth: int) -> None:
        """Give the shares to the latest amounts; one behind a bracket is not that of an amount within it."""
        if _NOT_OF_BUDGET.search(match["of"]):
            return
        start = match.start("list")
        shares = [
            _figure(piece, start + one.start(), start + one.end() - 1, start + one.end())
            for one in _PERCENT.finditer(match["list"])
        ]
        latest = [lines for level, lines in self.last if level <= depth]
        for lines, share in zip(latest[-len(shares) :], shares, strict=False):
            for line in lines:
                line.share = share if line.name and line.share is None else line.share


def _tokens(text: str) -> list["re.Match[str]"]:
    found = [*_AMOUNT.finditer(text), *_SHARE.finditer(text)]
    return sorted(found, key=lambda match: match.start("n" if match.re is _AMOUNT else "list"))


def _opened(text: str) -> int:
    """How many more brackets open than close."""
    return sum(text.count(mark) for mark in "(（") - sum(text.count(mark) for mark in ")）")


def _stage_in(context: str) -> Stage | None:
    """The stage that is named last; 预算 as a word of a kind of funds or of a rate names none."""
    plain = re.sub(r"(?:一般公共|政府性基金|国有资本经营)预算|预算执行率|预算管理|预算绩效", "", context)
    found = [(match.start(), stage) for stage, words in _STAGES for match in re.finditer(words, plain)]
    if found:
        return max(found)[1]
    return (
        "initial"
        if re.search(r"(?:部门|收入|支出|单位|收支)预算(?!执行|调整)|预算(?:收入|支出|安排|总额)", plain)
        else None
    )


def _figure(piece: Piece, start: int, end: int, after: int) -> Figure:
    """A number with its place; the unit is printed with it, and not part of the reading."""
    text = piece.raw[start:after]
    place = Place(piece.start + start, piece.start + after, text)
    return Figure(Printed(text, place), parse_number(piece.raw[start:end]))


def read_budget(found: Sequence[Piece], sections: Sequence[Section]) -> list[BudgetLine]:
    """The budget lines that the narrative tells: of its overview, else of its evaluation, else of all of it."""
    for kinds in (("overview",), ("evaluation", "other"), ()):
        parts = [part for part in sections if part.kind in kinds]
        if kinds and not parts:
            continue
        reader = _Reader()
        for piece in found:
            if not kinds or any(part.start <= piece.start < part.end for part in parts):
                reader.read(piece)
        lines = list(_finish(reader.found))
        if any(line.total for line in lines):
            return lines
    return []


def _finish(found: Sequence[_Line]) -> Iterator[BudgetLine]:
    """Totals given to their sides, doubles and parts of parts left out, in the order of the text."""
    seen: set[tuple[Stage, Side, str]] = set()
    for line in chain.from_iterable(_sided(one, found) for one in found):
        assert line.side is not None
        key = (line.stage, line.side, line.name)
        if key in seen or _is_inner(line, found):
            continue
        seen.add(key)
        name = line.name or ("收入合计" if line.side == "revenue" else "支出合计")
        yield BudgetLine(line.stage, line.side, name, line.amount, line.unit, line.share, not line.name)


def _sided(line: _Line, found: Sequence[_Line]) -> Iterator[_Line]:
    """A total that names no side is that of the sides whose parts are told, of expenditure where none are."""
    if line.side is not None:
        yield line
        return
    told = {other.side for other in found if other.stage == line.stage and other.name and other.side}
    for side in ("revenue", "expenditure"):
        if side in told or (not told and side == "expenditure"):
            yield replace(line, side=side)


def _is_inner(line: _Line, found: Sequence[_Line]) -> bool:
    """Whether a line tells a part of a part, or divides a total that is divided otherwise already."""
    beside = {other.name for other in found if other.stage == line.stage and other.side == line.side and other.name}
    if line.name.startswith(_WITHIN_BASIC) or "公用经费" in line.name:
        return "基本支出" in beside
    if re.fullmatch(_FUND, line.name):
        divided = beside & {"基本支出", "项目支出"} if line.side == "expenditure" else set()
        whole = beside & {"财政拨款收入", "财政拨款", "财政拨款支出", "本年财政拨款收入"}
        return bool(divided or whole)
    return False
