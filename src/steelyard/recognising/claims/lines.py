"""A line of narrative read from left to right: each number with what it counts."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from steelyard.model import Claim, Mention
from steelyard.model.narrative import Aggregate
from steelyard.recognising.claims import phrases
from steelyard.recognising.claims.carrying import AMONG, RATIOS, Carried
from steelyard.recognising.claims.numbers import Number, Numbers, numbers
from steelyard.recognising.claims.words import words

_SENTENCE = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，,。；;：:]")
_JOINED = re.compile(r"\s*(?:[、,，]|以及|和|与|及)?\s*")
_LISTED = re.compile(r"\s*(?:[、和与及]|以及|$)")
_OFFICE = re.compile(r"(?:局|委员会|委|办|中心|院|厅|署|站|所|公司|部门|单位|系统|校|馆|队)$")
_ALL = re.compile(r"均(?![衡价])|全部|已|都(?!市)|也|仍|尚|皆")
_TO = re.compile(
    r"(?:(?:^|[，,。；;：:\s\d])(?:[为对向给在](?![^，,。；;]{12})|帮助|组织)|[为对向给在])[^，,。；;]{0,12}$"
)
_HAS = re.compile(r"[尚仍还已]?有$")
_AGES = re.compile(r"(?:\d{1,3}(?:周?岁)?[-~至—])?\d{1,3}周?岁(?:及?以上|以下)?的?")  # 2.3万名65岁以上老年人
_BEYOND = ("低于", "高于", "超过", "超出")
_LIMIT = re.compile(r"的[\u4e00-\u9fff]{2,12}")
_COURSES = frozenset({"期", "期次", "班次"})
_TAUGHT = re.compile(r"(?:培训|轮训|调训)[\u4e00-\u9fff]{2,8}$(?<!班)(?<!活动)")
_PARTS = 20  # claims before a total that may be its parts
_SUM = re.compile(r"^[，,]?(?:合计|共计|总计)$")
_ENDS_YEAR = re.compile(r"结转|结余|余额|存量")
_ONE = frozenset("镇村县区市乡街校班省州国队组")
_AGO = re.compile(r"(?:上|去|前)一?年(?:同期)?|同期|20\d\d年")


@dataclass(slots=True)
class _Reader:
    """``deals`` is what 分别 gives to the numbers to come, one each."""

    text: str
    found: Numbers
    offset: int
    section: int | None
    claims: list[Claim] = field(default_factory=list)
    sentence: int = 0  # the first claim of this sentence
    run: int = 0  # the first claim of this list
    before_run: tuple[int, int] = (0, 0)  # the list before it
    told: Carried = field(default_factory=Carried)  # what this sentence has named
    share: str = ""  # of what the last share was one
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
            first = self.claims[self.sentence].object if len(self.claims) > self.sentence else self.told.subject
            self.told = Carried(subject=first)
            self.sentence = self.run = len(self.claims)
            self.before_run = (self.run, self.run)
            self.share, self.outside, self.deals = "", None, []
            self.at = self.stops[stop - 1] + 1

    def _claim(self, index: int, number: Number) -> None:
        gap = self._gap(number)
        if not _LISTED.match(gap) and not self.deals:
            self.before_run, self.run = (self.run, len(self.claims)), len(self.claims)
        self._brackets(gap)
        ratio = number.unit in RATIOS or not number.printed_unit
        told = phrases.before(gap, ratio=ratio, follows=len(self.claims) > self.sentence)
        if topic := phrases.topic(gap):
            self.told.tell(topic)
        if AMONG.search(gap):
            self.told.total = self._divided(number)
        name, end = self._name(index, number, told, gap)
        share = self._share(number, name, told)
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
                share_of=share,
                period=self._period(number),
                section=self.section,
            )
        )
        self.at = end
        self.told.keep(number, told, name, behind=end > number.end)

    def _brackets(self, gap: str) -> None:
        """What is told within brackets does not go on behind them."""
        opened, closed = max(gap.rfind("（"), gap.rfind("(")), max(gap.rfind("）"), gap.rfind(")"))
        if closed >= 0 and self.outside is not None:
            self.told.last, self.outside = self.outside, None
        if opened > closed:
            self.outside = self.told.last

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
        return same[-1] if same else self.told.last

    def _name(self, index: int, number: Number, told: phrases.Before, gap: str) -> tuple[str, int]:
        """The name of what is counted, and up to where the text is used for it."""
        if told.each:
            self.deals = self._dealt(index, told)
        if self.deals and (told.each or _JOINED.fullmatch(gap)):
            return (self.deals.pop(0) if len(self.deals) > 1 else self.deals[0]), number.end
        self.deals = []
        if behind := self._limit(number, gap) or self._behind(index, number, told, gap):
            return behind
        name = self.told.name(number, told, gap, adjoins=number.start == self.at)
        if name and number.unit in _COURSES and (taught := _TAUGHT.search(told.raw)) and not told.change:
            return taught[0], number.end
        if not told.name and _SUM.search(gap):
            name = self._summed(number) or name
        return name or phrases.earlier(gap) or (told.whole if len(told.whole) > 1 else ""), number.end

    def _summed(self, number: Number) -> str:
        """What all that is summed up is (机构托养96人，居家托养410人，合计506人)."""
        told = self.claims[max(self.sentence, len(self.claims) - _PARTS) :]
        names = [claim.object for claim in told if claim.unit == number.unit]
        length = min(map(len, names), default=0) if len(names) > 1 else 0
        tails = (names[0][-size:] for size in range(length, 1, -1))
        return next((tail for tail in tails if all(name.endswith(tail) for name in names)), "")

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
        counted = [claim.object for claim in self.claims[self.sentence :] if claim.unit != "%"]
        distinct = list(dict.fromkeys(counted))
        if len(set(earlier)) == 1 and told.name and count > 1:
            return [told.name]
        if told.whole.endswith("幅") and len(distinct) >= count > 1:
            return [name + told.whole for name in distinct[-count:]]
        if len(earlier) == count:
            return [name + told.name for name in earlier]
        if told.name:
            return [told.name]
        return counted[-count:] if count > 1 and len(counted) >= count else [self.told.last]

    def _limit(self, number: Number, gap: str) -> tuple[str, int] | None:
        """远低于2‰的考核红线: a limit that stands behind its number."""
        if not gap.endswith(_BEYOND) or not (limit := _LIMIT.match(self.text, number.end)):
            return None
        name, length = phrases.behind(limit[0])
        return (name, number.end + length) if len(name) > 1 else None

    def _behind(self, index: int, number: Number, told: phrases.Before, gap: str) -> tuple[str, int] | None:
        """12个基层党支部: the name behind the number, where nothing before it is one."""
        ages = _AGES.match(self.text, number.end)
        start = ages.end() if ages else number.end
        zero = self.text[number.start : number.end] == "零"
        if (told.change or told.share is not None) and not zero:
            return None
        if not phrases.word_at(self.text, start) or _ALL.match(self.text, start):
            return None
        of = self.text.startswith("的", start)
        part = bool(self.told.cores.get(number.unit)) and not told.name and bool(_HAS.search(gap))
        ends = phrases.predicate(self.text, start + of, trait=not part)
        if ends and told.name and not told.named.verb and _HAS.search(gap):
            return None
        direct = number.counted and not ends
        takes = told.takes and not ends
        if not (direct or told.name or zero or of) and self.told.cores.get(number.unit):
            return None  # 17家医院中有5家接入: of those that were counted
        if number.unit.endswith("元"):
            used = self.text.startswith("用于", start) and not told.name
            direct = direct or used or bool(words().moneys.match(self.text, start))
            takes = takes and direct
        if told.name and told.name not in words().bare and not (takes or direct or zero):
            return None
        if number.unit in RATIOS and told.name not in words().bare and (told.name or ends):
            return None
        following = index + 1
        numbers = self.found.claims
        while following < len(numbers) and self.text[numbers[following].start : numbers[following].end] == "零":
            following += 1
        stop = numbers[following].start if following < len(numbers) else len(self.text)
        name, length = phrases.behind(self.text[start:stop], zero=zero, verb=bool(_TO.search(gap)))
        if name.endswith(("至", "到", "为")) and start + length == stop:
            return None  # 由9个扩充至15个
        if told.name and not (takes or zero) and not words().behind.things.search(name):
            return None  # 服务团队21个驻点帮扶37个村
        return (name, start + length if following == index + 1 else start) if len(name) > 1 or name in _ONE else None

    def _share(self, number: Number, name: str, told: phrases.Before) -> str:
        """What a percentage is a share of."""
        if number.unit != "%" and number.printed_unit:
            return ""
        if told.share:
            of = told.share + self.told.last if _AGO.fullmatch(told.share) else told.share
            self.share = "" if told.raw == "" and told.change else of
            return of
        if told.share is not None or name.endswith("占比"):
            self.share = self.share or self.told.total or self._whole(name)
            return self.share
        if words().rates.fullmatch(name) and len(self.claims) > self.sentence:
            last = self.claims[-1]
            return last.share_of if last.unit == "%" else last.object
        return ""

    def _whole(self, name: str) -> str:
        """What was counted in numbers before a bare 占比: the nearest thing that is not the part itself."""
        told = (claim.object for claim in reversed(self.claims[self.sentence :]) if claim.unit != "%")
        return next((one for one in told if one != name), self.told.subject)

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
