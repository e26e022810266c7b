"""A line of narrative read from left to right: each number with what it counts."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from steelyard.model import Claim, Mention
from steelyard.model.narrative import Aggregate
from steelyard.recognising.claims import phrases
from steelyard.recognising.claims.numbers import Number, Numbers, numbers
from steelyard.recognising.claims.words import words

_SENTENCE = re.compile(r"[。！？\n]")
_AMONG = re.compile(r"其中|包括|包含|分别是")
_RATE = re.compile(r"[\u4e00-\u9fff]{1,5}率$")
_OF_YEAR = re.compile(r"(?P<of>[^，,。；;]{0,12}?)的(?:近|约|超)?$")
_JOIN = re.compile(r"[、和与及，,]|以及")
_SHORT = 3


@dataclass(slots=True)
class _Reader:
    """``total`` is what 其中 divides; ``run`` the claims of the list that is being read."""

    text: str
    found: Numbers
    claims: list[Claim] = field(default_factory=list)
    sentence: int = 0  # the first claim of this sentence
    total: str = ""
    at: int = 0  # up to where the text has been used
    names: list[str] = field(default_factory=list)  # what 分别 deals out
    stops: list[int] = field(default_factory=list)

    def read(self) -> list[Claim]:
        self.stops = [match.start() for match in _SENTENCE.finditer(self.text)]
        for index, number in enumerate(self.found.claims):
            self._begin(number)
            following = self.found.claims[index + 1].start if index + 1 < len(self.found.claims) else len(self.text)
            self._claim(number, following)
        return self.claims

    def _begin(self, number: Number) -> None:
        stop = bisect_right(self.stops, number.start)
        if stop and self.stops[stop - 1] >= self.at:
            self.sentence, self.total, self.names, self.at = len(self.claims), "", [], self.stops[stop - 1] + 1

    def _claim(self, number: Number, following: int) -> None:
        gap = self.text[self.at : number.start]
        told = phrases.before(gap)
        if _AMONG.search(gap):
            self.total = self.last
        elif "；" in gap or ";" in gap:
            self.total = ""
        name, share, end = self._name(number, told, gap, following)
        share = share if share is not None else ""
        self.claims.append(
            Claim(
                text=self.text[number.start : number.end],
                start=number.start,
                end=number.end,
                value=number.value,
                unit=number.unit,
                printed_unit=number.printed_unit,
                object=name,
                modifier=number.modifier,
                aggregate=self._aggregate(number, gap),
                high=number.high,
                share_of=share,
                period=self._period(number),
            )
        )
        self.at = end

    @property
    def last(self) -> str:
        """What the number before counts, in this sentence."""
        return self.claims[-1].object if len(self.claims) > self.sentence else ""

    def _name(self, number: Number, told: phrases.Before, gap: str, following: int) -> tuple[str, str | None, int]:
        """The name, what the number is a share of, and up to where the text is used."""
        if told.each:
            self.names = _dealt(told.raw, [claim.object for claim in self.claims[self.sentence :]])
        elif self.names and not gap.strip("、和与及，, 以"):
            return self._deal(told), self._share(number, self.last, told), number.end
        if told.each:
            return self._deal(told), self._share(number, self.last, told), number.end
        if behind := self._behind(number, told, following):
            return behind[0], self._share(number, behind[0], told), behind[1]
        name = self._carried(told)
        return name, self._share(number, name, told), number.end

    def _deal(self, told: phrases.Before) -> str:
        if not self.names:
            return told.name or self.last
        return self.names.pop(0) if len(self.names) > 1 else self.names[0]

    def _behind(self, number: Number, told: phrases.Before, following: int) -> tuple[str, int] | None:
        """12个基层党支部: the name behind the number, where nothing before it is one."""
        if told.change or told.share is not None:
            return None
        bare = not told.name or told.name in words().bare or bool(words().verbs.fullmatch(told.name))
        bare = bare or bool(words().soft_verbs.fullmatch(told.name)) or len(told.name) < 2
        if not bare:
            return None
        if number.unit == "%" and told.name not in words().bare:
            return None
        name, length = phrases.behind(self.text[number.end : following])
        return (name, number.end + length) if len(name) > 1 else None

    def _carried(self, told: phrases.Before) -> str:
        """The name before the number, completed by what an earlier number of the sentence has named."""
        name, last = told.name, self.last
        if not name or told.change and name in {"较", ""}:
            return last or name
        if name in words().bare:
            return last or name
        if name in words().per_head:
            return name + last
        if words().partial.fullmatch(name) and last:
            return name + _head(self.total or last)
        return name

    def _share(self, number: Number, name: str, told: phrases.Before) -> str | None:
        """What a percentage is a share of."""
        if number.unit != "%":
            return None
        if told.share:
            return told.share
        if told.share is not None or name.endswith("占比"):
            return self.total or None
        if _RATE.fullmatch(name) and len(self.claims) > self.sentence:
            counted = next((c for c in reversed(self.claims[self.sentence :]) if c.unit != "%"), None)
            return counted.object if counted else None
        return None

    def _aggregate(self, number: Number, gap: str) -> Aggregate:
        lexicon = words()
        if lexicon.consecutive.search(gap):
            return "consecutive"
        clause = re.split(r"[，,。；;：:]", gap)[-1]
        return "cumulative" if lexicon.cumulative.search(clause) else ""

    def _period(self, number: Number) -> str:
        """The time that the sentence named last."""
        stop = bisect_right(self.stops, number.start)
        floor = self.stops[stop - 1] if stop else 0
        times = [(start, end) for start, end in self.found.times if floor <= start < number.start]
        return self.text[times[-1][0] : times[-1][1]] if times else ""


def _head(name: str) -> str:
    """What a shortened item of a list leaves out: the name without its own level (国家级典型案例 → 典型案例)."""
    found = re.match(r"(?:[\u4e00-\u9fff]{0,5}级|\d?A+级|[\u4e00-\u9fff]{1,6}类)(?=[\u4e00-\u9fff]{2})", name)
    return name[found.end() :] if found else name


def _dealt(raw: str, earlier: list[str]) -> list[str]:
    """头盔佩戴率、安全带使用率分别达到: a name for each; one name for all is added to what was named before."""
    listed = [phrases.name_of(part) for part in _JOIN.split(raw) if part.strip()]
    if len(listed) > 1:
        return listed
    name = phrases.name_of(raw)
    return [name] if name else list(dict.fromkeys(earlier))


def read_line(text: str, year: int | None = None) -> tuple[list[Claim], list[Mention]]:
    """The claims and the mentions of one line; offsets are those of ``text``."""
    found = numbers(text, year)
    return _Reader(text, found).read(), found.mentions
