"""The words before and behind a number: the name they give to what is counted, and what they say of the number."""

import re
from itertools import pairwise
from typing import NamedTuple

from steelyard.quantity import fold
from steelyard.recognising.claims.names import AMONG, MARKS, NOTHING, Named, named, unquoted
from steelyard.recognising.claims.words import words

_CLAUSE = re.compile(
    r"[，,。；;：:！？\n]|(?:^|(?<=[，,。；;：:]))(?:[一二三四五六七八九十](?:是|、)|[（(]?[一二三四五六七八九十\d]{1,2}[）)])"
)
_OPEN = re.compile(r"[（(][^（()）]*$")
_CLOSED = re.compile(r"^[（(][^（()）]*[)）]")
_CLOSED_END = re.compile(r"[（(][^（()）]*[)）]$")
_SPLIT = re.compile(r"、|以及|(?<!共)和(?!解|谐|平|睦)|与|及(?!时|格|率|其|以上)")
LEVEL = re.compile(
    r"(?:(?:国家|全?[国省市县区镇]|中央|省部|部)(?:级|局|厅)?|[\u4e00-\u9fff]{0,5}级|\d?A+级)(?:以上|及以上)?(?=[\u4e00-\u9fff]{2})"
)
_OF_WHOLE = re.compile(r"^(?:全部|整个|所有)|的?(?:比重|比例|总数的?|总量的?)$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z“《]")
_NO_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z“《]|[和与及或等的左以之]|内(?!设)|“[^”]{8,}")
_WHOLE = re.compile(r"“[^”]*”?|《[^》]*》?")
_EACH = re.compile(
    r"(?:分别|依次)(?!.*(?:分别|依次))[^分依]{0,10}$|(?<=..)各(?:[占为达]到?|增长|下降|提高|提升|上升|减少|增加)$"
)
_LONGEST = 6  # characters of a verb
_IN = r"(?<=[\u4e00-\u9fff]{2})(?<![其集])(?:当中|之中|中(?![修断转标型试央心医药])|(?<![公海华城村镇乡英邻])里)"
_HAS = re.compile(rf"(?:(?:^|{_IN})(?:[仅只尚还已又也共]?有|仅|又)|{_IN})$")
_ASIDE = re.compile(r"（[\u4e00-\u9fff]{1,3}(?:、[\u4e00-\u9fff]{1,3})*）")
_COUNTED = re.compile(r"(?P<own>[^、]{1,10}?)[两二三四五六七八九十](?:[个类项种级大条])(?P<head>[\u4e00-\u9fff]{2,})")
_RATE = re.compile(r"(?:率|比例|比重)$")
_INTO = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:、?进(?:机关|乡村|农村|社区|校园|企业|单位|军营|网络|家庭|万家|宗教场所|景区|商圈|学校|课堂|工地|基层))+$"
)
_AMONG_PLACES = re.compile(r"(?<=^[镇村县区市乡校])中(?=仍|尚|还|有|$)")
_CALLED = re.compile(r"(?<=[\u4e00-\u9fff]{2})“[^”]*”$")
_OF = re.compile(r"(?<=[\u4e00-\u9fff])(?<!目)的(?=[\u4e00-\u9fff]{2}|$)")
_WITHIN = re.compile(r"在[^，,]{2,12}[后中下时]$")
_THEN = ("年前", "月前", "以前", "此前", "前", "时", "同期", "上年", "年初", "目标", "计划", "年", "月")
_AGES = re.compile(r"\d{1,3}周?岁(?:及?以上|以下|[-~至—]\d{1,3}周?岁)?")
_REACHED = re.compile(r"[\u4e00-\u9fff]{1,3}(?:[到至为成]|[到至][\u4e00-\u9fff]{1,4}的)")  # 由9个扩充至15个
_ALONE = frozenset({"中", "里", "其中"})
_NOT = frozenset("不未无")
_MORE = frozenset("快慢高低多少长短好差")
_PLACED = frozenset("有仅又中里后下时")
_TRAIT = re.compile(r"^(?:年龄|水质)(?:在|为)?")
_PER = re.compile(
    r"(?:^.*平均|[为达]到?)?每(?![月年天日周季])\d{0,3}[千万百]?[\u4e00-\u9fff]{0,4}$|(?<=..)每[\u4e00-\u9fff]{2}[1一]个?[年月天次]$"
)


class Before(NamedTuple):
    """The words before a number: the name they give, and what they say of the number.

    ``raw`` is the phrase that holds the name. ``share`` is of what the number is a share, empty where that is not
    said. ``each`` tells of 分别: the numbers that follow belong to the names before, one each. ``which`` tells which
    of the things named before are counted (超期服役的); ``whole`` is the phrase with its words of change.
    """

    named: Named
    raw: str
    change: bool = False
    share: str | None = None
    each: bool = False
    takes: bool = False
    which: str = ""
    whole: str = ""

    @property
    def name(self) -> str:
        """What is counted, as far as these words say it."""
        return self.named.name


