"""The name within a phrase: the shortest that an official would say for what is counted.

A phrase is read as adverbs, subject, verbs and object (全年图书馆累计接待读者); the object is the name. A verb is that
of the phrase where nothing, an adverb or one who acts stands before it, and part of a name elsewhere (污水处理设施).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

from steelyard.quantity import fold
from steelyard.recognising.claims.chunks import Chunk, Kind
from steelyard.recognising.claims.words import words

_SPACE = " \t\u3000"
MARKS = _SPACE + "、。，,;；:："
_SINCE = re.compile(
    r"^.{0,14}?(?:期间|假期|以来|(?:实施|行动|完成|投产|建成|整治|改造|推广|开展|改革|调整|运行|突破)后(?!预算|的)|方面)(?=.{2})"
)
_SCOPE = re.compile(r"^\d{1,3}(?:周?岁(?:及?以上|以下)?+|分钟|小时)的?(?=.{2})(?!以)")
_LIST_OF = re.compile(r"^.*等地(?=[\u4e00-\u9fff]{2})|^(?:.*、.*[^\u4e00]|.*”)等(?=[\u4e00-\u9fff]{2})(?!级|次|效|候)")
_OFFICE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,14}(?:局|委员会|委|办公室|办|中心|院|厅|署|站|所|公司)|[\u4e00-\u9fff]{2,14}(?:部门|系统))"
    r"(?=(?:年初|年末|调整后|调整|全年|本年|本级|决算|预算|收入|支出|共|下设|内设|直属|实有|编制|现有|核定|在职|总)[\u4e00-\u9fff])"
)
_YEARS = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?<![局委院校厅我本])(?:全年|当年|本年度?)(?=..$)")
_BUDGETED = ("预算", "收入", "支出", "决算")
AMONG = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<![集其当空高初建途])中(?![央心学小型期级等国医药试部共毒年转介华考标层的西东幼青药草低高长短选标签奖考招])"
)
RATES = ("率", "比例", "比重", "满意度", "达标数")
_THINGS = re.compile(r"(?:单位|公司|学校|系统|平台|中心|部门)$")
_COMPOUND = re.compile(r"[量数额费率比度值积价款金次分]$")
_EACH = re.compile(r"(?<=[\u4e00-\u9fff]{3})[人户亩村]均(?=[\u4e00-\u9fff]{2})")
_VERBS = frozenset({"verb", "light"})
_SINGLE = frozenset("共已均")
_DONE = ("已", "尚未", "实际")


class Named(NamedTuple):
    """``core`` is the name without verbs. ``verb`` is the verb of a phrase that names nothing else (已整改).

    ``done`` tells that the verb stands behind (行政复议案件收案).
    """

    name: str
    core: str = ""
    verb: str = ""
    done: bool = False


NOTHING = Named("")


@lru_cache(maxsize=4096)
def named(phrase: str) -> Named:
    """The name in ``phrase``: without adverbs, subjects, verbs and places before it."""
    phrase = phrase.strip(MARKS)
    for pattern in (_SINCE, _LIST_OF, _OFFICE):
        phrase = pattern.sub("", phrase)
    if phrase.endswith(_BUDGETED):
        phrase = _YEARS.sub("", phrase)
    if among := AMONG.search(phrase):
        phrase = phrase[among.end() :]
    read = _Phrase(phrase, phrase.endswith(RATES)).read()
    tail = phrase[read.start : read.end].strip(MARKS)
    verbs = phrase[read.chain : read.end] if read.chain is not None else ""
    if not tail:
        verb = fold(verbs or read.light)
        if read.subject:
            return Named(verb + fold(read.subject), fold(read.subject))
        return Named(verb, verb, "" if read.light in words().verbal else verb)
    core = _SCOPE.sub("", unquoted(tail))
    if (each := _EACH.search(core)) and not verbs:
        core = core[each.start() :]
    name = unquoted(verbs) if verbs and len(tail) < 3 else core
    if core in words().wide:
        return NOTHING
    if read.light and not verbs and core in words().aspects and phrase.endswith(read.light + core):
        name = read.light + core
    if len(core) == 2 and not verbs and phrase.startswith(_DONE):
        return Named(phrase, core) if words().moneys.match(core) else Named(core, core, core)
    done = read.last is not None and read.last - read.start > 1 and not words().moneys.search(phrase, read.last)
    return Named(fold(name), fold(phrase[read.start : read.last] if done else core), done=done)


@dataclass(slots=True)
class _Phrase:
    """A phrase read from left to right: where its object begins and ends, and the verbs before it."""

    text: str
    rate: bool  # a rate keeps the verbs and adverbs of its name (按期办结率)
    start: int = 0
    end: int = 0
    chain: int | None = None  # where the verbs of the phrase begin
    light: str = ""  # the last light verb
    last: int | None = None  # where a verb that ends the name begins
    subject: str = ""  # the noun that an adverb cut off (共享单车日均清运)
    follows: Chunk | None = None  # what stands behind the word that is read
    free: bool = True  # a verb that comes here is that of the phrase
    apart: bool = False  # what stands here belongs to a preposition

    def read(self) -> Self:
        self.end = len(self.text)
        chunks = words().chunker.cut(self.text)
        for at, (kind, begins, ends) in enumerate(chunks):
            self.last = None
            self.follows = chunks[at + 1] if at + 1 < len(chunks) else None
            if kind in {"verb", "light"}:
                self._verb(kind, begins, ends)
            elif kind == "noun" or (kind == "manner" and self.rate):
                self.free = self.free and self.apart
            elif kind == "mark":
                self.start = ends if self.start == begins else self.start
            elif kind == "of":
                if ends + 1 < self.end:
                    self._begin(ends, free=False)
            elif ends == len(self.text):
                self.end = begins
            elif kind == "preposition" and not self.free and not any(one.kind in _VERBS for one in chunks[at + 1 :]):
                self.free = False
            elif (self.free or not self.rate) and ends + 1 < self.end:
                self._cut(begins)
                self._begin(ends)
                self.apart = kind == "preposition"
        return self

    def _begin(self, start: int, *, free: bool = True) -> None:
        """The object begins here or later."""
        self.start, self.chain, self.free, self.apart = start, None, free, False

    def _cut(self, adverb: int) -> None:
        """An adverb stands behind a noun: what is done, or one who does it."""
        if not self.free and self.chain is None and not words().actors.search(self.text, self.start, adverb):
            self.subject = self.text[self.start : adverb]

    def _verb(self, kind: Kind, begins: int, ends: int) -> None:
        rest = len(self.text) - ends
        if not rest and not self.free:
            self._last(kind, begins, ends)
        elif rest == 1 or not self._leads(kind, begins, ends):
            self.free = False
        else:
            self._take(kind, begins, ends)

    def _take(self, kind: Kind, begins: int, ends: int) -> None:
        """A verb of the phrase: the object begins behind it."""
        if kind == "light":
            self.chain, self.light = None, self.text[begins:ends]
        elif self.chain is None or not self.free:
            self.chain = begins
        self.start, self.free, self.apart = ends, True, False

    def _leads(self, kind: Kind, begins: int, ends: int) -> bool:
        """Whether a verb before some object is that of the phrase: behind nothing, an adverb or one who acts."""
        if self.rate and not self.apart and (kind == "verb" or not self.free):
            return False
        if self.free or kind == "light":
            return True
        lexicon = words()
        if lexicon.actors.search(self.text, self.start, begins):
            return True
        if begins - self.start > 2 and self._objects():
            return True
        acts = lexicon.behind.doers.fullmatch(self.text, self.start, begins)
        return bool(acts) and not lexicon.behind.heads.search(self.text, ends)

    def _acts(self, verb: int) -> bool:
        """Whether one who acts stands before the verb; 示范单位创建 and 平台建设 are done by others."""
        actor = words().actors.search(self.text, self.start, verb)
        return bool(actor) and not _THINGS.search(self.text, self.start, verb)

    def _objects(self) -> bool:
        """Whether an object follows, and no name of a thing or measure that the verb is part of (污水处理设施)."""
        if self.follows is None or self.follows.kind != "noun" or self.follows.end - self.follows.start < 3:
            return False
        start = self.follows.start
        return not _COMPOUND.search(self.text, start) and not words().behind.things.search(self.text, start)

    def _last(self, kind: Kind, begins: int, ends: int) -> None:
        """A verb that ends the phrase behind a noun: of one who acts, told of the noun, or part of the name."""
        adverb = self.text[begins - 1] in _SINGLE
        if kind == "light" and (adverb or (begins - self.start > 2 and not self.text.endswith("配备"))):
            self.end = begins - adverb
        elif self.text[begins:ends] in words().passive:
            self.last = begins
        elif self.chain is None and not self.light and self._acts(begins):
            self._take(kind, begins, ends)
        elif kind == "verb":
            self.last = begins


def unquoted(phrase: str) -> str:
    """A phrase that is one quotation, without its marks; half a pair of marks is dropped."""
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.strip("“”")
    phrase = phrase.strip(_SPACE + "（(")
    return phrase[1:-1] if phrase.startswith("“") and phrase.find("”") == len(phrase) - 1 else phrase
