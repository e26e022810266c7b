"""The narrative of a made-up form: the sections that departments write, every figure that of the form."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.generator.arithmetic import plain
from tests.generator.banks import bank
from tests.generator.telling import tellings
from tests.generator.truth import Money, Truth
from tests.generator.wording import Scribe

HEADINGS = {
    "overview": ("部门概述", "部门基本情况", "基本情况", "部门（单位）概况"),
    "evaluation": ("评价情况", "评价工作开展情况", "绩效评价工作情况"),
    "results": ("主要绩效", "主要绩效情况", "绩效目标完成情况"),
    "problems": ("存在问题", "存在的问题", "存在的主要问题", "存在问题及原因分析"),
    "suggestions": ("有关建议", "改进措施及建议", "下一步改进措施", "相关建议"),
}
NUMERALS = "一二三四五六七八九十"
STAGES = {
    "initial": ("年初预算情况", "年初预算"),
    "adjusted": ("预算调整情况", "调整后预算"),
    "final": ("决算情况", "全年决算"),
}


@dataclass(frozen=True)
class Passage:
    """A headed section: ``kind`` tells what it is about."""

    kind: str
    heading: str
    paragraphs: tuple[str, ...]


def narrate(truth: Truth, kinds: tuple[str, ...] = tuple(HEADINGS)) -> list[Passage]:
    """The sections of a narrative, numbered; without those that a fault took away, and with its tweaks."""
    source = random.Random(f"{truth.seed} narrative")
    writers = {
        "overview": _overview,
        "evaluation": _evaluation,
        "results": _results,
        "problems": _problems,
        "suggestions": _suggestions,
    }
    passages: list[Passage] = []
    for kind in kinds:
        heading = source.choice(HEADINGS[kind])
        paragraphs = tuple(writers[kind](truth, source))
        if kind != truth.missing_section:
            numeral = NUMERALS[len(passages)]
            passages.append(Passage(kind, f"{numeral}、{heading}", tuple(tweak(truth, one) for one in paragraphs)))
    return passages


def tweak(truth: Truth, text: str) -> str:
    for old, new in truth.tweaks:
        text = text.replace(old, new, 1)
    return text


def _overview(truth: Truth, source: random.Random) -> Iterator[str]:
    facts = bank()[truth.department]
    yield "（一）部门基本情况"
    yield (
        f"{truth.organization}是政府组成部门，承担{facts['subject']}的规划、管理和监督职责，"
        f"主要工作包括{'、'.join(facts['duties'])}等方面。"
    )
    yield "（二）部门收支情况"
    joint = source.random() < 0.4
    for number, stage in enumerate(STAGES, 1):
        yield f"{number}、{STAGES[stage][0]}：{_budget(truth, stage, joint and stage != 'initial')}"
    if source.random() < 0.7:
        yield f"预算执行率为{truth.rate}%。"
    yield f"（三）部门战略目标：{truth.goal}"


def _budget(truth: Truth, stage: str, joint: bool) -> str:
    scribe = Scribe(truth)

    share = ("，占比{}%", "（占比{}%）", "，占{}%")[truth.seed % 3 if truth.noise.preface else 0]

    def part(one: Money) -> str:
        return f"{one.name}{scribe.number(one.amount)}{truth.unit}" + share.format(one.share)

    sides = {
        side: [one for one in truth.money if one.stage == stage and one.side == side]
        for side in ("revenue", "expenditure")
    }
    lead = f"{truth.year}年度{truth.organization}{STAGES[stage][1]}"
    if joint:
        whole = sides["revenue"][0].amount
        parts = "；".join(part(one) for one in (*sides["revenue"][1:], *sides["expenditure"][1:]))
        return f"{lead}收入、支出均为{scribe.number(whole)}{truth.unit}，其中：{parts}。"
    said = []
    for lines in sides.values():
        text = "；".join(part(one) for one in lines[1:])
        said.append(f"{STAGES[stage][1]}{lines[0].name}{scribe.number(lines[0].amount)}{truth.unit}，其中：{text}")
    return f"{truth.year}年度{truth.organization}" + "。".join(said) + "。"


def _evaluation(truth: Truth, source: random.Random) -> Iterator[str]:
    yield "（一）评价思路：围绕部门职责和年度重点工作，对照年初绩效目标逐项核实完成情况。"
    yield f"（二）评价指标体系设置：从管理、履职、效益和满意度等方面设置指标{len(truth.rows)}项。"
    yield (
        f"（三）评价结论：经综合评价，{truth.year}年度部门整体支出绩效自评综合得分{plain(truth.total_score)}分，"
        f"等级为“{truth.grade}”。"
    )


def _results(truth: Truth, source: random.Random) -> Iterator[str]:
    facts = bank()[truth.department]
    for duty in facts["duties"]:
        yield f"{duty}工作扎实推进，各项任务按计划落实，服务能力和管理水平稳步提升。"
    sentences = list(dict.fromkeys(one.sentence for one in tellings(truth)))
    for at in range(0, len(sentences), 3):
        yield "".join(sentences[at : at + 3])


def _problems(truth: Truth, source: random.Random) -> Iterator[str]:
    scribe = Scribe(truth)
    said = []
    for number, row in enumerate(truth.rows, 1):
        if not row.reason or number in truth.silent:
            continue
        result = row.result_words if row.result is None else f"{scribe.number(row.result)}{row.unit}"
        said.append(f"“{row.name}”实际完成情况为{result}，未达到年初目标，原因是{row.reason}")
    opening = source.choice(("自评中发现以下问题：", "工作中还有不少短板："))
    points = [f"{NUMERALS[number]}是{text}" for number, text in enumerate([*said, "绩效指标设置的精细化程度有待提高"])]
    yield opening + "；".join(points) + "。"


def _suggestions(truth: Truth, source: random.Random) -> Iterator[str]:
    yield "一是加强预算编制与业务工作的衔接，提高绩效目标的科学性；二是强化过程监控，及时纠正偏差；三是抓好结果应用。"