def before(text: str, *, ratio: bool = False, follows: bool = False) -> Before:
    """What ``text``, all from the number before it or from the beginning of the clause, names.

    Only a ``ratio`` (a percentage, a multiple, a fraction) can be one of something (恢复到上年的98%). ``follows`` tells
    that a number stands before ``text``.
    """
    if follows and _REACHED.fullmatch(text):
        return Before(NOTHING, "", change=True)
    lexicon = words()
    phrase = clause(text)
    if phrase.endswith("等"):
        return Before(NOTHING, "", takes=True)
    phrase = "" if phrase in _ALONE else phrase
    takes = not phrase.endswith("运动员") and any(
        phrase[-length:] in lexicon.takes for length in range(1, _LONGEST + 1)
    )
    each = _EACH.search(phrase)
    if each:
        phrase = phrase[: each.start()]
    share, change, which = None, False, ""
    if ratio and phrase.endswith("的") and (portion := lexicon.portion.search(phrase)):
        share, change, phrase = named(_OF_WHOLE.sub("", portion["of"])).name, True, _rstrip(portion["head"] or "")
    else:
        phrase = _rstrip(_trimmed(_reaching(phrase)))
    whole = phrase
    phrase, changed = _unchanged(phrase)
    change = change or changed
    if ratio and "占" in phrase and (found := lexicon.shares.search(phrase)):
        of, head = found["of"], phrase[: found.start()]
        share = named(_OF_WHOLE.sub("", of)).name
        phrase = head if of or not head or phrase.endswith("占") else head + "占比"
    phrase = _trimmed(phrase)
    if _AGES.fullmatch(phrase):
        which, phrase = phrase, ""
    elif phrase.endswith("的"):
        which, phrase = _TRAIT.sub("", named(phrase[:-1]).name), ""
        which = "" if which.endswith(_THEN) else which
    return Before(named(phrase), phrase, change, share, bool(each), takes, which, whole)


def _reaching(phrase: str) -> str:
    """自动站加密至: the phrase without the verb that tells how the number was reached."""
    if phrase[-1:] not in {"至", "到"} or not (chunks := words().chunker.cut(phrase[:-1])):
        return phrase
    return phrase[: chunks[-1].start] if chunks[-1].kind == "verb" and len(chunks) > 1 else phrase


def _trimmed(phrase: str) -> str:
    """The phrase without words behind its name that tell where, when, or of how many."""
    if phrase[-1:] in _PLACED:
        phrase = _WITHIN.sub("", _HAS.sub("", phrase))
    if "进" in phrase:
        phrase = _INTO.sub("", phrase)
    return _PER.sub("", phrase) if "每" in phrase else phrase


def _unchanged(phrase: str) -> tuple[str, bool]:
    """The phrase without words that tell of a change and of what it is compared with, and whether there were any."""
    lexicon = words()
    change = False
    if phrase.endswith(("节约", "节省", "节支")):
        found = lexicon.compared.search(phrase)
        return (phrase if not found else phrase[: found.start()] or phrase[-2:]), False
    if phrase.startswith("比") and phrase[-1] in _MORE:
        return "", True
    if (found := lexicon.changes.search(phrase)) and phrase[: found.start()][-2:] not in lexicon.per_head:
        phrase, change = _rstrip(phrase[: found.start()]), True
    if (found := lexicon.compared.search(phrase)) and (
        change or found.start() > 0 or phrase.startswith(("较", "与", "高", "低", "快", "优"))
    ):
        phrase, change = phrase[: found.start()], True
    elif found:
        phrase = re.sub(r"^比[\u4e00-\u9fff]{2}", "", phrase)
    return _rstrip(phrase), change


def clause(text: str) -> str:
    """From the last mark that ends a clause (quotations are whole), or an open bracket."""
    masked = _WHOLE.sub(lambda found: "“" * len(found[0]), text) if "“" in text or "《" in text else text
    cut = 0
    for mark in _CLAUSE.finditer(masked):
        cut = mark.end()
    if ("（" in masked or "(" in masked) and (bracket := _OPEN.search(masked, cut)):
        cut = bracket.start() + 1
    phrase = text[cut:].lstrip(MARKS + "）)”").rstrip(MARKS)
    return _CLOSED.sub("", phrase).lstrip(MARKS) if phrase[:1] in "（(" else phrase


def topic(text: str) -> str:
    """What the clauses of ``text`` before its last one tell of (养老机构入住率偏低，平均仅…), if anything."""
    for part in reversed(_CLAUSE.split(text)[-3:-1]):
        if found := words().states.search(part):
            return named(part[: found.start()]).name
    return ""


def earlier(text: str) -> str:
    """The name in the clause before the last one of ``text``; for a number whose own clause names nothing."""
    clauses = [part for part in _CLAUSE.split(text) if part.strip(MARKS)]
    return before(clauses[-1]).name if clauses else ""


def _rstrip(phrase: str) -> str:
    found = words().links.search(phrase)
    return phrase[: found.start()].rstrip(MARKS) if found else phrase


