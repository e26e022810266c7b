"""What the money bought: each department beside the best of the others (data envelopment analysis)."""

import argparse
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from steelyard.model import Message
from steelyard.portfolio.asking import FORM, PATH, Answer, Bars, Heading, Line, Value, form_cells, two
from steelyard.portfolio.charting import DRAWN, banded, name_of
from steelyard.portfolio.criteria import CRITERIA, Criterion, Taken, chosen, taken
from steelyard.portfolio.envelopment import Efficiency, efficiencies
from steelyard.portfolio.refusing import PortfolioError
from steelyard.portfolio.storing import Store

ABOUT = Message("钱花得值不值：与做得最好的单位比（DEA）", "what the money bought, beside the best (DEA)")
NEEDS = ("scipy",)
MOST = 2000  # units: each is a linear program over all of them
KINDS = ("department", "project")
MODELS = {
    "ccr": Message("CCR，规模报酬不变", "CCR, constant returns to scale"),
    "bcc": Message("BCC，规模报酬可变", "BCC, variable returns to scale"),
}
SIDES = {"input": Message("看投入能省多少", "input-oriented"), "output": Message("看产出能多多少", "output-oriented")}
STATES = {
    "efficient": Message("有效", "efficient"),
    "weak": Message("弱有效", "weakly efficient"),
    "inefficient": Message("非有效", "inefficient"),
}
VALUE = Message("效率", "efficiency")
NO_INPUT = Message("投入都是0，算不出效率。", "Its inputs are all 0.")
NO_OUTPUT = Message("产出都是0，算不出效率。", "Its outputs are all 0.")
NEGATIVE = Message("有负数，算不出效率。", "One of its numbers is negative.")
UNSOLVED = Message("线性规划没有解出。", "The linear program was not solved.")


class Group(NamedTuple):
    """The units that can be compared, with their inputs and outputs, and those left out with the reason."""

    forms: list[Line]
    inputs: list[list[Decimal]]
    outputs: list[list[Decimal]]
    without: list[tuple[Line, list[Decimal | None], Message]]


