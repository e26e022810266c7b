"""What was typed so far: texts by the questions of the workbook for filling in, complete or not.

A place in a draft is an address: ``card.year``, ``budget.2.final``, ``narrative.overview``, ``indicators.3.weight``;
rows are counted from 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec

from steelyard.filling.budget import STAGES
from steelyard.filling.data import Data, converted
from steelyard.filling.errors import FillError
from steelyard.filling.workbook import answers
from steelyard.filling.workbook.asked import Question, Sheet, sheets
from steelyard.filling.workbook.reading import Answer, Row, checked
from steelyard.model import Message
from steelyard.model.form import SectionKind
from steelyard.packs.forms import profiles
from steelyard.packs.templates import Layout, layouts

Part = Literal["card", "budget", "values", "indicators"]
SHEETS: dict[Part, str] = {"card": "基本情况", "budget": "预算", "values": "数据", "indicators": "绩效指标"}
ROWS: dict[Part, Message] = {
    "card": Message("", ""),
    "budget": Message("预算第{}项", "budget line {}"),
    "values": Message("数据第{}项", "value {}"),
    "indicators": Message("第{}项指标", "indicator {}"),
}
MOST = 300  # rows of one part
LONGEST = 20_000  # characters of one text
_LEDGERS = frozenset(("measure", "unit"))  # what is asked of ledgers, of which there are none beside a draft

Texts = dict[str, str]


class Typed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A draft: ``profile`` names its layout; the keys of ``card`` and of each row are those of ``asked``."""

    profile: str
    card: Texts = {}
    budget: tuple[Texts, ...] = ()
    values: tuple[Texts, ...] = ()
    narrative: dict[SectionKind, str] = {}
    indicators: tuple[Texts, ...] = ()

    def rows(self, part: Part) -> tuple[Texts, ...]:
        """The rows of a part; the card is one row."""
        return (self.card,) if part == "card" else getattr(self, part)


class Gap(NamedTuple):
    """What stands against writing the form: where, and a sentence that says what to do."""

    address: str
    message: Message


@cache
def asked(profile: str) -> dict[Part, Sheet]:
    """What is asked in each part of a draft; of ledgers nothing.

    :raises FillError: there is no layout of that profile.
    """
    known = {one.name: one for one in sheets(layout_of(profile), profiles()[profile].rules.full_marks)}
    made: dict[Part, Sheet] = {}
    for part, name in SHEETS.items():
        out = {"profile"} if part == "card" else _LEDGERS
        made[part] = replace(known[name], questions=tuple(one for one in known[name].questions if one.key not in out))
    return made


def layout_of(profile: str) -> Layout:
    """The layout of a profile. Raises ``FillError`` where there is none."""
    if profile not in layouts():
        names = "、".join(layouts())
        raise FillError(
            f"“{profile[:40]}”没有可填写的版式，可用：{names}。",
            f"There is no layout of “{profile[:40]}”; there are {', '.join(layouts())}.",
        )
    return layouts()[profile]


def typed(content: bytes | Mapping[str, Any]) -> Typed:
    """A draft as it was written, checked: its keys are asked for, and nothing is beyond bounds.

    :raises FillError: a key that nothing asks for, too many rows, or a text that is too long.
    """
    try:
        made = (
            msgspec.json.decode(content, type=Typed)
            if isinstance(content, bytes)
            else msgspec.convert(content, type=Typed)
        )
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise FillError(f"草稿的内容不对：{error}。", f"This is no draft: {error}.") from error
    known = {section.kind for section in layout_of(made.profile).sections}
    if extra := [kind for kind in made.narrative if kind not in known]:
        raise FillError(f"这种表没有“{extra[0]}”一节。", f"This form has no section “{extra[0]}”.")
    for part, sheet in asked(made.profile).items():
        _bounded(part, made.rows(part), {question.key for question in sheet.questions})
    if any(len(text) > LONGEST for text in made.narrative.values()):
        raise _too_long()
    return made


def _bounded(part: Part, rows: tuple[Texts, ...], keys: set[str]) -> None:
    if len(rows) > MOST:
        raise FillError(f"最多{MOST}行，请分成几份表。", f"{MOST} rows at most; part the form.")
    for row in rows:
        if extra := [key for key in row if key not in keys]:
            raise FillError(f"{SHEETS[part]}没有“{extra[0][:40]}”这一栏。", f"{part} asks for no “{extra[0][:40]}”.")
        if any(len(text) > LONGEST for text in row.values()):
            raise _too_long()


def _too_long() -> FillError:
    return FillError(f"一格最多{LONGEST}个字。", f"A cell takes {LONGEST} characters at most.")


