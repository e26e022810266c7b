"""``steelyard survey size``: how many answers a survey of satisfaction needs, and how many to ask for them."""

import argparse
import json
import re
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

import steelyard
from steelyard.cli.usage import UsageError
from steelyard.model import Lang, Message
from steelyard.quantity import trimmed
from steelyard.surveying import sample_size

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)%?")
HUNDRED = Decimal(100)


class Plan(NamedTuple):
    """What is asked for, as parts of one, and the answers that it takes. ``population`` ``None``: very many."""

    population: int | None
    margin: Decimal
    confidence: Decimal
    response: Decimal | None

    @property
    def answers(self) -> int:
        return sample_size(self.population, self.margin, self.confidence)

    @property
    def to_ask(self) -> int | None:
        """How many to ask, where it is known which share comes back."""
        return None if self.response is None else int((self.answers / self.response).to_integral_value(ROUND_CEILING))


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Prints the number.

    :raises UsageError: a percentage that is none, or a population below 1.
    """
    if options.population is not None and options.population < 1:
        raise UsageError(Message("--population 至少为 1。", "--population is at least 1."))
    plan = Plan(
        options.population,
        _share(options.margin, "--margin"),
        _share(options.confidence, "--confidence"),
        _share(options.response, "--response", whole=True) if options.response else None,
    )
    print(json.dumps(_entry(plan), indent=1) if options.format == "json" else _told(plan).say(lang))
    return 0


def _share(text: str, option: str, *, whole: bool = False) -> Decimal:
    """``5%``, ``5`` or ``95.5%`` as a part of one; only a response rate may be the whole."""
    found = _PERCENT.fullmatch(text.strip().replace("％", "%"))
    value = Decimal(found[1]) / HUNDRED if found else Decimal(0)
    if not 0 < value < 1 and not (whole and value == 1):
        zh = f"{option} 不能是“{text}”，写法如：5%，要大于0%、{'不大于' if whole else '小于'}100%。"
        end = "at most" if whole else "below"
        raise UsageError(Message(zh, f"{option} cannot be “{text}”; write 5%, above 0% and {end} 100%."))
    return value


def _told(plan: Plan) -> Message:
    many = plan.population
    whom = Message("对象很多", "Of very many") if many is None else Message(f"对象共{many}个", f"Of {many}")
    sure, about = _percent(plan.confidence), _percent(plan.margin)
    zh = f"{whom.zh}，置信水平{sure}%、误差不超过{about}个百分点，至少要{plan.answers}份有效答卷。"
    en = f"{whom.en}, a margin of {about} points at {sure}% confidence takes {plan.answers} answers that can be used."
    if plan.response is None:
        return Message(zh, en)
    back = _percent(plan.response)
    if many is not None and plan.to_ask is not None and plan.to_ask > many:
        zh = f"{zh}按{back}%的回收率要发放{plan.to_ask}份，比对象还多：请全部发放，并设法提高回收率。"
        return Message(
            zh, f"{en} With {back}% coming back, that is {plan.to_ask} to ask, more than there are: ask all."
        )
    zh = f"{zh}按{back}%的回收率，要发放{plan.to_ask}份。"
    return Message(zh, f"{en} With {back}% coming back, ask {plan.to_ask}.")


def _entry(plan: Plan) -> dict[str, object]:
    return {
        "steelyard": steelyard.__version__,
        "population": plan.population,
        "margin": _percent(plan.margin),
        "confidence": _percent(plan.confidence),
        "answers": plan.answers,
        "response": None if plan.response is None else _percent(plan.response),
        "to_ask": plan.to_ask,
    }


def _percent(share: Decimal) -> str:
    return trimmed(HUNDRED * share)
