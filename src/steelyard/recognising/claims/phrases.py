"""The name of what is counted: the shortest phrase that an official would say, out of the words around a number."""

import re
from functools import lru_cache
from typing import NamedTuple

from steelyard.quantity import fold
from steelyard.recognising.claims.words import words

_CLAUSE = re.compile(r"[，,。；;：:！？\n]")
_OPEN = re.compile(r"[（(][^（()）]*$")
_CLOSED = re.compile(r"^[（(][^（()）]*[)）]")
_SPACE = " \t\u3000"
_MARKS = _SPACE + "、。，,;；:："
_SINCE = re.compile(
    r"^.{0,14}?(?:期间|以来|(?:实施|行动|完成|投产|建成|整治|改造|推广|开展|改革|调整|运行|突破)后|方面)(?=.{2})"
)
_FOR = re.compile(r"^为[^，]{1,6}(?=挽回|节约|节省|减免|争取|提供|减轻|降低)")
_LIST_OF = re.compile(r"^.*、.*[^\u4e00]等(?=[\u4e00-\u9fff]{2})(?!级|次|效|候)")
_OFFICE = re.compile(
    r"^[\u4e00-\u9fff]{0,14}(?:局|委员会|委|办公室|办|中心|院|厅|署|站|所|公司|部门|系统)"
    r"(?=(?:年初|年末|调整后|调整|全年|本年|本级|决算|预算|收入|支出|共|下设|内设|机关|直属|实有|编制|现有|核定|在职|总)[\u4e00-\u9fff])"
)
_SPLIT = re.compile(r"、|以及|(?<!共)和(?!解|谐|平|睦)|与|及(?!时|格|率|其|以上)")
_RATES = ("率", "比例", "比重", "满意度", "达标数")
LEVEL = re.compile(
    r"(?:(?:国家|全?[国省市县区镇]|中央|省部|部)(?:级|局|厅)?|[\u4e00-\u9fff]{0,5}级|\d?A+级)(?=[\u4e00-\u9fff]{2})"
)
_OF_WHOLE = re.compile(r"^(?:全部|整个|所有)|的?(?:比重|比例|总数的?|总量的?)$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z“《]")
_NO_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z“《]|[和与及或等的左以之内]|“[^”]{8,}")
_WHOLE = re.compile(r"“[^”]*”?|《[^》]*》?")


class Before(NamedTuple):
    """The words before a number: the name they give, and what they say of the number.

    ``raw`` is the phrase that holds the name. ``share`` is of what the number is a share, empty where that is not
    said. ``each`` tells of 分别: the numbers that follow belong to the names before, one each.
    """

    name: str
    raw: str
    change: bool = False
    share: str | None = None
    each: bool = False
    takes: bool = False


def before(text: str) -> Before:
    """What ``text``, all from the number before it or from the beginning of the clause, names."""
    lexicon = words()
    phrase = clause(text)
    if phrase.endswith("等"):
        return Before("", "", takes=True)
    takes = bool(lexicon.takes.search(phrase))
    each = "分别" in phrase[-12:] or "依次" in phrase[-12:]
    if each:
        phrase = phrase[: max(phrase.rfind("分别"), phrase.rfind("依次"))]
    share, change = None, False
    if phrase.endswith("的") and (portion := lexicon.portion.search(phrase)):
        share, change, phrase = name_of(_OF_WHOLE.sub("", portion["of"])), True, _rstrip(portion["head"] or "")
    else:
        phrase = _rstrip(phrase)
    phrase, changed = _unchanged(phrase)
    change = change or changed
    if found := lexicon.shares.search(phrase):
        of, head = found["of"], phrase[: found.start()]
        share = name_of(_OF_WHOLE.sub("", of))
        phrase = head if of or not head or phrase.endswith("占") else head + "占比"
    return Before(name_of(phrase), phrase, change, share, each, takes)


def _unchanged(phrase: str) -> tuple[str, bool]:
    """The phrase without words that tell of a change and of what it is compared with, and whether there were any."""
    lexicon = words()
    change = False
    if phrase.endswith(("节约", "节省", "节支")):
        return (phrase[-2:] if lexicon.compared.match(phrase) else phrase), False
    if found := lexicon.changes.search(phrase):
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
    if bracket := _OPEN.search(masked, cut):
        cut = bracket.start() + 1
    phrase = text[cut:].lstrip(_MARKS + "）)”").rstrip(_MARKS)
    return _CLOSED.sub("", phrase).lstrip(_MARKS)


