"""The budget of a form: totals, shares and the rate of execution, reckoned once from what the data says."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.filling.data import Data, Money
from steelyard.filling.errors import FillError
from steelyard.model.form import Side, Stage
from steelyard.quantity import half_up

STAGES: tuple[Stage, ...] = ("initial", "adjusted", "final")
SIDES: tuple[Side, ...] = ("revenue", "expenditure")
STAGE_WORDS: dict[Stage, str] = {"initial": "年初预算", "adjusted": "调整后预算", "final": "全年决算"}
SIDE_WORDS: dict[Side, str] = {"revenue": "收入", "expenditure": "支出"}
HUNDRED = Decimal(100)


class Line(NamedTuple):
    """One figure: its name, amount and share of the total of its stage and side, in percent to two places."""

    name: str
    amount: Decimal
    share: Decimal | None


class Stand(NamedTuple):
    """One side at one stage: the total and its lines."""

    stage: Stage
    side: Side
    total: Decimal
    lines: tuple[Line, ...]


class Budget:
    """The figures of a form by stage and side."""

    def __init__(self, data: Data) -> None:
        """:raises FillError: a line that states a stage which another line of its side leaves out."""
        self.unit = data.unit
        self.names = {side: [one.name for one in data.budget if one.side == side] for side in SIDES}
        self.stands = {
            (stage, side): stand
            for side in SIDES
            for stage in STAGES
            if (stand := _stand(stage, side, [one for one in data.budget if one.side == side]))
        }

    def total(self, stage: Stage, side: Side = "expenditure") -> Decimal | None:
        """The total; ``None`` where the data says nothing of that stage."""
        stand = self.stands.get((stage, side))
        return stand.total if stand else None

    @property
    def rate(self) -> Decimal | None:
        """预算执行率: final ÷ adjusted expenditure (initial where nothing was adjusted), in percent to two places."""
        final, base = self.total("final"), self.total("adjusted") or self.total("initial")
        return half_up(final / base * HUNDRED, 2) if final is not None and base else None

    def fields(self) -> Iterator[tuple[str, str]]:
        """What a text may name: ``budget.final.expenditure``, ``….基本支出``, ``….基本支出.share``, the rate."""
        for (stage, side), stand in self.stands.items():
            name = f"budget.{stage}.{side}"
            yield name, f"{shown(stand.total)}{self.unit}"
            for line in stand.lines:
                yield f"{name}.{line.name}", f"{shown(line.amount)}{self.unit}"
                if line.share is not None:
                    yield f"{name}.{line.name}.share", f"{shown(line.share)}%"
        if self.rate is not None:
            yield "budget.execution_rate", f"{shown(self.rate)}%"
        if self.stands:
            yield "budget.text", self.text()

    def text(self) -> str:
        """The three stages told in a sentence for each side, with the share of each line."""
        told = []
        for number, stage in enumerate((one for one in STAGES if any(key[0] == one for key in self.stands)), 1):
            sides = [self._told(stand) for side in SIDES if (stand := self.stands.get((stage, side)))]
            told.append(f"{number}、{STAGE_WORDS[stage]}情况：{''.join(sides)}")
        if self.rate is not None:
            told.append(f"预算执行率为{shown(self.rate)}%。")
        return "\n".join(told)

    def _told(self, stand: Stand) -> str:
        word = SIDE_WORDS[stand.side]
        parts = [
            f"{line.name}{shown(line.amount)}{self.unit}"
            + ("" if line.share is None else f"，占比{shown(line.share)}%")
            for line in stand.lines
        ]
        within = f"，其中：{'；'.join(parts)}" if len(parts) > 1 else ""
        return f"{STAGE_WORDS[stand.stage]}{word}{shown(stand.total)}{self.unit}{within}。"


def _stand(stage: Stage, side: Side, lines: Sequence[Money]) -> Stand | None:
    amounts = {one.name: getattr(one, stage) for one in lines}
    stated = {name: Decimal(amount) for name, amount in amounts.items() if amount is not None}
    if not stated:
        return None
    if missing := [name for name in amounts if name not in stated]:
        word = STAGE_WORDS[stage]
        raise FillError(
            f"预算“{missing[0]}”没有写{word}（{stage}）数，其他各项写了；没有就写0。",
            f"The budget line “{missing[0]}” has no {stage} figure and the others have; write 0 if it is nought.",
        )
    total = sum(stated.values(), Decimal(0))
    made = (
        Line(name, amount, half_up(amount / total * HUNDRED, 2) if total else None) for name, amount in stated.items()
    )
    return Stand(stage, side, total, tuple(made))


def shown(value: Decimal) -> str:
    """All digits that were written, never in exponent notation."""
    return f"{value:f}"
