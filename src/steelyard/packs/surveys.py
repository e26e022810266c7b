"""Questionnaires (调查问卷): one TOML file each in ``packs/surveys``."""

from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from steelyard.packs.loading import PackError, Source, folder, load

Mode = Literal["online", "paper", "telephone", "interview"]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A step of the scale: the code in the records, its words, its score; whether it counts as satisfied (满意).

    An answer without a score (不了解) is no judgement: it counts neither as satisfied nor as unsatisfied.
    """

    code: str
    label: str
    label_en: str
    score: Decimal | None = None
    satisfied: bool = False


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question; ``id`` is the column of the records. ``overall``: the one that is reported as satisfaction."""

    id: str
    text: str
    text_en: str
    kind: Literal["scale", "text"] = "scale"
    overall: bool = False


class Questionnaire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whom it asks (``frame``), how (``mode``), what, and the scale that all its scale questions use."""

    title: str
    title_en: str
    frame: str
    frame_en: str
    mode: tuple[Mode, ...]
    margin: Decimal
    confidence: Decimal
    scale: tuple[Answer, ...]
    questions: tuple[Question, ...]
    source: Source

    @property
    def overall(self) -> Question:
        """The question that is reported as satisfaction."""
        return next(question for question in self.questions if question.overall)


@cache
def questionnaires() -> dict[str, Questionnaire]:
    """All questionnaires by name.

    :raises PackError: a file has an unknown, missing or wrong key, or contradicts itself.
    """
    return {name: read_questionnaire(file) for name, file in folder("surveys").items()}


def read_questionnaire(file: Traversable) -> Questionnaire:
    """One file of ``packs/surveys``, checked: one overall question on the scale, ids and codes once each.

    :raises PackError: naming the file and the key.
    """
    found = load(file, Questionnaire)
    overall = [question for question in found.questions if question.overall]
    if len(overall) != 1 or overall[0].kind != "scale":
        raise PackError(f"{file.name}: questions: overall: exactly one question of kind scale must be marked")
    for key, words in (("code", [one.code for one in found.scale]), ("id", [one.id for one in found.questions])):
        if len(set(words)) < len(words):
            raise PackError(f"{file.name}: {key}: one comes twice in {', '.join(words)}")
    if not any(one.satisfied for one in found.scale) or any(one.satisfied and one.score is None for one in found.scale):
        raise PackError(f"{file.name}: scale: satisfied: at least one answer, and only answers with a score")
    if not (0 < found.margin < 1 and 0 < found.confidence < 1):
        raise PackError(f"{file.name}: margin and confidence lie between 0 and 1")
    return found