def earlier(text: str) -> str:
    """The name in the clause before the last one of ``text``; for a number whose own clause names nothing."""
    clauses = [part for part in _CLAUSE.split(text) if part.strip(_MARKS)]
    return before(clauses[-1]).name if clauses else ""


def _rstrip(phrase: str) -> str:
    found = words().links.search(phrase)
    return phrase[: found.start()].rstrip(_MARKS) if found else phrase


@lru_cache(maxsize=4096)
def name_of(phrase: str) -> str:
    """``phrase`` without adverbs, verbs and places before the name."""
    lexicon = words()
    phrase = phrase.strip(_MARKS)
    for pattern in (_SINCE, _FOR, _LIST_OF, _OFFICE, lexicon.actors, lexicon.together):
        phrase = pattern.sub("", phrase)
    phrase = whole = _lead(phrase)
    cut = 0
    for verb in lexicon.verbs.finditer(phrase):
        if len(phrase) - verb.end() >= 2 and not phrase.startswith(("的", "”", "、"), verb.end()):
            cut = verb.end()
    phrase = _lead(phrase[cut:])
    least = 3 if not phrase.endswith(_RATES) else len(phrase)
    while (soft := lexicon.soft_verbs.match(phrase)) and len(phrase) - soft.end() >= least:
        least = 2 if phrase[soft.end()] == "、" else 3
        rest = _lead(phrase[soft.end() :].lstrip(_MARKS))
        if not rest:
            break
        phrase = rest
    name = _unquoted(phrase or whole)
    return "" if name in lexicon.wide else fold(name)


def _lead(phrase: str) -> str:
    lexicon = words()
    while (lead := lexicon.leads.match(phrase)) and len(phrase) != lead.end() + 1:
        phrase = phrase[lead.end() :].lstrip(_MARKS)
    return phrase


def _unquoted(phrase: str) -> str:
    """A phrase that is one quotation, without its marks; half a pair of marks is dropped."""
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.strip("“”")
    phrase = phrase.strip(_SPACE + "（(")
    return phrase[1:-1] if phrase.startswith("“") and phrase.find("”") == len(phrase) - 1 else phrase


def listed(phrase: str) -> list[str]:
    """The names that a phrase lists; the last one's head is that of all (国家级、省级示范园区)."""
    names = [name for part in _SPLIT.split(phrase) if (name := name_of(part))]
    if len(names) > 1 and all(words().partial.fullmatch(name) for name in names[:-1]):
        head = LEVEL.sub("", names[-1], count=1)
        names[:-1] = [name + head for name in names[:-1]]
    return names


def word_at(text: str, at: int) -> bool:
    """Whether a word, and no mark, stands at ``at``."""
    return bool(_WORD.match(text, at))


def predicate(text: str, at: int) -> bool:
    """Whether no name can begin at ``at``: a mark, a verb, or the end."""
    lexicon = words()
    if not text[at : at + 1].strip() or _NO_NAME.match(text, at):
        return True
    return any(one.match(text, at) for one in (lexicon.ends, lexicon.verbs, lexicon.soft_verbs))


def behind(text: str, *, zero: bool = False) -> tuple[str, int]:
    """The name that begins ``text``, the words directly behind a number, and where it ends."""
    lexicon = words()
    at = 1 if text.startswith("的") else 0
    for _ in range(2):
        verb = lexicon.verbs.match(text, at) or (
            None if lexicon.openers.match(text, at) else lexicon.ends.match(text, at)
        )
        if verb and verb[0][0] not in "，,。；;：:！？（)）(《\n“”":
            at = verb.end()
    end = min(at + 1, len(text)) if lexicon.openers.match(text, at) else at
    while stop := lexicon.ends.search(text, end):
        end = stop.start()
        close = text.find("”", stop.end()) if stop[0] == "“" else -1
        if close < 0:
            break
        end = close + 1
    else:
        end = len(text)
    if zero and (comma := text.find("、", at, end)) > 0:
        end = comma
    return fold(_unquoted(text[at:end].strip(_MARKS).removesuffix("以及").rstrip("和与及"))), end
