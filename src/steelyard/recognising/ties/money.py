"""Claims that are budget figures or repeat them: sums, shares and the execution rate recomputed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from steelyard.model import BudgetLine, Claim, Figure, Form, Message, Tie
from steelyard.quantity import agrees, half_up, places
from steelyard.recognising.ties.comparing import compare, factor, shown, side
from steelyard.recognising.ties.names import core, coverage
from steelyard.recognising.ties.telling import Told
from steelyard.recognising.ties.words import words

_STAGES = {"initial": ("年初预算", "initial"), "adjusted": ("调整后", "adjusted"), "final": ("决算", "final")}
_SIDES = {"revenue": ("收入", "revenue"), "expenditure": ("支出", "expenditure")}
_CLOSE = Decimal("0.05")  # of a total


class Budget:
    """The budget lines of a form, by the place where each amount and share is printed in the text."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.amounts = _placed(form.budget, [line.amount for line in form.budget])
        self.shares = _placed(form.budget, [line.share for line in form.budget])
        self.groups: dict[tuple[str, str], list[BudgetLine]] = defaultdict(list)
        for line in form.budget:
            self.groups[line.stage, line.side].append(line)

    def at(self, claim: Claim) -> tuple[list[BudgetLine], list[BudgetLine]]:
        """The lines whose amount a claim is, and those whose share it is."""
        starts = range(claim.start, min(claim.end, claim.start + 4))  # 约 may stand before the digits
        lines = next((self.amounts[at] for at in starts if at in self.amounts), [])
        return lines, next((self.shares[at] for at in starts if at in self.shares), [])

    def figures(self, claims: Sequence[Claim]) -> set[int]:
        """Which claims are its figures: each of one stage, whatever its name has in common with another's."""
        return {index for index, claim in enumerate(claims) if any(self.at(claim))}

    def total(self, stage: str, side: str) -> BudgetLine | None:
        """The line that the others of a stage and side add up to."""
        return next((line for line in self.groups.get((stage, side), ()) if line.total and _known(line.amount)), None)


def _placed(lines: Sequence[BudgetLine], figures: Sequence[Figure | None]) -> dict[int, list[BudgetLine]]:
    found: dict[int, list[BudgetLine]] = defaultdict(list)
    for line, figure in zip(lines, figures, strict=True):
        if figure is not None and figure.printed.place is not None and _known(figure):
            found[figure.printed.place.start].append(line)
    return found


def _known(figure: Figure | None) -> bool:
    return figure is not None and isinstance(figure.value, Decimal)


def _value(figure: Figure | None) -> Decimal:
    assert figure is not None
    assert isinstance(figure.value, Decimal)
    return figure.value


def _other(line: BudgetLine) -> str:
    return f"budget:{line.stage}.{line.side}.{line.name}"


