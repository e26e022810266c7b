"""The name within a phrase: the shortest that an official would say for what is counted.

A phrase is read as adverbs, subject, verbs, object (全年图书馆累计接待读者). The object is the name. A verb is the verb of
the phrase where nothing, an adverb or one who does something stands before it, and part of a name elsewhere (污水处理设施).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from steelyard.quantity import fold
from steelyard.recognising.claims.chunks import Chunk
from steelyard.recognising.claims.words import words

_SPACE = " \t\u3000"
MARKS = _SPACE + "、。，,;；:："
_SINCE = re.compile(
    r"^.{0,14}?(?:期间|假期|以来|(?:实施|行动|完成|投产|建成|整治|改造|推广|开展|改革|调整|运行|突破)后(?!预算|的)|方面)(?=.{2})"
)
_SCOPE = re.compile(r"^\d{1,3}(?:周?岁(?:及?以上|以下)?|分钟|小时)的?(?=.{3})")
_LIST_OF = re.compile(r"^(?:.*、.*[^\u4e00]|.*”)等(?=[\u4e00-\u9fff]{2})(?!级|次|效|候)")
_OFFICE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,14}(?:局|委员会|委|办公室|办|中心|院|厅|署|站|所|公司)|[\u4e00-\u9fff]{2,14}(?:部门|系统))"
    r"(?=(?:年初|年末|调整后|调整|全年|本年|本级|决算|预算|收入|支出|共|下设|内设|直属|实有|编制|现有|核定|在职|总)[\u4e00-\u9fff])"
)
AMONG = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<![集其当空高初建途])中(?![央心学小型期级等国医药试部共毒年转介华考标层的西东])"
)
RATES = ("率", "比例", "比重", "满意度", "达标数")
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


class _Read(NamedTuple):
    """Where the object begins and ends, and where the verbs before it do; ``light`` is the last light verb."""

    start: int
    end: int
    chain: int | None
    light: str
    last: int | None = None  # where a verb that ends the name begins


@lru_cache(maxsize=4096)
def named(phrase: str) -> Named:
    """The name in ``phrase``: without adverbs, subjects, verbs and places before it."""
    phrase = phrase.strip(MARKS)
    for pattern in (_SINCE, _LIST_OF, _OFFICE):
        phrase = pattern.sub("", phrase)
    if among := AMONG.search(phrase):
        phrase = phrase[among.end() :]
    read = _read(phrase)
    tail = phrase[read.start : read.end].strip(MARKS)
    verbs = phrase[read.chain : read.end] if read.chain is not None else ""
    if not tail:
        verb = fold(verbs or read.light)
        return Named(verb, verb, "" if read.light in words().verbal else verb)
    core = _SCOPE.sub("", unquoted(tail))
    name = unquoted(verbs) if verbs and len(tail) < 3 else core
    if core in words().wide:
        return NOTHING
    if read.light and not verbs and core in words().aspects and phrase.endswith(read.light + core):
        name = read.light + core
    if len(core) == 2 and not verbs and phrase.startswith(_DONE):
        return Named(phrase, core) if words().moneys.match(core) else Named(core, core, core)
    done = read.last is not None and read.last - read.start > 1 and not words().moneys.search(phrase, read.last)
    return Named(fold(name), fold(phrase[read.start : read.last] if done else core), done=done)


def _read(phrase: str) -> _Read:
    lexicon = words()
    chunks = lexicon.chunker.cut(phrase)
    rate = phrase.endswith(RATES)
    start, chain, light = 0, None, ""
    free, apart = True, False  # a verb may come; what stands here belongs to a preposition
    for at, (kind, begins, ends) in enumerate(chunks):
        rest = len(phrase) - ends
        if kind in {"adverb", "lead", "preposition"} or (kind == "manner" and not rate):
            if not rest:
                return _Read(start, begins, chain, light)
            if free or not rate:
                start, chain, free, apart = ends, None, True, kind == "preposition"
        elif kind == "of":
            if rest > 1:
                start, chain, free, apart = ends, None, False, False
        elif kind in {"noun", "manner"}:
            free = free and apart
        elif kind == "mark":
            start = ends if start == begins else start
        elif not (rest or free):
            adverb = phrase[begins - 1] in "共已均"
            if phrase.endswith("成") or (adverb and kind == "light"):
                return _Read(start, begins - adverb, chain, light)
            if chain is None and not light and lexicon.actors.search(phrase, start, begins):
                start, chain = begins, None
        elif (
            rest == 1
            or (rate and kind == "verb" and not apart)
            or not (free or _acts(phrase, start, chunks[at], first=chain is None and not light))
        ):
            free = False
        else:
            if kind == "light":
                chain, light = None, phrase[begins:ends]
            elif chain is None:
                chain = begins
            start, free, apart = ends, True, False
    last = chunks[-1].start if chunks and chunks[-1].kind == "verb" and chunks[-1].start > start else None
    return _Read(start, len(phrase), chain, light, last)


def _acts(phrase: str, start: int, verb: Chunk, *, first: bool) -> bool:
    """Whether a verb behind a noun is that of the phrase: a light one, or one of somebody who acts."""
    lexicon = words()
    if verb.kind == "light" or not first:
        return verb.kind == "light"
    if lexicon.actors.search(phrase, start, verb.start):
        return True
    return bool(lexicon.doers.fullmatch(phrase, start, verb.start)) and not lexicon.heads.search(phrase, verb.end)


def unquoted(phrase: str) -> str:
    """A phrase that is one quotation, without its marks; half a pair of marks is dropped."""
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.strip("“”")
    phrase = phrase.strip(_SPACE + "（(")
    return phrase[1:-1] if phrase.startswith("“") and phrase.find("”") == len(phrase) - 1 else phrase
