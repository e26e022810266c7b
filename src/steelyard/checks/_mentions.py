"""Whether a text speaks of an indicator, by the words of its name that are its own."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from steelyard.checks._text import at_hand, narrative, sentences
from steelyard.model import Form
from steelyard.packs.indicators import plain

# What many names share says nothing of one of them.
_COMMON = re.compile(
    r"完成(?:率|数|量|情况)?|开展|组织|办理|实施|推进|加强|工作|情况|数量|次数|人数|户数|家数|个数|比例|水平|程度|"
    r"监督检查|检查|督查|监管|管理|执法|企业|单位|部门|主体|市场|服务对象|全市|全县|全区|各级|本市|项目|[数率量度]$"
)
_HAN = re.compile(r"[一-鿿]{2,}|[A-Za-z0-9]{2,}")


class Mentions:
    """The pairs of characters of some texts, by which a name is looked for in constant time.

    A name of ``names`` that a text gives in full is spoken of, and its words speak of no other name.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        text, self._named = "\n".join(texts), set()
        for name in sorted({plain(name) for name in names}, key=len, reverse=True):
            if len(name) > 4 and name in text:
                self._named.add(name)
                text = text.replace(name, "\n")
        self._pairs = set(_pairs(text))

    def __contains__(self, name: str) -> bool:
        """Whether half of the pairs of the name's own words are there, two at least where it has as many.

        预算执行率 is spoken of by “预算编制不细，执行偏慢”, but not by “预算公开不及时”.
        """
        if plain(name) in self._named:
            return True
        own = [piece for part in _COMMON.split(plain(name)) for piece in _HAN.findall(part)]
        wanted = found = 0
        for piece in own or _HAN.findall(plain(name)):
            wanted += len(piece) // 2
            found += self._apart(piece)
        return wanted > 0 and found >= min(wanted, max(2, wanted // 2))

    def _apart(self, piece: str) -> int:
        """How many pairs of ``piece`` that do not overlap are there."""
        count, at = 0, 0
        while at < len(piece) - 1:
            hit = piece[at : at + 2] in self._pairs
            count, at = count + hit, at + (2 if hit else 1)
        return count


_REASON = re.compile(
    r"原因|由于|因为|因(?!地制宜|素)|受[^，,。；;]{1,24}(?:影响|限制|制约|冲击)|导致|所致|未达|未完成|未能|偏差|扣分|超额|调整"
)


class Reasons:
    """The sentences at the foot of the table that give reasons: some layouts have one place for all of them."""

    def __init__(self, form: Form) -> None:
        narrated = [(one.start, one.end) for one in form.sections if one.kind != "other"]
        foot = (one for one in narrative(form) if not any(start <= one.start < end for start, end in narrated))
        said = [one.text for passage in foot for one in sentences(passage) if _REASON.search(one.text)]
        self._pieces = {piece for text in map(_bare, said) for size in (4, 8) for piece in _pieces(text, size)}

    def __contains__(self, name: str) -> bool:
        """Whether one of them names the row, by the beginning and the end of its name."""
        own = _bare(plain(name))
        size = 8 if len(own) >= 8 else 4
        return len(own) >= 4 and own[:size] in self._pieces and own[-size:] in self._pieces


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


@at_hand
def reasons(form: Form) -> Reasons:
    """The reasons that the form gives at its foot."""
    return Reasons(form)


def _pairs(text: str) -> Iterator[str]:
    return _pieces(text, 2)


def _pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(len(text) - size + 1))