def with_budget(budget: Budget, claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[Tie]:
    """The ties of claims with the budget, the execution rate and the score of the form."""
    for index, (claim, around) in enumerate(zip(claims, told, strict=True)):
        if not isinstance(claim.value, Decimal):
            continue
        lines, shares = budget.at(claim)
        for line in lines:
            yield from _sum(budget, index, line)
            yield from _execution(budget, index, line)
        for line in shares:
            yield from _share(budget, index, line)
        if not lines and not shares:
            yield from _named(budget, index, claim, around)
            yield from _stated(budget.form, index, claim, around)
            yield from _computed(budget, index, claim)


def _sum(budget: Budget, index: int, line: BudgetLine) -> Iterator[Tie]:
    """Total and parts of one stage and side, where they are what the form prints."""
    total = budget.total(line.stage, line.side)
    parts = [one for one in budget.groups[line.stage, line.side] if not one.total and _known(one.amount)]
    if total is None or len(parts) < 2:
        return
    values = [_value(one.amount) * (factor(one.unit, total.unit) or 1) for one in parts]
    summed, stated = sum(values, Decimal(0)), _value(total.amount)
    equation = f"{'＋'.join(map(shown, values))}＝{shown(summed)}"
    english = f"{' + '.join(map(shown, values))} = {shown(summed)}"
    stage, side_ = _STAGES[line.stage], _SIDES[line.side]
    gap = abs(summed - stated)
    if gap <= _blur(values, stated):
        why = Message(
            f"{stage[0]}{side_[0]}{equation}（{total.unit}），与合计相符。",
            f"{english} ({total.unit}) is the total of the {stage[1]} {side_[1]}.",
        )
        yield Tie(index, _other(line), "confirmed", why, shown(summed))
    elif line.total and (summed > stated or gap <= stated * _CLOSE):  # farther off, parts may be left out
        why = Message(
            f"{stage[0]}{side_[0]}各项{equation}（{total.unit}），合计写的是{shown(stated)}。",
            f"The parts of the {stage[1]} {side_[1]}: {english} ({total.unit}); the total printed is {shown(stated)}.",
        )
        yield Tie(index, _other(line), "contradicted", why, shown(summed))


def _blur(values: Sequence[Decimal], stated: Decimal) -> Decimal:
    """Money adds exactly, unless the total and the parts are rounded differently."""
    fine, coarse = sorted((max(map(places, values)), places(stated)), reverse=True)
    return Decimal(0) if fine == coarse else Decimal(1).scaleb(-coarse) * max(1, len(values)) / 2


def _share(budget: Budget, index: int, line: BudgetLine) -> Iterator[Tie]:
    """The printed share of a line against its amount divided by the total."""
    total = budget.total(line.stage, line.side)
    if total is None or not _known(line.amount) or not _value(total.amount):
        return
    part, whole = _value(line.amount) * (factor(line.unit, total.unit) or 1), _value(total.amount)
    yield _rate(index, _other(line), _value(line.share), part, whole, "contradicted")


def _rate(index: int, other: str, stated: Decimal, above: Decimal, below: Decimal, off: str) -> Tie:
    exact = above / below * 100
    rounded = half_up(exact, max(2, places(stated)))
    zh, en = f"{shown(above)}÷{shown(below)}＝{rounded}%", f"{shown(above)} ÷ {shown(below)} = {rounded}%"
    if agrees(stated, exact):
        return Tie(
            index, other, "confirmed", Message(f"{zh}，与{stated}%相符。", f"{en} agrees with {stated}%."), str(rounded)
        )
    why = Message(f"{zh}，写的是{stated}%。", f"{en}; what is printed is {stated}%.")
    return Tie(index, other, "contradicted" if off == "contradicted" else "unclear", why, str(rounded))


def _formula(budget: Budget) -> tuple[BudgetLine, BudgetLine] | None:
    """Final spending and the budget it is held against: the adjusted one, else the initial one."""
    final = budget.total("final", "expenditure")
    base = budget.total("adjusted", "expenditure") or budget.total("initial", "expenditure")
    return (final, base) if final and base and _value(base.amount) and factor(final.unit, base.unit) else None


def _execution(budget: Budget, index: int, line: BudgetLine) -> Iterator[Tie]:
    """执行率 = 决算 ÷ 调整."""
    rate, both = budget.form.execution_rate, _formula(budget)
    if both is None or line not in both or not _known(rate):
        return
    above = _value(both[0].amount) * (factor(both[0].unit, both[1].unit) or 1)
    yield _rate(index, "form:execution_rate", _value(rate), above, _value(both[1].amount), "unclear")


def _computed(budget: Budget, index: int, claim: Claim) -> Iterator[Tie]:
    """The execution rate that the text alone states, computed from the budget; the budget at the year's start serves
    too, where it gives the rate that is stated."""
    place, both = budget.form.execution_rate.printed.place, _formula(budget)
    initial = budget.total("initial", "expenditure")
    if both is None or place is None or not claim.start <= place.start < claim.end or claim.unit != "%":
        return
    rates = []
    for base in (both[1], initial):
        if base is not None and _value(base.amount) and (scaled := factor(both[0].unit, base.unit)):
            above, stated = _value(both[0].amount) * scaled, _value(budget.form.execution_rate)
            rates.append(_rate(index, "form:execution_rate", stated, above, _value(base.amount), "contradicted"))
    yield next((one for one in rates if one.outcome == "confirmed"), rates[0])


def _named(budget: Budget, index: int, claim: Claim, told: Told) -> Iterator[Tie]:
    """A figure of the text that a table of the budget has too: same stage, same name."""
    if not claim.unit.endswith("元") or told.silent or told.change:
        return
    lexicon = words().budget
    said = told.context + told.raw
    stages = [stage for stage in _STAGES if lexicon[stage].search(told.raw)]
    stages = stages or [stage for stage in _STAGES if lexicon[stage].search(said)]
    if len(stages) != 1 or not isinstance(claim.value, Decimal):
        return
    for line in (one for key, group in budget.groups.items() if key[0] == stages[0] for one in group):
        scaled = factor(claim.unit, line.unit)
        if scaled is None or not _known(line.amount) or line.total or coverage(core(line.name), told.own) < 1:
            continue
        figure = side(_value(line.amount), line.unit, line.amount.printed.text)
        if compare(claim, claim.value * scaled, figure, scaled) == "agree":
            zh = f"与{_STAGES[line.stage][0]}“{line.name}”{line.amount.printed.text}{line.unit}相符"
            en = f"{claim.text} agrees with “{line.name}” {line.amount.printed.text} of the {line.stage} budget"
            yield Tie(index, _other(line), "confirmed", Message(f"{claim.text}{zh}。", f"{en}."), shown(figure.value))


def _stated(form: Form, index: int, claim: Claim, told: Told) -> Iterator[Tie]:
    """The execution rate or the score that the text repeats."""
    lexicon = words().budget
    figures = (("execution", "form:execution_rate", form.execution_rate, "%", "预算执行率", "the execution rate"),
               ("score", "form:total.score", form.total.score, "分", "合计得分", "the total score"))  # fmt: skip
    for key, other, figure, unit, zh, en in figures:
        place = figure.printed.place
        if claim.unit != unit or not _known(figure) or not lexicon[key].search(told.raw) or told.silent or told.change:
            continue
        if key == "score" and lexicon["measured"].search(told.raw):
            continue
        if place is None or claim.start <= place.start < claim.end or (key == "execution" and place.row is not None):
            continue
        value = _value(figure)
        if isinstance(claim.value, Decimal) and claim.value == value:
            why = Message(f"{claim.text}与{zh}{figure.printed.text}相符。", f"{claim.text} agrees with {en}.")
            yield Tie(index, other, "confirmed", why, shown(value))
        elif key == "score" and _within(form.stated_score, claim):
            why = Message(
                f"正文写{claim.text}，{zh}为{figure.printed.text}。", f"The text says {claim.text}, {en} is {value}."
            )
            yield Tie(index, other, "contradicted", why, shown(value))


def _within(figure: Figure, claim: Claim) -> bool:
    place = figure.printed.place
    return place is not None and claim.start <= place.start < claim.end