def said(row: Texts) -> Texts:
    """What a row says: blanks left out."""
    return {key: text.strip() for key, text in row.items() if text.strip()}


def where(part: Part, number: int, row: Texts) -> tuple[str, str]:
    """A row in words, with its name where it has one."""
    zh, en = (words.format(number) for words in ROWS[part])
    name = row.get("name", "").strip()[:20]
    return (f"{zh}“{name}”", f"{en} “{name}”") if name and zh else (zh, en)


def words(draft: Typed, address: str) -> Message:
    """A place of a draft in words: 第3项指标“办理案件数”“得分”, “二、评价情况”."""
    part, _, rest = address.partition(".")
    if part == "narrative":
        heading = next((one.heading for one in layout_of(draft.profile).sections if one.kind == rest), rest)
        return Message(f"“{heading}”", f"“{heading}”")
    number, _, key = ("1", "", rest) if part == "card" else rest.partition(".")
    which: Part = part  # type: ignore[assignment]
    rows = draft.rows(which)
    row = rows[int(number) - 1] if 0 < int(number) <= len(rows) else {}
    zh, en = where(which, int(number), row)
    question = next((one for one in asked(draft.profile)[which].questions if one.key == key), None)
    return Message(f"{zh}“{question.label}”", f"{en} “{question.label}”".strip()) if question else Message(zh, en)


def gaps(draft: Typed) -> Iterator[Gap]:
    """What is asked for and was not typed, and what is not of the kind that is asked for; blank rows are no rows."""
    for part, sheet in asked(draft.profile).items():
        for number, row in enumerate(draft.rows(part), 1):
            if part == "card" or said(row):
                address = part if part == "card" else f"{part}.{number}"
                place, needed = where(part, number, row), _needed(draft, part, sheet, row)
                yield from (gap for one in sheet.questions if (gap := _gap(one, address, said(row), place, needed)))
    if not any(map(said, draft.indicators)):
        yield Gap("indicators", Message("还没有一项指标，请增加。", "There is no indicator yet; add one."))


def _needed(draft: Typed, part: Part, sheet: Sheet, row: Texts) -> set[str]:
    """The questions that a row must answer: a stage of the budget, where another line of its side does."""
    needed = {one.key for one in sheet.questions if one.needed or one.key in ("actual", "number")}
    if part == "budget":
        side = row.get("side", "").strip()
        others = [said(other) for other in draft.budget if other.get("side", "").strip() == side]
        needed |= {stage for stage in STAGES if any(stage in other for other in others)}
    return needed


def _gap(question: Question, address: str, row: Texts, place: tuple[str, str], needed: set[str]) -> Gap | None:
    at, text = f"{address}.{question.key}", row.get(question.key, "")
    if text:
        try:
            checked(question, _answer(text, place, question))
        except FillError as error:
            return Gap(at, error.message)
    elif question.key in needed:
        zh, en = place
        return Gap(at, Message(f"{zh}没有填“{question.label}”。", f"{en}: “{question.label}” is blank.".strip(": ")))
    return None


def _answer(text: str, place: tuple[str, str], question: Question) -> Answer:
    return Answer(text, (f"{place[0]}“{question.label}”", f"{place[1]} “{question.label}”".strip()))


def data_of(draft: Typed) -> Data:
    """The data of the form, complete.

    :raises FillError: something is missing or wrong; the sentence of the first gap, or of what is wrong beside them.
    """
    if gap := next(gaps(draft), None):
        raise FillError(*gap.message)
    layout = layout_of(draft.profile)
    rows = {SHEETS[part]: list(_rows(draft, part)) for part in SHEETS}
    rows["基本情况"] = [Row({**rows["基本情况"][0].answers, "profile": Answer(draft.profile, ("", ""))}, ("", ""))]
    headings = {section.kind: section.heading for section in layout.sections}
    rows["正文"] = [
        Row({"section": Answer(headings[kind], ("", "")), "text": Answer(text.strip(), ("", ""))}, ("", ""))
        for kind, text in draft.narrative.items()
        if text.strip()
    ]
    return converted(answers.data_of(rows, layout), "草稿")


def _rows(draft: Typed, part: Part) -> Iterator[Row]:
    questions = {question.key: question for question in asked(draft.profile)[part].questions}
    for number, row in enumerate(draft.rows(part), 1):
        if part == "card" or said(row):
            place = where(part, number, row)
            found = {
                key: checked(questions[key], _answer(text, place, questions[key])) for key, text in said(row).items()
            }
            yield Row(found, place)