def options(parser: Any) -> None:
    """What it takes."""
    less, more = (", ".join(one.name for one in CRITERIA.values() if one.more is better) for better in (False, True))
    ins = Message(f"投入，逗号分开，默认spent；可用：{less}", f"inputs, parted by commas (spent): {less}")
    parser.option("--inputs", help=ins, metavar="NAMES", default="spent")
    outs = Message(f"产出，逗号分开，默认met-rows；可用：{more}", f"outputs, parted by commas (met-rows): {more}")
    parser.option("--outputs", help=outs, metavar="NAMES", default="met-rows")
    model = Message("bcc 规模报酬可变（默认），ccr 规模报酬不变", "bcc (default) or ccr (constant returns to scale)")
    parser.option("--model", help=model, choices=tuple(MODELS), default="bcc")
    side = Message("input 投入导向（默认），output 产出导向", "input-oriented (default) or output-oriented")
    parser.option("--orientation", help=side, choices=tuple(SIDES), default="input")
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)
    kind = Message("department 部门（默认）或 project 项目", "department (default) or project")
    parser.option("--kind", help=kind, choices=KINDS, default="department")


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line a form, most efficient first, with its peers and slacks; those that cannot be compared come last.

    :raises PortfolioError: no such number, one that is no input or output, fewer than two forms or too many.
    """
    inputs, outputs = _inputs(options.inputs), _outputs(options.outputs)
    group = _group(taken(store, [*inputs, *outputs], options.year, options.kind), len(inputs))
    if not 2 <= len(group.forms) <= MOST:
        raise _wrong_size(group)
    found = efficiencies(group.inputs, group.outputs, options.model, options.orientation)
    solved = [(at, one) for at, one in enumerate(found) if one is not None]
    solved.sort(key=lambda one: -one[1].value)
    lines = [_cells(group, at, one) for at, one in solved]
    lines += [_left_out(group.forms[at], _numbers(group, at), UNSOLVED) for at, one in enumerate(found) if one is None]
    lines += [_left_out(*one) for one in group.without]
    ranked = [(group.forms[at], one) for at, one in solved]
    sentence = _sentence(ranked, len(lines) - len(ranked), options.model, options.orientation)
    return Answer(sentence, _headings(inputs, outputs), lines, _charts(ranked))


def _inputs(words: str) -> list[Criterion]:
    return _of(words, "--inputs", False, "越少越好的数才能作投入", "an input is a number of which less is better")


def _outputs(words: str) -> list[Criterion]:
    return _of(words, "--outputs", True, "越多越好的数才能作产出", "an output is a number of which more is better")


def _of(words: str, option: str, more: bool, zh: str, en: str) -> list[Criterion]:
    found = chosen(words, option)
    wrong = next((one.name for one in found if one.more is not more), None)
    if wrong is not None:
        raise PortfolioError(Message(f"{option} 不能是“{wrong}”：{zh}。", f"{option} cannot be “{wrong}”: {en}."))
    return found


def _group(made: Taken, ins: int) -> Group:
    group = Group([], [], [], list(made.without))
    for line, numbers in zip(made.forms, made.numbers, strict=True):
        inputs, outputs = numbers[:ins], numbers[ins:]
        why = None if any(inputs) else NO_INPUT
        why = why or (None if any(outputs) else NO_OUTPUT)
        why = NEGATIVE if min(numbers) < 0 else why
        if why is not None:
            group.without.append((line, list(numbers), why))
        else:
            group.forms.append(line)
            group.inputs.append(inputs)
            group.outputs.append(outputs)
    return group


def _wrong_size(group: Group) -> PortfolioError:
    many = len(group.forms)
    if many > MOST:
        zh = f"有{many}份自评表，一次最多比{MOST}份，请用 --year 或 --kind 缩小范围。"
        return PortfolioError(Message(zh, f"{many} forms; at most {MOST} at a time. Narrow by --year or --kind."))
    why = group.without[0][2] if group.without else Message("汇总库里没有别的。", "The store holds no other.")
    zh = f"只有{many}份自评表的投入和产出是全的，无从比较；另{len(group.without)}份不行，如：{why.zh}"
    en = f"Only {many} forms have all inputs and outputs: nothing to compare. {len(group.without)} do not: {why.en}"
    return PortfolioError(Message(zh, en))


def _headings(inputs: Sequence[Criterion], outputs: Sequence[Criterion]) -> tuple[Heading, ...]:
    numbers = [Heading(one.name.replace("-", "_"), one.said, "number") for one in (*inputs, *outputs)]
    slacks = [
        Heading(
            f"{one.name.replace('-', '_')}_slack",
            Message(f"{one.said.zh}{'还可减' if one in inputs else '还可增'}", f"slack of {one.said.en}"),
            "number",
        )
        for one in (*inputs, *outputs)
    ]
    own = Heading("efficiency", VALUE, "number"), Heading("state", Message("是否有效", "state"))
    peers, why = (
        Heading("peers", Message("参照单位", "peers")),
        Heading("why", Message("没有列入的原因", "why left out")),
    )
    return *FORM, *own, *numbers, *slacks, peers, why, PATH


def _numbers(group: Group, at: int) -> list[Decimal]:
    return [*group.inputs[at], *group.outputs[at]]


def _cells(group: Group, at: int, one: Efficiency) -> tuple[Value, ...]:
    line = group.forms[at]
    peers = "、".join(f"{name_of(group.forms[peer])} {share}" for peer, share in one.peers if peer != at)
    slacks = (two(slack) for slack in (*one.excess, *one.shortfall))
    numbers = map(two, _numbers(group, at))
    return *form_cells(line), one.value, STATES[one.state], *numbers, *slacks, peers or None, None, line["path"]


def _left_out(line: Line, numbers: Sequence[Decimal | None], why: Message) -> tuple[Value, ...]:
    return *form_cells(line), None, None, *map(two, numbers), *(None,) * len(numbers), None, why, line["path"]


def _charts(ranked: list[tuple[Line, Efficiency]]) -> tuple[Bars, ...]:
    if not ranked:
        return ()
    title, unit = Message("各单位的效率", "Efficiency"), Message("", "")
    if len(ranked) > DRAWN:
        edges = tuple(Decimal(tenth) / 10 for tenth in range(1, 11))
        return (banded(title, [one.value for _, one in ranked], edges, unit),)
    names = tuple(name_of(line) for line, _ in ranked)
    return (Bars(title, names, (VALUE,), (tuple(one.value for _, one in ranked),), unit),)


def _sentence(ranked: list[tuple[Line, Efficiency]], without: int, model: str, side: str) -> Message:
    best = sum(one.state == "efficient" for _, one in ranked)
    zh, en = f"{MODELS[model].zh}，{SIDES[side].zh}", f"{MODELS[model].en}, {SIDES[side].en}"
    rest = f"；{without}份没有列入，原因见表" if without else ""
    rest_en = f"; {without} are left out, the table says why" if without else ""
    if not ranked:
        return Message(f"没有一份算出效率（{zh}）{rest}。", f"No efficiency was found ({en}){rest_en}.")
    last, low = ranked[-1]
    return Message(
        f"{len(ranked)}份自评表比效率（DEA：{zh}）：{best}份有效，最低的是{name_of(last)}（{low.value}）{rest}。"
        "效率只与这些单位相比，说明不了绝对的好坏。",
        f"{len(ranked)} forms compared (DEA: {en}): {best} efficient, the lowest {name_of(last)} ({low.value})"
        f"{rest_en}. Efficiency holds among these units only.",
    )
