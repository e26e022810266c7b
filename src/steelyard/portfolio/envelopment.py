"""Data envelopment analysis: how much of a unit's money (or how much more output) the best of the others would need.

CCR (Charnes, Cooper and Rhodes 1978) holds that returns do not depend on size, BCC (Banker, Charnes and Cooper 1984)
compares with mixtures of units only. Two linear programs a unit, by HiGHS in scipy: the efficiency, then the largest
slacks that are left at that efficiency. Numbers are divided by the largest of their kind, so that no unit of measure
weighs more than another.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from steelyard.quantity import half_up

Model = Literal["ccr", "bcc"]
Side = Literal["input", "output"]
ZERO = 1e-6  # below it a share of a peer and a slack are nothing: the precision of the solver
PLACES = 4


class Efficiency(NamedTuple):
    """Of one unit: its efficiency from 0 to 1, its peers (which of the units, and their shares) and slacks.

    ``excess`` is what each input could still be cut by, ``shortfall`` what each output could still grow by, after all
    inputs were cut (or outputs grown) alike; both in the units of the numbers.
    """

    value: Decimal
    peers: tuple[tuple[int, Decimal], ...]
    excess: tuple[Decimal, ...]
    shortfall: tuple[Decimal, ...]

    @property
    def state(self) -> Literal["efficient", "weak", "inefficient"]:
        """``weak``: on the frontier, but some input or output alone could be better."""
        if self.value < 1:
            return "inefficient"
        return "weak" if any(self.excess) or any(self.shortfall) else "efficient"


def efficiencies(
    inputs: Sequence[Sequence[Decimal]], outputs: Sequence[Sequence[Decimal]], model: Model, side: Side
) -> list[Efficiency | None]:
    """The efficiency of each unit; ``None`` where the solver found none.

    Each unit has one line in ``inputs`` and one in ``outputs``: no number is negative, and in each line one is not 0.
    """
    from numpy import array

    x, y = (array([[float(one) for one in line] for line in lines]).T for lines in (inputs, outputs))
    (x, x_most), (y, y_most) = _scaled(x), _scaled(y)
    found = (_one(x, y, at, model, side) for at in range(len(inputs)))
    return [None if one is None else _told(one, x_most, y_most, side) for one in found]


class _Solved(NamedTuple):
    """``ratio`` is θ (inputs cut to it) or φ (outputs grown to it)."""

    ratio: float
    shares: Any
    excess: Any
    shortfall: Any


def _scaled(matrix: Any) -> tuple[Any, Any]:
    most = matrix.max(axis=1, keepdims=True)
    most[most == 0] = 1
    return matrix / most, most[:, 0]


def _one(x: Any, y: Any, at: int, model: Model, side: Side) -> _Solved | None:
    """Both programs; the variables are the shares of all units and the ratio, then the shares and the slacks."""
    from numpy import block, concatenate, eye, hstack, ones, vstack, zeros
    from scipy.optimize import linprog

    (ins, many), outs = x.shape, len(y)
    own_x, own_y = x[:, [at]], y[:, [at]]
    sums = {} if model == "ccr" else {"A_eq": hstack([ones((1, many)), zeros((1, 1))]), "b_eq": [1]}
    if side == "input":
        upper = block([[x, -own_x], [-y, zeros((outs, 1))]])
        bounds_to = concatenate([zeros(ins), -own_y[:, 0]])
    else:
        upper = block([[x, zeros((ins, 1))], [-y, own_y]])
        bounds_to = concatenate([own_x[:, 0], zeros(outs)])
    sign = 1 if side == "input" else -1
    first = linprog(concatenate([zeros(many), [sign]]), A_ub=upper, b_ub=bounds_to, **sums, method="highs")
    if first.status != 0:
        return None
    ratio = float(first.x[-1])
    left, right = (ratio, 1.0) if side == "input" else (1.0, ratio)
    equal = hstack([vstack([x, y]), block([[eye(ins), zeros((ins, outs))], [zeros((outs, ins)), -eye(outs)]])])
    equal_to = concatenate([own_x[:, 0] * left, own_y[:, 0] * right])
    if model == "bcc":
        equal = vstack([equal, concatenate([ones(many), zeros(ins + outs)])])
        equal_to = concatenate([equal_to, [1]])
    second = linprog(concatenate([zeros(many), -ones(ins + outs)]), A_eq=equal, b_eq=equal_to, method="highs")
    if second.status != 0:
        return None
    shares, slacks = second.x[:many], second.x[many:]
    return _Solved(ratio, shares, slacks[:ins], slacks[ins:])


def _told(one: _Solved, x_most: Any, y_most: Any, side: Side) -> Efficiency:
    value = one.ratio if side == "input" else 1 / one.ratio
    peers = tuple((at, _rounded(share)) for at, share in enumerate(one.shares) if share > ZERO)
    excess, shortfall = (
        tuple(_rounded(slack * size) if slack > ZERO else Decimal(0) for slack, size in zip(slacks, most, strict=True))
        for slacks, most in ((one.excess, x_most), (one.shortfall, y_most))
    )
    return Efficiency(_rounded(1.0 if value > 1 - ZERO else value), peers, excess, shortfall)


def _rounded(value: float) -> Decimal:
    return half_up(Decimal(repr(float(value))), PLACES)
