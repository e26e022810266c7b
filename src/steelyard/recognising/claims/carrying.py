"""What the numbers before have named in a sentence, and how the words before the next one complete it."""

import re
from dataclasses import dataclass, field

from steelyard.recognising.claims import phrases
from steelyard.recognising.claims.names import RATES, named
from steelyard.recognising.claims.numbers import Number
from steelyard.recognising.claims.words import words

RATIOS = frozenset({"%", "‰", "倍", "百分点"})
AMONG = re.compile(r"其中|包括|包含")
_OF_RATE = re.compile(r"(?P<of>.{2,})[\u4e00-\u9fff]{2}率")
_MONEY = frozenset("款信资费税赃损")  # a verb that ends with one of these names its money
_GOAL = re.compile(r"(?<=..)(?:年度|计划)?(?:目标|任务|计划)(?:值|数)?$|(?<=..)(?:规模|总量|数量|总数)$")
_PLAN = re.compile(r"(?<=..)(?:预算数?|概算|估算|规模)$|^(?:在册|在库|现有|原有)(?=..)")
_ASIDE = ("覆盖", "惠及", "涉及", "带动", "受益")  # what they count is not what the sentence tells of
_ADDED = frozenset({"新增", "改造提升", "规范提升", "优化提升"})  # a part of a whole, and no change, behind 其中
_PER_HEAD = ("人均", "户均", "亩均", "村均", "校均", "日均", "月均", "年均", "平均")
_AFTER = frozenset({"执行", "签约", "到位", "中标"})
_PAID = re.compile(r"(?:[拨付支花用投][了出]|[还尚仍]差|实支)$")
_REST = re.compile(r"[还尚仍另]有$")
_PAIRS = re.compile(r"(?:收入|支出|结余|出口|进口)$")
_LONG = 5  # characters of a trait that 的 joins to its noun


@dataclass(slots=True)
class Carried:
    """What has been named since the sentence began.

    ``last`` is what the number before counts, ``total`` what 其中 divides, ``subject`` what the sentence before told of
    first. ``cores`` are names without verbs, by unit; ``counted`` is the last of something that was counted.
    """

    subject: str = ""
    last: str = ""
    total: str = ""
    topic: str = ""
    counted: str = ""
    core: str = ""
    cores: dict[str, str] = field(default_factory=dict)
    rate: str = ""  # the number before, if it was a rate
    ahead: str = ""  # what stood before a number whose name stood behind it
    aside: bool = False  # the number before counted what the sentence does not tell of
    unit: str = ""  # of the number before
    head: str = ""  # what the items of this list are (诉求 of 咨询类、投诉类)
    behind: bool = False  # the last name ends with its verb

    def tell(self, topic: str) -> None:
        """A clause without a number has told of something."""
        self.last = self.core = self.topic = topic
        self.cores, self.counted = {}, ""

    def keep(self, number: Number, told: phrases.Before, name: str, *, behind: bool) -> None:
        """``name`` is what the number counts; ``behind`` tells that it stands behind it."""
        self.last, self.ahead = name, told.name if behind else ""
        self.rate = name if number.unit == "%" and name.endswith(RATES) else ""
        if not (self.head and name.endswith(self.head)):
            self.head = ""
        self.unit = number.unit
        if number.unit in RATIOS:
            self.core = self.core or (name.removesuffix("占比") if name.endswith("占比") else "")
            return
        carried = told.named.verb in name if told.named.verb else told.name in words().aspects and name != told.name
        self.aside = number.unit in self.cores and (told.whole.startswith(_ASIDE) or (self.aside and not told.whole))
        if carried or self.aside or name.startswith(_PER_HEAD) or (told.which and name.startswith(told.which)):
            return
        self.core = self.cores[number.unit] = _GOAL.sub("", told.named.core if name == told.name else name)
        self.behind = told.named.done
        if number.counted:
            self.counted = self.core

    def name(self, number: Number, told: phrases.Before, gap: str, *, adjoins: bool) -> str:
        """The name before a number, completed by what an earlier one has named; nothing, where neither names any.

        ``adjoins`` tells that nothing stands between this number and what the one before it counts.
        """
        name, lexicon = told.name, words()
        core = self.cores.get(number.unit) or self.core
        if told.which and (of := self.cores.get(number.unit) or self.counted or core):
            of = rate["of"] if (rate := _OF_RATE.fullmatch(of)) else of
            return told.which.removesuffix(of) + ("的" if len(told.which) > _LONG else "") + of
        if (AMONG.search(gap) or gap.startswith("、")) and self.total and told.whole in _ADDED:
            return told.whole + self._whole()
        if number.unit == "分" and name.endswith("扣"):
            return "扣分"
        if _PAID.search(gap) and _PLAN.search(self.last):
            return _PLAN.sub("", self.last)
        if not name or name in lexicon.bare or len(name) == 1:
            rest = core if number.counted and (name or _REST.search(gap)) else ""
            return rest or self._nothing(number, told, core, adjoins=adjoins) or name
        if told.named.verb and not told.change:
            return self._done(number, told, listed=gap.startswith("、"))
        if _PAIRS.fullmatch(name) and gap[:1] in {"、", "，", ","} and _PAIRS.search(self.last.removesuffix(name)):
            return _PAIRS.sub("", self.last).removeprefix("实际") + name
        if name in lexicon.per_head:
            return (core or self.last) + name
        if name in lexicon.aspects and (of := self.core or core):
            return of + name
        if self._rated(number, told, gap):
            return name + self.rate
        if lexicon.partial.fullmatch(name) and self.last:
            self.head = self.head or phrases.LEVEL.sub("", self._whole(), count=1)
            return name + self.head
        return name

    def _whole(self) -> str:
        """What 其中 divides, without the verb that was done to it; else what was named last."""
        return named(self.total).core or self.total or self.last

    def _nothing(self, number: Number, told: phrases.Before, core: str, *, adjoins: bool) -> str:
        """A number whose own words name nothing (较上年增长8%, 增加2家)."""
        if told.change and number.counted and self.unit != number.unit and (same := self.cores.get(number.unit)):
            return same
        if told.change and number.counted and (rate := _OF_RATE.fullmatch(self.last)):
            return rate["of"]
        if number.counted and core and self.rate:
            return core
        if core and _GOAL.search(self.last):
            return core
        if adjoins and self.ahead:
            return self.ahead
        return told.which or self.last or (self.subject if told.change else "")

    def _rated(self, number: Number, told: phrases.Before, gap: str) -> bool:
        """完好率92.1%，其中农村地区仅八成: a part of what the last rate was that of."""
        if number.unit != "%" or told.change or told.share is not None or not AMONG.search(gap):
            return False
        return bool(self.rate) and not told.name.endswith(RATES)

    def _done(self, number: Number, told: phrases.Before, *, listed: bool) -> str:
        """已整改820个: what was done to what an earlier number of the sentence counts in the same unit."""
        verb, money = told.named.verb, number.unit.endswith("元")
        core = self.cores.get(number.unit) or self.topic or (self.core if not number.printed_unit else "")
        if not core and money and words().moneys.search(self.core):
            core = self.core
        core = (core if listed or not core else self.total or core).removeprefix("涉及")
        if core.endswith(verb):
            return core
        if (listed and told.raw == verb and len(core) == len(verb)) or number.unit == "分":
            return verb
        core = _PLAN.sub("", core)
        if verb in core:
            return told.raw
        if not core and money and verb[-1] not in _MONEY:
            core = "资金"
        return core + verb if self.behind or verb in _AFTER else verb + core
