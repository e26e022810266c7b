"""Weights of criteria (equal, entropy, CRITIC, AHP) and closeness to the ideal (TOPSIS).

TOPSIS (Hwang and Yoon 1981), CRITIC (Diakoulaki, Mavrotas and Papayannakis 1995) and AHP (Saaty
1980) are those of pymcdm; entropy weights (Hwang and Yoon 1981) use ``scipy.stats.entropy``, since pymcdm takes the
entropy of a criterion with a zero in it for nothing. All of them compute in doubles; what is shown is rounded.
"""

import csv
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from steelyard.model import Message
from steelyard.portfolio.criteria import Criterion
from steelyard.portfolio.refusing import PortfolioError
from steelyard.quantity import half_up

CONSISTENT = 0.1  # the consistency ratio above which Saaty asks for the judgements to be made again
SCALE = range(1, 10)  # the judgements of AHP: 1 to 9 and their reciprocals
MOST = 15  # criteria for which a mean random index is known
PLACES = 4

Scale = Literal["vector", "range"]
Numbers = Sequence[Sequence[Decimal]]


class Weights(NamedTuple):
    """One weight a criterion, adding up to 1; ``ratio`` is the consistency ratio of AHP."""

    values: tuple[float, ...]
    ratio: float | None = None


def closeness(
    numbers: Numbers, criteria: Sequence[Criterion], weights: Sequence[float], scale: Scale = "vector"
) -> list[Decimal]:
    """How close each line of ``numbers`` is to the ideal, from 0 to 1, half up to four decimals.

    ``scale`` makes the criteria comparable: ``vector`` divides each by its length, as the method was published;
    ``range`` lays its worst on 0 and its best on 1, so that one in which all are nearly alike still counts.

    :raises PortfolioError: the lines do not differ in any criterion that has a weight.
    """
    from numpy import array
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import minmax_normalization, vector_normalization

    telling = [at for at in _varying(numbers) if weights[at] > 0]
    if not telling:
        raise all_alike()
    matrix = array([[float(line[at]) for at in telling] for line in numbers])
    directions = array([1 if criteria[at].more else -1 for at in telling])
    method = TOPSIS(vector_normalization if scale == "vector" else minmax_normalization)
    found = method(matrix, array([weights[at] for at in telling]), directions, validation=False)
    return [half_up(Decimal(repr(float(value))), PLACES) for value in found]


def equal(numbers: Numbers, criteria: Sequence[Criterion]) -> Weights:
    """The same weight for each."""
    return Weights((1 / len(criteria),) * len(criteria))


def entropy(numbers: Numbers, criteria: Sequence[Criterion]) -> Weights:
    """More weight for what differs more, by Shannon's entropy of each criterion's shares.

    :raises PortfolioError: a number below zero, or no criterion in which the lines differ.
    """
    from numpy import array, log
    from scipy.stats import entropy as shannon

    below = next((at for at in range(len(criteria)) if any(line[at] < 0 for line in numbers)), None)
    if below is not None:
        zh, en = criteria[below].said
        zh, en = f"“{zh}”有负数，不能用熵权法，请换别的权重。", f"“{en}” has negative numbers; entropy cannot weigh it."
        raise PortfolioError(Message(zh, en))
    told = {at: float(1 - shannon(_column(numbers, at, array)) / log(len(numbers))) for at in _varying(numbers)}
    return _shared(told, len(criteria))


def critic(numbers: Numbers, criteria: Sequence[Criterion]) -> Weights:
    """More weight for what differs more and says what the others do not.

    :raises PortfolioError: the criteria say all the same, or the lines do not differ.
    """
    from numpy import array
    from pymcdm.weights import critic_weights

    telling = _varying(numbers)
    if len(telling) < 2:
        return _shared(dict.fromkeys(telling, 1.0), len(criteria))
    turned = [[float(line[at]) * (1 if criteria[at].more else -1) for at in telling] for line in numbers]
    matrix = array(turned)
    with _quiet():
        found = [float(value) for value in critic_weights(matrix)]
    if any(value != value for value in found):
        zh = "各准则说的完全是一回事，CRITIC 法分不出权重，请换 equal 或 ahp。"
        raise PortfolioError(Message(zh, "The criteria say the same; CRITIC finds no weights. Use equal or ahp."))
    return _shared(dict(zip(telling, found, strict=True)), len(criteria))


