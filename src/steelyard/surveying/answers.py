"""What the answers of a survey come to: the share of the satisfied with its interval, the mean, the response rate."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from steelyard.model import Message, Unknown
from steelyard.packs.surveys import Questionnaire
from steelyard.surveying.samples import Sample, mean, sample_size, wilson


@dataclass(frozen=True, slots=True)
class Survey:
    """One question's result. Every record is in ``judged``, ``no_opinion``, ``blank`` or ``invalid`` (an unknown code).

    ``satisfied`` is the share of the satisfied among those that judged; ``score`` their mean score with its interval.
    ``response_rate`` is returned ÷ invited. ``advice``: how many judgements the questionnaire's margin asks for.
    """

    question: str
    returned: int
    judged: int
    no_opinion: int
    blank: int
    invalid: tuple[str, ...]
    satisfied: Sample | Unknown
    score: tuple[Decimal, tuple[Decimal, Decimal] | Unknown] | Unknown
    response_rate: Decimal | Unknown
    advice: int


NOT_INVITED = Unknown(Message("没有写明发放问卷的数量，不能计算回收率。", "How many were asked is not given."))
MORE_THAN_ASKED = Unknown(Message("回收的问卷多于发放的，回收率不能计算。", "More came back than were sent out."))
NO_JUDGEMENT = Unknown(Message("没有一份答卷对这个问题作出评价。", "No answer judges this question."))


def survey(
    questionnaire: Questionnaire,
    records: Iterable[Mapping[str, str]],
    *,
    question: str | None = None,
    invited: int | None = None,
    population: int | None = None,
) -> Survey:
    """The result of ``question`` (else the overall one) over ``records``, one for each questionnaire that came back.

    A record maps the ids of questions to codes of the scale. Codes that the scale does not have are kept apart and
    make the result ``Unknown``: who they are must be settled first. ``population``: those that could have been asked.

    :raises KeyError: the questionnaire has no scale question of that id.
    :raises ValueError: more judgements than population.
    """
    asked = {one.id for one in questionnaire.questions if one.kind == "scale"}
    name = question or questionnaire.overall.id
    if name not in asked:
        raise KeyError(f"no scale question {name}; there are: {', '.join(sorted(asked))}")
    counted = Counter(record.get(name, "").strip() for record in records)
    scale = {one.code: one for one in questionnaire.scale}
    scores = {code: one.score for code, one in scale.items() if one.score is not None}
    given = [score for code, score in scores.items() for _ in range(counted[code])]
    happy = sum(counted[code] for code, one in scale.items() if one.satisfied)
    invalid = tuple(sorted(code for code in counted if code and code not in scale))
    settled = _unsettled(invalid) if invalid else None
    sample = wilson(Decimal(happy) / len(given), len(given), questionnaire.confidence, population) if given else None
    return Survey(
        question=name,
        returned=counted.total(),
        judged=len(given),
        no_opinion=sum(counted[code] for code in scale if code not in scores),
        blank=counted[""],
        invalid=invalid,
        satisfied=settled or sample or NO_JUDGEMENT,
        score=settled or mean(given, questionnaire.confidence, population),
        response_rate=_rate(counted.total(), invited),
        advice=sample_size(population, questionnaire.margin, questionnaire.confidence),
    )


def _rate(returned: int, invited: int | None) -> Decimal | Unknown:
    if invited is None or invited < 1:
        return NOT_INVITED
    return MORE_THAN_ASKED if returned > invited else Decimal(returned) / invited


def _unsettled(codes: tuple[str, ...]) -> Unknown:
    listed = "、".join(codes[:5])
    zh = f"答卷中有量表以外的代码（{listed}），先核对这些答卷再计算。"
    return Unknown(Message(zh, f"Some answers are not on the scale ({', '.join(codes[:5])}); settle them first."))
