"""A line of narrative read from left to right: each number with what it counts."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from steelyard.model import Claim, Mention
from steelyard.model.narrative import Aggregate
from steelyard.recognising.claims import phrases
from steelyard.recognising.claims.names import RATES
from steelyard.recognising.claims.numbers import Number, Numbers, numbers
from steelyard.recognising.claims.words import words

_SENTENCE = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，,。；;：:]")
_AMONG = re.compile(r"其中|包括|包含")
_JOINED = re.compile(r"\s*(?:[、,，]|以及|和|与|及)?\s*")
_LISTED = re.compile(r"\s*(?:[、和与及]|以及|$)")
_RATIOS = frozenset({"%", "‰", "倍", "百分点"})
_OFFICE = re.compile(r"(?:局|委员会|委|办|中心|院|厅|署|站|所|公司|部门|单位|系统|校|馆|队)$")
_OF_RATE = re.compile(r"(?P<of>.{2,})[\u4e00-\u9fff]{2}率")
_MONEY = frozenset("款信资费税赃损")
_ALL = re.compile(r"均(?![衡价])|全部|已|都(?!市)|也|仍|尚|皆")
_TO = re.compile(
    r"(?:(?:^|[，,。；;：:\s\d])(?:[为对向给在](?![^，,。；;]{12})|帮助|组织)|[为对向给在])[^，,。；;]{0,12}$"
)
_HAS = re.compile(r"[尚仍还已]?有$")
_GOAL = re.compile(r"(?<=..)(?:年度|计划)?(?:目标|任务)(?:值|数)?$|(?<=..)(?:规模|总量|数量|总数)$")
_ENDS_YEAR = re.compile(r"结转|结余|余额|存量")
_ONE = frozenset("镇村县区市乡街校班省州国队组")
_AGO = re.compile(r"(?:上|去|前)一?年(?:同期)?|同期|20\d\d年")


@dataclass(slots=True)
class _Reader:
    """``total`` is what 其中 divides, ``deals`` what 分别 gives to the numbers to come, one each."""

    text: str
    found: Numbers
    offset: int
    section: int | None
    claims: list[Claim] = field(default_factory=list)
    sentence: int = 0  # the first claim of this sentence
    run: int = 0  # the first claim of this list
    before_run: tuple[int, int] = (0, 0)  # the list before it
    subject: str = ""  # what the sentence before told of first
    total: str = ""
    share: str = ""  # of what the last share was one
    last: str = ""  # what the number before counts, in this sentence
    cores: dict[str, str] = field(default_factory=dict)  # the names without verbs that it counted, by unit
    ahead: str = ""  # what stood before the number, where its name stood behind it
    head: str = ""  # what the items of this list are (诉求 of 咨询类、投诉类)
    behind: bool = False  # the last name ends with its verb
    outside: str | None = None  # what it counts before the bracket that is open
    at: int = 0  # up to where the text has been used
    deals: list[str] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)

    def read(self) -> list[Claim]:
        self.stops = [match.start() for match in _SENTENCE.finditer(self.text)]
        for index, number in enumerate(self.found.claims):
            self._begin(number)
            self._claim(index, number)
        return self.claims

    def _begin(self, number: Number) -> None:
        """At the beginning of a sentence nothing has been named."""
        stop = bisect_right(self.stops, number.start)
        if stop and self.stops[stop - 1] >= self.at:
            if len(self.claims) > self.sentence:
                self.subject = self.claims[self.sentence].object
            self.sentence = self.run = len(self.claims)
            self.before_run = (self.run, self.run)
            self.total, self.share, self.last, self.outside, self.deals = "", "", "", None, []
            self.cores = {}
            self.at = self.stops[stop - 1] + 1

    def _claim(self, index: int, number: Number) -> None:
        gap = self._gap(number)
        if not _LISTED.match(gap) and not self.deals:
            self.before_run, self.run = (self.run, len(self.claims)), len(self.claims)
        self._brackets(gap)
        told = phrases.before(gap, ratio=number.unit in _RATIOS or not number.printed_unit)
        if topic := phrases.topic(gap):
            self.last, self.cores = topic, {"": topic, "topic": topic}
        if _AMONG.search(gap):
            self.total = self._divided(number)
        name, end = self._name(index, number, told, gap)
        self.ahead = told.name if end > number.end else ""
        clause = _CLAUSE.split(gap)[-1]
        self.claims.append(
            Claim(
                text=self.text[number.start : number.end],
                start=self.offset + number.start,
                end=self.offset + number.end,
                value=number.value,
                unit=number.unit,
                printed_unit=number.printed_unit,
                object=name,
                modifier=number.modifier,
                aggregate=_aggregate(gap, clause),
                high=number.high,
                share_of=self._share(number, name, told),
                period=self._period(number),
                section=self.section,
            )
        )
        self.at, self.last = end, name
        if not (self.head and name.endswith(self.head)):
            self.head = ""
        carried = told.named.verb in name if told.named.verb else told.name in words().aspects and name != told.name
        if number.unit not in _RATIOS and not carried and not (told.which and name.startswith(told.which)):
            core = _GOAL.sub("", told.named.core if name == told.name else name)
            self.cores[number.unit] = self.cores[""] = core
            if number.counted:
                self.cores["*"] = core
            self.behind = told.named.done
        elif name.endswith("占比"):
            self.cores.setdefault("", name.removesuffix("占比"))

    def _brackets(self, gap: str) -> None:
        """What is told within brackets does not go on behind them."""
        opened, closed = max(gap.rfind("（"), gap.rfind("(")), max(gap.rfind("）"), gap.rfind(")"))
        if closed >= 0 and self.outside is not None:
            self.last, self.outside = self.outside, None
        if opened > closed:
            self.outside = self.last

    def _gap(self, number: Number) -> str:
        """The words before the number, from behind the number before it or a time that opens the clause."""
        floor = self.at
        index = bisect_right(self.found.times, (number.start, 0)) - 1
        if index >= 0:
            start, end = self.found.times[index]
            clause = _CLAUSE.split(self.text[floor:start])[-1].strip()
            opens = (len(clause) <= 3 or bool(_OFFICE.search(clause))) and not _ENDS_YEAR.match(self.text, end)
            if floor <= start and opens and self.text[end : end + 1] != "的" and len(self.text[end : number.start]) > 1:
                return self.text[floor:start].rstrip("截至到在") + "，" + self.text[end : number.start]
        return self.text[floor : number.start]

    def _divided(self, number: Number) -> str:
        """What 其中 divides: the last that was counted in the same unit."""
        told = self.claims[self.sentence :]
        same = [claim.object for claim in told if claim.unit == number.unit]
        return same[-1] if same else self.last

    def _name(self, index: int, number: Number, told: phrases.Before, gap: str) -> tuple[str, int]:
        """The name of what is counted, and up to where the text is used for it."""
        if told.each:
            self.deals = self._dealt(index, told)
        if self.deals and (told.each or _JOINED.fullmatch(gap)):
            return (self.deals.pop(0) if len(self.deals) > 1 else self.deals[0]), number.end
        self.deals = []
        if behind := self._behind(index, number, told, gap):
            return behind
        return self._carried(number, told) or phrases.earlier(gap) or (told.whole[1:] and told.whole), number.end

    def _dealt(self, index: int, told: phrases.Before) -> list[str]:
        """头盔佩戴率、安全带使用率分别达到: a name for each; one name for all is added to what was listed before."""
        names = phrases.listed(told.raw)
        if len(names) > 1:
            return names
        count = 1
        numbers = self.found.claims
        while index + count < len(numbers):
            if not _JOINED.fullmatch(self.text[numbers[index + count - 1].end : numbers[index + count].start]):
                break
            count += 1
        first, after = self.before_run if self.run == len(self.claims) else (self.run, len(self.claims))
        earlier = [claim.object for claim in self.claims[first:after]]
        if len(earlier) == count:
            return [name + told.name for name in earlier]
        if told.name:
            return [told.name]
        counted = [claim.object for claim in self.claims[self.sentence :] if claim.unit != "%"]
        return counted[-count:] if count > 1 and len(counted) >= count else [self.last]

    def _behind(self, index: int, number: Number, told: phrases.Before, gap: str) -> tuple[str, int] | None:
        """12个基层党支部: the name behind the number, where nothing before it is one."""
        zero = self.text[number.start : number.end] == "零"
        if (told.change or told.share is not None) and not zero:
            return None
        if not phrases.word_at(self.text, number.end) or _ALL.match(self.text, number.end):
            return None
        of = self.text.startswith("的", number.end)
        ends = phrases.predicate(self.text, number.end + of)
        if ends and told.name and not told.named.verb and _HAS.search(gap):
            return None
        direct = number.counted and not ends
        if not (direct or told.name or zero or of) and self.cores.get(number.unit):
            return None  # 17家医院中有5家接入: of those that were counted
        if number.unit.endswith("元"):
            used = self.text.startswith("用于", number.end) and not told.name
            direct = direct or used or bool(words().moneys.match(self.text, number.end))
        if told.name and told.name not in words().bare and not (told.takes or direct or zero):
            return None
        if number.unit in _RATIOS and told.name not in words().bare and (told.name or ends):
            return None
        following = index + 1
        numbers = self.found.claims
        while following < len(numbers) and self.text[numbers[following].start : numbers[following].end] == "零":
            following += 1
        stop = numbers[following].start if following < len(numbers) else len(self.text)
        name, length = phrases.behind(self.text[number.end : stop], zero=zero, verb=bool(_TO.search(gap)))
        if name.endswith(("至", "到", "为")) and number.end + length == stop:
            return None  # 由9个扩充至15个
        if told.name and not (told.takes or zero) and not words().behind.things.search(name):
            return None  # 服务团队21个驻点帮扶37个村
        return (
            (name, number.end + length if following == index + 1 else number.end)
            if len(name) > 1 or name in _ONE
            else None
        )

    def _carried(self, number: Number, told: phrases.Before) -> str:
        """The name before the number, completed by what an earlier number of the sentence has named."""
        name, last, lexicon = told.name, self.last, words()
        core = self.cores.get(number.unit) or self.cores.get("", "")
        if told.which and (core := self.cores.get("*", core)):
            return told.which.removesuffix(core) + ("的" if len(told.which) > 5 else "") + core
        if not name or name in lexicon.bare:
            if told.change and number.counted and (rate := _OF_RATE.fullmatch(last)):
                return rate["of"]
            if _GOAL.search(last) and core:
                return core
            if not told.raw and self.ahead and number.start == self.at:
                return self.ahead
            return told.which or last or (self.subject if told.change else "") or name
        if told.named.verb and not told.change:
            return self._done(number, told)
        if name in lexicon.per_head:
            return (core or last) + name
        if name in lexicon.aspects and (core := self.cores.get("", core)):
            return core + name
        if _AMONG.search(self._gap(number)) and self._rated(number, told):
            return name + self.claims[-1].object
        if lexicon.partial.fullmatch(name) and last:
            self.head = self.head or phrases.LEVEL.sub("", self.total or last, count=1)
            return name + self.head
        return name

    def _rated(self, number: Number, told: phrases.Before) -> bool:
        """完好率92.1%，其中农村地区仅八成: a part of what the last rate was that of."""
        if number.unit != "%" or told.change or told.share is not None or len(self.claims) == self.sentence:
            return False
        last = self.claims[-1]
        return last.unit == "%" and last.object.endswith(RATES) and not told.name.endswith(RATES)

    def _done(self, number: Number, told: phrases.Before) -> str:
        """已整改820个: what was done to what an earlier number of the sentence counts in the same unit."""
        verb = told.named.verb
        core = self.cores.get(number.unit) or self.cores.get("topic", "")
        if not core and number.unit.endswith("元") and words().moneys.search(self.cores.get("", "")):
            core = self.cores[""]
        core = core.removeprefix("涉及")
        if told.raw == verb and len(core) == len(verb) == 2 and self.text[self.at : self.at + 1] == "、":
            return verb
        if core.endswith(verb):
            return core
        if verb in core or number.unit == "分":
            return told.raw if verb in core else verb
        if not core and number.unit.endswith("元") and verb[-1] not in _MONEY:
            core = "资金"
        return core + verb if self.behind else verb + core

    def _share(self, number: Number, name: str, told: phrases.Before) -> str:
        """What a percentage is a share of."""
        if number.unit != "%" and number.printed_unit:
            return ""
        if told.share:
            of = told.share + self.last if _AGO.fullmatch(told.share) else told.share
            self.share = "" if told.raw == "" and told.change else of
            return of
        if told.share is not None or name.endswith("占比"):
            self.share = self.share or self.total or self._whole(name)
            return self.share
        if words().rates.fullmatch(name) and len(self.claims) > self.sentence:
            last = self.claims[-1]
            return last.share_of if last.unit == "%" else last.object
        return ""

    def _whole(self, name: str) -> str:
        """What was counted in numbers before a bare 占比: the nearest thing that is not the part itself."""
        told = (claim.object for claim in reversed(self.claims[self.sentence :]) if claim.unit != "%")
        return next((one for one in told if one != name), self.subject)

    def _period(self, number: Number) -> str:
        """The time that the sentence named last."""
        stop = bisect_right(self.stops, number.start)
        floor = self.stops[stop - 1] if stop else 0
        index = bisect_right(self.found.times, (number.start, 0)) - 1
        if index < 0 or self.found.times[index][0] < floor:
            return ""
        start, end = self.found.times[index]
        return self.text[start:end]


def _aggregate(gap: str, clause: str) -> Aggregate:
    if "连" in gap and words().consecutive.search(gap):
        return "consecutive"
    return "cumulative" if words().cumulative.search(clause) else ""


def read_line(
    text: str, offset: int = 0, section: int | None = None, year: int | None = None
) -> tuple[list[Claim], list[Mention]]:
    """The claims and the mentions of one line that begins at ``offset`` of the document, in a section."""
    found = numbers(text, year)
    told = [Mention(one.text, offset + one.start, offset + one.end, one.reason) for one in found.mentions]
    return _Reader(text, found, offset, section).read(), told
