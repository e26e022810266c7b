"""The name of what is counted: the shortest phrase that an official would say, out of the words around a number."""

import re
from typing import NamedTuple

from steelyard.quantity import fold
from steelyard.recognising.claims.words import words

_CLAUSE = re.compile(r"[，,。；;：:！？\n]")
_OPEN = re.compile(r"[（(][^（()）]*$")
_TRIM = " \t\u3000、。，,;；:：“”\"'）)"
_SINCE = re.compile(r"^.{0,14}?(?:期间|以来|[\u4e00-\u9fff]后(?!续|勤|备|期)|方面)(?=.{2})")
_FOR = re.compile(r"^为[^，]{1,6}(?=挽回|节约|节省|减免|争取|提供|减轻|降低)")
_LIST_OF = re.compile(r"^.*、.*等(?=[\u4e00-\u9fff]{2})")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{0,8}?[市县区镇省](?:局|委|院|政府)?(?=[\u4e00-\u9fff]{4})")
_QUOTED = re.compile(r"“[^”]*”?|《[^》]*》?")


class Before(NamedTuple):
    """The words before a number: the name they give, and what they say of the number."""

    name: str
    raw: str
    change: bool = False  # the number tells of a change of what was named before
    share: str | None = None  # the number is a share of this; empty where it is not said of what
    each: bool = False  # 分别: the numbers that follow belong to the names before, one each


def before(text: str) -> Before:
    """What ``text``, all from the number before or from the beginning of the clause, names."""
    lexicon = words()
    phrase = _clause(text)
    each = phrase.rstrip("为是达到在：: ").endswith(("分别", "依次"))
    phrase = _rstrip(phrase)
    if each:
        phrase = _rstrip(phrase)
    change = False
    if found := lexicon.compared.search(phrase):
        phrase, change = phrase[: found.start()], True
    if found := lexicon.changes.search(phrase):
        phrase, change = _rstrip(phrase[: found.start()]), True
        if found := lexicon.compared.search(phrase):
            phrase = phrase[: found.start()]
    share = None
    if found := lexicon.shares.search(phrase):
        share = name_of(found["of"])
        head = phrase[: found.start()]
        phrase = phrase if not found["of"] and head and not head.endswith("，") else head
    return Before(name_of(phrase), phrase, change, share, each)


def _clause(text: str) -> str:
    """From the last mark that ends a clause, quotations left whole, or an open bracket."""
    masked = _QUOTED.sub(lambda found: "“" * len(found[0]), text)
    cut = 0
    for mark in _CLAUSE.finditer(masked):
        cut = mark.end()
    if bracket := _OPEN.search(masked, cut):
        cut = bracket.start() + 1
    return text[cut:].strip(_TRIM.replace("“", "").replace("”", ""))


def _rstrip(phrase: str) -> str:
    found = words().links.search(phrase)
    return (
        phrase[: found.start()].rstrip(_TRIM.replace("“", "").replace("”", "").replace("）", "")) if found else phrase
    )


def name_of(phrase: str) -> str:
    """``phrase`` without adverbs, verbs and places before the name."""
    lexicon = words()
    phrase = phrase.strip(" \t\u3000、，,。")
    for pattern in (_SINCE, _FOR, _LIST_OF):
        phrase = pattern.sub("", phrase)
    phrase = _lead(phrase)
    whole = phrase
    cut = 0
    for verb in lexicon.verbs.finditer(phrase):
        if len(phrase) - verb.end() >= 2 and not phrase.startswith("的", verb.end()):
            cut = verb.end()
    phrase = _lead(phrase[cut:])
    while (soft := lexicon.soft_verbs.match(phrase)) and len(phrase) - soft.end() >= 3:
        phrase = _lead(phrase[soft.end() :])
    return fold(_unquoted(phrase or whole))


def _lead(phrase: str) -> str:
    lexicon = words()
    while (lead := lexicon.leads.match(phrase)) and len(phrase) - lead.end() >= 1:
        phrase = phrase[lead.end() :]
    return phrase.lstrip(_TRIM.replace("“", ""))


def _unquoted(phrase: str) -> str:
    """A phrase that is one quotation, without its marks; half a pair of marks is dropped."""
    if phrase.count("“") != phrase.count("”"):
        return phrase.strip("“”")
    return phrase[1:-1] if phrase.startswith("“") and phrase.find("”") == len(phrase) - 1 else phrase


def behind(text: str) -> tuple[str, int]:
    """The name that begins ``text``, the words directly behind a number, and where it ends."""
    lexicon = words()
    at = 1 if text.startswith("的") else 0
    verb = lexicon.verbs.match(text, at) or lexicon.ends.match(text, at)
    if verb and verb[0][0] not in "，,。；;：:！？、（(）)《\n“”":
        at = verb.end()
    stop = lexicon.ends.search(text, at)
    end = stop.start() if stop else len(text)
    if stop and stop[0] == "“" and (close := text.find("”", stop.end())) > 0:
        further = lexicon.ends.search(text, close + 1)
        end = further.start() if further and further.start() > close else close + 1
    return fold(_unquoted(text[at:end].strip(_TRIM.replace("“", "").replace("”", "")))), end
