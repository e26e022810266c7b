"""What the text says around a claim: its own phrase, its sentence, what the paragraph is about, which time is meant."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from steelyard.model import Claim, Form
from steelyard.quantity.folding import plain
from steelyard.recognising.ties.names import actions_of, canonical, core, rate_of, weight
from steelyard.recognising.ties.words import words

_SENTENCES = re.compile(r"[。！？\n]")
_CLAUSES = re.compile(r"[，,。；;：:！？\n（(]")
_NUMBERED = r"(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.])"
_ITEM = re.compile(rf"^\s*{_NUMBERED}")
_LEADS = re.compile(rf"(?:^|(?<=[。；\n]))[^\S\n]*{_NUMBERED}[^。；\n]{{2,40}}[。；\n]", re.MULTILINE)
_LEAD = "‖"  # between the sentence and the lead
_DIGITS = re.compile(r"[0-9０-９]{2,}")
_YEARS = re.compile(r"((?:19|20)\d\d)年")
_CLAUSE_END = re.compile(r"[，,。；;、：:！？\n\t（(]")
_DEED = 12  # characters behind the object that still say what was done with it
_REACH = 400  # characters; no sentence of an official says more before it comes to its number


class Told(NamedTuple):
    """``own`` is the phrase of the claim and ``clause`` all of its clause, ``context`` the sentence so far and the
    lead of its paragraph, all in plain form, and ``around`` the three of them; ``raw`` is the clause as printed and
    ``before`` what is printed between the claim and the one before it; ``extra`` is the object as it is compared.
    """

    own: str
    clause: str
    context: str
    extra: str
    rate: str
    actions: frozenset[str]
    around: str
    near: str  # the same without the lead
    raw: str
    before: str
    sentence: int
    target: bool
    silent: bool  # of another time, another place, a change: not to be held against anything
    change: bool
    part: str  # the part of the year or of the place that the claim is told of
    whole: bool
    among: bool  # told of a part of what the clause told before
    per_head: bool
    wide: bool


class Text:
    """The text of a document with its sentences and leads found once."""

    def __init__(self, form: Form, claims: Sequence[Claim]) -> None:
        text = form.document.text
        self.text, self.claims, self.year = text, claims, form.year
        self.plans = {at for at, section in enumerate(form.sections) if section.kind == "suggestions"}
        self.stops = [found.end() for found in _SENTENCES.finditer(text)]
        self.clauses = [found.end() for found in _CLAUSES.finditer(text)]
        self.leads = [found.span() for found in _LEADS.finditer(text)]
        self.lead_starts = [start for start, _ in self.leads]

    def told(self, index: int) -> Told:
        """What is said around a claim."""
        claim = self.claims[index]
        sentence = _last(self.stops, claim.start)
        clause = max(_last(self.clauses, claim.start), sentence, claim.start - _REACH)
        previous = self.claims[index - 1].end if index else 0
        begin = max(clause, previous) if previous <= claim.start else clause
        raw_clause = self._shown(clause, claim.start, index)
        before = self.text[begin : claim.start]
        own = before + self._behind(claim, index)
        if weight(own) < 2:
            own = raw_clause
        if core(claim.object) not in core(own):
            own += "|" + claim.object
        context = self.text[max(sentence, claim.start - _REACH) : begin]
        return self._judged(claim, own, raw_clause, context + _LEAD + self._lead(claim.start), before, sentence)

    def _judged(self, claim: Claim, own: str, clause: str, context: str, before: str, sentence: int) -> Told:
        lexicon = words()
        shown = _ITEM.sub("", plain(clause))
        kernel, plain_context = core(own), canonical(context)
        change = bool(lexicon.change.search(plain(before))) or claim.unit in {"百分点", "倍"}
        year = _YEARS.findall(shown) or _YEARS.findall(claim.period)
        other_year = bool(year) and (self.year is None or str(self.year) not in year)
        silent = other_year or bool(
            lexicon.other_period.search(shown) or lexicon.compared.search(shown) or lexicon.former.search(shown)
        )
        target = bool(lexicon.targets.search(shown))
        planned = claim.section in self.plans or bool(lexicon.future.search(shown))
        silent = silent or (planned and not target)
        part = lexicon.part_period.search(shown) or lexicon.part_place.search(shown)
        if part and lexicon.not_place.search(shown, max(0, part.end() - 3), part.end() + 1):
            part = None
        return Told(
            own=kernel,
            clause=core(clause),
            context=plain_context,
            extra=core(_DIGITS.sub("", claim.object)),
            rate=rate_of(own.split("|")[0].rstrip(" 为达到是至超近约的")) or rate_of(claim.object),
            actions=actions_of(core(clause)) | actions_of(kernel),
            around=f"{kernel}|{core(clause)}|{plain_context}",
            near=f"{kernel}|{core(clause)}|{plain_context.partition(_LEAD)[0]}",
            raw=shown,
            before=before,
            sentence=sentence,
            target=target,
            silent=silent,
            change=change,
            part=part[0] if part else "",
            whole=bool(lexicon.whole.search(shown)),
            among=bool(re.match(r"[，,：:]?其中|[（(]", before)) or "其中" in clause,
            per_head=bool(lexicon.per_head.search(shown)),
            wide=bool(lexicon.wide.search(shown)),
        )

    def _shown(self, start: int, end: int, index: int) -> str:
        """The clause up to the claim, the numbers of earlier claims cut out."""
        parts, at = [], start
        first = index
        while first and self.claims[first - 1].start >= start:
            first -= 1
        for earlier in self.claims[first:index]:
            parts.append(self.text[at : earlier.start])
            at = earlier.end
        return "".join([*parts, self.text[at:end]])

    def _behind(self, claim: Claim, index: int) -> str:
        """The object and what was done with it, where they stand behind the number."""
        found = self.text.find(claim.object, claim.end, claim.end + len(claim.object) + 4) if claim.object else -1
        if found < 0 or _CLAUSE_END.search(self.text, claim.end, found):
            return ""
        end = found + len(claim.object)
        following = self.claims[index + 1].start if index + 1 < len(self.claims) else end + _DEED
        stop = _CLAUSE_END.search(self.text, end, min(following, end + _DEED))
        return self.text[claim.end : stop.start() if stop else min(following, end + _DEED)]

    def _lead(self, at: int) -> str:
        """The words that open the paragraph or the item that ``at`` stands in."""
        index = bisect_right(self.lead_starts, at) - 1
        if index < 0:
            return ""
        start, end = self.leads[index]
        return self.text[start:end] if at - start < 4 * _REACH else ""


def _last(ends: list[int], at: int) -> int:
    index = bisect_right(ends, at)
    return ends[index - 1] if index else 0