def listed(phrase: str) -> list[str]:
    """The names that a phrase lists; the last one's head is that of all (国家级、省级示范园区)."""
    names = [name for part in _SPLIT.split(_CLOSED_END.sub("", phrase)) if (name := named(part).name)]
    if len(names) > 1 and (counted := _COUNTED.fullmatch(names[-1])):
        return [name + counted["head"] for name in (*names[:-1], counted["own"])]
    if len(names) > 1 and _RATE.search(names[-1]) and not any(map(_RATE.search, names[:-1])):
        own = len(names[0])
        if {len(name) for name in names[:-1]} == {own} and own + 3 <= len(names[-1]):
            names[:-1] = [name + names[-1][own:] for name in names[:-1]]
    if len(names) > 1 and all(words().partial.fullmatch(name) for name in names[:-1]):
        head = LEVEL.sub("", names[-1], count=1)
        names[:-1] = [name + head for name in names[:-1]]
    return names


def word_at(text: str, at: int) -> bool:
    """Whether a word, and no mark, stands at ``at``."""
    return bool(_WORD.match(text, at))


def predicate(text: str, at: int, *, trait: bool = True) -> bool:
    """Whether no name can begin at ``at``: a mark, a verb, or the end. A ``trait`` may begin one (参训学员)."""
    lexicon = words()
    if not text[at : at + 1].strip() or _NO_NAME.match(text, at):
        return True
    word = lexicon.chunker.word(text, at)
    end = lexicon.behind.ends.match(text, at)
    return bool(end and not (trait and _is_trait(text, end))) or (word is not None and word[0] in {"verb", "light"})


def behind(text: str, *, zero: bool = False, verb: bool = False) -> tuple[str, int]:
    """The name that begins ``text``, the words directly behind a number, and where it ends.

    ``verb`` tells that a preposition stands before the number, so that a verb is to come (为8家企业兑现…).
    """
    lexicon = words()
    at = _begin(text)
    end = _acted(text, at, _end(text, at), verb=verb)
    if zero and (comma := text.find("、", at, end)) > 0:
        end = comma
    if of := _OF.search(text, at, end):
        owner = lexicon.behind.doers.search(text, at, of.start()) or of.start() - at == 1
        at, end = (at, of.start()) if owner else (of.end(), end)
    name = text[at:end].strip(MARKS)
    if bracket := _ASIDE.match(text, end):
        name, end = name + bracket[0], bracket.end()
    name = _rstrip(_HAS.sub("", name.removesuffix("以及").rstrip("和与及")))
    if (called := _CALLED.search(name)) and lexicon.behind.doers.search(name, 0, called.start()):
        name = name[: called.start()]
    if among := AMONG.search(name) or _AMONG_PLACES.search(name):
        name, end = name[: among.start()], text.find(name) + among.end()
    return fold(unquoted(name)), end


def _begin(text: str) -> int:
    """Where a name behind a number begins: behind 的 and a verb, unless that is part of it (36名参训学员)."""
    lexicon = words()
    at = 1 if text.startswith("的") else 0
    for _ in range(2):
        word = lexicon.chunker.word(text, at)
        if word is not None and word[0] == "light":
            at = word[1]
        elif not lexicon.behind.openers.match(text, at) and (end := lexicon.behind.ends.match(text, at)):
            if _is_trait(text, end) or not word_at(text, at):
                break
            at = end.end()
    return at


def _is_trait(text: str, end: re.Match[str]) -> bool:
    """Whether a word that would end a name is of one, since a kind of thing stands behind it (参训学员, 不成熟项目)."""
    return (len(end[0]) > 1 or end[0] in _NOT) and bool(words().behind.kinds.match(text, end.end()))


def _end(text: str, at: int) -> int:
    """Where a name that begins at ``at`` ends, quotations and all."""
    ends = words().behind.ends
    opens = words().behind.openers.match(text, at) or ends.match(text, at)
    end = min(at + 1, len(text)) if opens and word_at(text, at) else at
    while stop := ends.search(text, end):
        close = text.find("”", stop.end()) if stop[0] == "“" else -1
        if close < 0:
            return stop.start()
        end = close + 1
    return len(text)


def _acted(text: str, start: int, end: int, *, verb: bool) -> int:
    """Where a verb ends the name: behind one who acts, unless what follows is a name of things (社区治理项目)."""
    lexicon = words()
    chunks = lexicon.chunker.cut(text[start:end])
    if end == len(text) and len(chunks) > 1 and chunks[-1].kind == "verb":
        return start + chunks[-1].start  # 62条建议采纳48条
    for before_it, one in pairwise(chunks):
        if one.kind == "verb" and before_it.kind == "noun" and (verb or one.end < end - start):
            named_before = text[start + before_it.start : start + before_it.end]
            if verb or (
                lexicon.behind.doers.search(named_before) and not lexicon.behind.heads.search(text, start, end)
            ):
                return start + one.start
    return end
