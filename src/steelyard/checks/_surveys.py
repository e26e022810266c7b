"""Satisfaction surveys that a form prints: 发放问卷300份，回收286份，满意度88%, and the row that they are for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from steelyard.checks._rates import HALF_WIDTH
from steelyard.checks._text import part, passages
from steelyard.model import Amount, Form, Indicator, Place, Scored
from steelyard.packs.indicators import kind_of
from steelyard.quantity import half_up

_N = r"(?<![\d.≥>])(?<!\d,)(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}})(?:余|多)?"
_PAPER = r"(?:问卷|答卷|调查表|测评表|评议表|调查卷)"
_GAP = r"[^，,。；;、\d]{0,14}"
_PEOPLE = r"(?:名|人次|人|户|家|位)"
_SURVEY = r"(?:调查|满意度测评|回访|随机访问|入户访问)"
_COUNTS = re.compile(
    "|".join(
        (
            rf"(?:发放|发出|投放|下发){_GAP}{_N.format('issued')}\s*(?:份|张)(?:{_PAPER})?",
            rf"(?:收回|回收|收到|收集){_GAP}{_N.format('returned')}\s*(?:份|张)",
            rf"有效(?:(?:{_PAPER}|样本)[^，,。；;\d%]{{0,4}}|[为的是：:]{{0,2}}){_N.format('valid')}\s*(?:份|张|个)",
            rf"(?<!抽检)(?<!检[测验])样本(?:量|数|数量)?[^，,。；;\d%]{{0,4}}{_N.format('sample')}(?!\s*(?:[%.\d]|批|件|组))",
            rf"{_SURVEY}了?[^，,。；;\d]{{0,8}}{_N.format('asked')}\s*{_PEOPLE}",
            rf"{_N.format('taking')}\s*{_PEOPLE}[^，,。；;\d]{{0,10}}(?:参与|参加|接受)了?[^，,。；;\d]{{0,6}}(?:调查|问卷|满意度测评)",
            r"(?P<all>全部(?:收回|回收)|(?:回收|收回)率[为达到是：:]*\s*100(?:\.0+)?\s*%)",
            r"(?<!不)满意(?:度|率)(?P<said>[^，,。；;\d%≥]{0,12})(?P<percent>(?<![\d.])\d{1,3}(?:\.\d{1,4})?)\s*%(?!以上|以下|及以上|左右)",
        )
    )
)
# Between 满意度 and a percentage that is not it: a change, a target, one step of the scale, another rate.
_NOT_IT = re.compile(
    r"满意|率|比例|占|提高|提升|上升|增长|增加|下降|降低|较|比|不低于|不少于|目标|超过|达不到|应|计划|力争|确保"
)
_WHOLE = re.compile(
    r"(?:对|向|为)?(?:全部|所有|全体)[^，,。；;\d]{0,12}(?:发放|调查|测评|回访)|普查|逐[户家人]|全覆盖|全员(?:调查|测评)"
)
_ASKS = re.compile(rf"{_PAPER}|调查|测评|回访")
_SENTENCE_END = re.compile(r"[。；;\n]")


@dataclass(frozen=True, slots=True)
class Counted:
    """One survey as printed. ``answers``: those that can be used; ``issued``: questionnaires sent out, else ``None``.

    ``percent`` is the satisfaction printed with it. ``whole``: everybody there is was asked, so nothing was sampled.
    """

    place: Place
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    percent: Decimal | None = None
    whole: bool = False

    @property
    def answers(self) -> int | None:
        return self.valid if self.valid is not None else self.returned


def satisfaction_rows(form: Form) -> list[Indicator]:
    """The rows whose result is satisfaction in percent."""
    return [
        row
        for row in form.indicators
        if kind_of(row.name.text) == "satisfaction" and isinstance(row.result, Amount) and row.result.unit == "%"
    ]


def asked(scored: Scored) -> Iterator[tuple[Counted, Indicator | None]]:
    """The surveys whose answers are in a ledger, each with its row; then those that the form prints for other rows."""
    kept: set[int] = set()
    for row in satisfaction_rows(scored.form):
        for proof in scored.evidence.proofs if scored.evidence else ():
            answers, share, place = proof.value.denominator, proof.value.unrounded, row.actual.place
            if proof.row == row.row and proof.value.interval and answers and share is not None and place:
                kept.add(row.row)
                yield Counted(place, returned=int(answers), percent=half_up(share, 2)), row
    yield from ((one, row) for one, row in surveys(scored.form) if row is None or row.row not in kept)


def surveys(form: Form) -> Iterator[tuple[Counted, Indicator | None]]:
    """The surveys that the form prints, each with the row that it is for, where that can be told.

    That is the row in which it is printed; else the one of its percentage; else the only row of satisfaction, whose
    result it then has.
    """
    rows = satisfaction_rows(form)
    by_number = {row.row: row for row in rows}
    for passage in passages(form):
        own = by_number.get(passage.row or 0)
        text = passage.text.translate(HALF_WIDTH)
        if own is None and ("满意" not in text or passage.row):
            continue
        for one in _counted(passage, text):
            if one.percent is None and own is None and "满意" not in one.place.text:
                continue  # a survey, but of something else
            row = own or _of(one.percent, rows)
            if one.percent is None and row is not None and isinstance(row.result, Amount):
                yield replace(one, percent=row.result.value), row
            else:
                yield one, row


def _of(percent: Decimal | None, rows: list[Indicator]) -> Indicator | None:
    same = [row for row in rows if isinstance(row.result, Amount) and row.result.value == percent]
    found = rows if percent is None else same
    return found[0] if len(found) == 1 else None


def _counted(passage: Place, text: str) -> Iterator[Counted]:
    """The surveys of one passage: one begins where questionnaires are issued, or people asked, anew."""
    current: Counted | None = None
    before: re.Match[str] | None = None  # a percentage that stands before its survey
    for found in _COUNTS.finditer(text):
        kind, sentence = found.lastgroup or "", _sentence(passage, text, found)
        if kind == "percent":
            if _NOT_IT.search(found["said"]):
                continue
            if current is None or current.percent is not None or not _near(current.place, sentence, text, passage):
                before = found
            else:
                current = replace(current, percent=Decimal(found["percent"]))
        elif current is None or _begins(kind, current):
            if kind == "all" or (passage.row is None and not _of_survey(kind, sentence.text)):
                continue
            if current is not None:
                yield current
            current, before = _begun(sentence, passage, found, before), None
        elif sentence.start < current.place.end or re.search(_PAPER, sentence.text):
            current = _with(current, kind, found)
    if current is not None:
        yield current


def _of_survey(kind: str, sentence: str) -> bool:
    """Whether a count in running text is of a survey: not 收回过期证照12份, nor 调查企业30家."""
    people = kind in ("asked", "taking", "sample")
    return _ASKS.search(sentence) is not None and ("满意" in sentence or not people)


def _near(survey: Place, sentence: Place, text: str, passage: Place) -> bool:
    """Whether a sentence is that of the survey, or the one after it."""
    between = text[survey.end - passage.start : sentence.start - passage.start]
    return sentence.start <= survey.end or len(_SENTENCE_END.findall(between)) <= 1


def _begins(kind: str, current: Counted) -> bool:
    """Whether this count is of another survey than the one at hand."""
    if kind == "issued":
        return current.issued is not None or current.percent is not None
    return kind in ("sample", "asked", "taking") and current.answers is not None and current.percent is not None


def _sentence(passage: Place, text: str, found: re.Match[str]) -> Place:
    """The sentence that a match stands in."""
    start = next((end.end() for end in reversed(list(_SENTENCE_END.finditer(text, 0, found.start())))), 0)
    stop = _SENTENCE_END.search(text, found.end())
    return part(passage, start, stop.start() if stop else len(text))


def _begun(sentence: Place, passage: Place, found: re.Match[str], before: re.Match[str] | None) -> Counted:
    same = before is not None and passage.start + before.start() >= sentence.start
    percent = Decimal(before["percent"]) if same and before is not None else None
    whole = _WHOLE.search(sentence.text) is not None
    return _with(Counted(sentence, percent=percent, whole=whole), found.lastgroup or "", found)


def _with(current: Counted, kind: str, found: re.Match[str]) -> Counted:
    if kind == "all":
        return replace(current, returned=current.issued) if current.returned is None else current
    number = int(found[kind].replace(",", ""))
    if kind == "issued":
        return replace(current, issued=number)
    if kind == "valid":
        return replace(current, valid=number)
    return replace(current, returned=number) if current.answers is None else current