def ahp(judgements: Sequence[Sequence[Fraction]]) -> Weights:
    """The weights of a matrix of judgements, each row against each column.

    :raises PortfolioError: the judgements contradict each other: a consistency ratio above 0.1.
    """
    from numpy import array
    from pymcdm.weights.subjective import AHP

    if len(judgements) == 1:
        return Weights((1.0,), 0.0)
    made = AHP(matrix=array([[float(one) for one in row] for row in judgements]))
    weights, ratio = tuple(float(one) for one in made()), float(made.get_cr())
    if ratio > CONSISTENT:
        shown = half_up(Decimal(repr(ratio)), PLACES)
        zh = f"判断矩阵前后矛盾：一致性比例为{shown}，超过0.1，请重新比较后再算。"
        en = f"The judgements contradict each other: the consistency ratio is {shown}, above 0.1. Compare them again."
        raise PortfolioError(Message(zh, en))
    return Weights(weights, max(0.0, ratio))


def judgements(path: str, criteria: Sequence[Criterion]) -> list[list[Fraction]]:
    """The matrix of a CSV file: names of the criteria in its first line and column, 1 to 9 or 1/2 to 1/9 between.

    A cell may be left empty where the one across the diagonal is filled.

    :raises PortfolioError: it cannot be read, names other criteria, or a judgement is none.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = [[cell.strip() for cell in line] for line in csv.reader(file) if any(map(str.strip, line))]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _wrong(path, f"无法读取（{error}）", f"cannot be read ({error})") from error
    names = [one.name for one in criteria]
    heads = lines[0][1:] if lines else []
    if sorted(heads) != sorted(names) or [line[0] for line in lines[1:]] != heads:
        listed = "、".join(names)
        raise _wrong(
            path, f"首行首列应为：{listed}", f"names in its first line and column should be {', '.join(names)}"
        )
    if len(names) > MOST:
        raise _wrong(path, f"准则超过{MOST}个", f"it compares more than {MOST} criteria")
    cells = {
        (row, column): cell for row, line in zip(heads, lines[1:], strict=True) for column, cell in _cells(heads, line)
    }
    return [[_judged(cells, row, column, path) for column in names] for row in names]


def _cells(heads: Sequence[str], line: Sequence[str]) -> list[tuple[str, str]]:
    filled = [*line[1:], *[""] * len(heads)]
    return list(zip(heads, filled, strict=False))


def _judged(cells: dict[tuple[str, str], str], row: str, column: str, path: str) -> Fraction:
    own, across = _number(cells[row, column], path), _number(cells[column, row], path)
    if row == column:
        if own not in (None, Fraction(1)):
            raise _wrong(path, f"“{row}”与自己比应为1", f"“{row}” against itself should be 1")
        return Fraction(1)
    if own is None and across is None:
        raise _wrong(path, f"“{row}”与“{column}”没有比较", f"“{row}” and “{column}” are not compared")
    if own is not None and across is not None and own * across != 1:
        zh, en = f"“{row}”与“{column}”的两格不是互为倒数", f"the two cells of “{row}” and “{column}” are no reciprocals"
        raise _wrong(path, zh, en)
    return own if own is not None else 1 / (across or Fraction(1))


def _number(cell: str, path: str) -> Fraction | None:
    if not cell:
        return None
    upper, _, lower = cell.partition("/")
    if upper.isascii() and upper.isdigit() and (not lower or (lower.isascii() and lower.isdigit())):
        top, bottom = int(upper), int(lower or "1")
        if top in SCALE and bottom in SCALE and 1 in (top, bottom):
            return Fraction(top, bottom)
    raise _wrong(path, f"“{cell}”应为1至9或1/2至1/9", f"“{cell}” should be 1 to 9 or 1/2 to 1/9")


def _wrong(path: str, zh: str, en: str) -> PortfolioError:
    return PortfolioError(Message(f"判断矩阵“{path}”用不了：{zh}。", f"The matrix “{path}” cannot be used: {en}."))


def all_alike() -> PortfolioError:
    zh = "各份自评表的这些数全都相同，比不出先后，请换别的准则。"
    return PortfolioError(Message(zh, "The forms do not differ in these numbers; name other criteria."))


def _varying(numbers: Numbers) -> list[int]:
    """The criteria in which the lines differ; the others tell nothing and divide by zero."""
    return [at for at in range(len(numbers[0])) if len({line[at] for line in numbers}) > 1]


def _column(numbers: Numbers, at: int, array: Any) -> Any:
    return array([float(line[at]) for line in numbers])


def _shared(told: dict[int, float], many: int) -> Weights:
    """Parts of the whole; nothing for a criterion that tells nothing."""
    whole = sum(told.values())
    if not whole > 0:
        raise all_alike()
    return Weights(tuple(told.get(at, 0.0) / whole for at in range(many)))


def _quiet() -> Any:
    """Division by zero is looked for in the result, not warned of."""
    from numpy import errstate

    return errstate(divide="ignore", invalid="ignore")
