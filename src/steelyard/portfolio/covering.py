"""Whether an indicator speaks of a duty or of a piece of money: yes, no, or that only a reader can tell.

Words are compared, not meanings. An indicator that has the matter's own words (or the greater part of them, without a
break) speaks of it; one that shares a shorter word, or half of the characters, may; else none speaks of it.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from steelyard.model import Message
from steelyard.recognising.duties import core

Spoken = Literal["yes", "no", "unclear"]
WHOLE = 2, 3  # of the matter's characters, without a break: two of three; our own measure
FEW = 4  # characters of a matter that must be there whole
_COMMON = re.compile(
    "工作|管理|监督|监管|安全|建设|服务|发展|综合|社会|开展|组织|单位|部门|保障|实施|推进|完成|情况|提升|规范|全[市县省]|经营|使用|"
    "环节|系统|制度|事业|机关|项目|资金|经费|支出|专项|其他|质量|执行|宣传|应急|信息|指导|协调|检查|培训|人员|设施"
)
_MANAGED = re.compile(r"(?:综合)?(?:监督)?管理$|监管$|(?:专项)?(?:补助)?(?:经费|资金|支出|项目)$")
_TOO_WIDE = re.compile(
    "基本支出|项目支出|其他支出|经营支出|上缴上级支出|对附属单位补助支出|人员(?:经费|支出)|(?:日常)?公用(?:经费|支出)|其他资金|单位资金|"
    "年度资金总额|上年结转资金|(?:当年|一般公共预算|政府性基金预算)?财政拨款(?:支出)?"
)
WIDE = Message(
    "表中只有这一大类的金额，没有列出其中的项目，无从对照。",
    "The form prints this class of spending as a whole and lists no projects of it.",
)


class Row(NamedTuple):
    """An indicator: its number, and all the words that say what it is about."""

    row: int
    words: str


class Cover(NamedTuple):
    """What the indicators of a form say of a matter: which do, or may; ``why`` where that cannot be told."""

    spoken: Spoken
    rows: tuple[int, ...]
    why: Message | None = None


def cover(matter: str, rows: Sequence[Row]) -> Cover:
    """Which of ``rows`` speak of ``matter``, a duty or the name of a piece of money."""
    about = core(matter)
    if _TOO_WIDE.fullmatch(matter):
        return Cover("unclear", (), WIDE)
    about = _narrow(about)
    runs = {row.row: shared(about, row.words) for row in rows}
    enough = len(about) if len(about) < FEW else max(FEW - 1, -(-len(about) * WHOLE[0] // WHOLE[1]))
    spoken = tuple(row for row, run in runs.items() if len(run) >= enough)
    if spoken:
        return Cover("yes", spoken)
    near = {row.row: _near(about, row.words, runs[row.row]) for row in rows}
    near = {row: words for row, words in near.items() if words}
    if not near:
        return Cover("no", ())
    words = "、".join(list(dict.fromkeys(near.values()))[:3])
    zh, en = f"有指标提到“{words}”，是不是同一件事要由人看。", f"Indicators say “{words}”; a person has to judge."
    return Cover("unclear", tuple(near), Message(zh, en))


def _narrow(about: str) -> str:
    """Without 管理 or 经费 at its end, where enough is left: indicators name the thing, not that it is managed."""
    found = _MANAGED.sub("", about)
    return found if len(found) >= FEW else about


def _near(about: str, words: str, run: str) -> str:
    """What of the matter an indicator has, short of speaking of it: a run of words, or half of its own characters."""
    if len(run) >= 2 and not _common(run):
        return run
    own = dict.fromkeys(_COMMON.sub("", about))
    both = "".join(char for char in own if char in words)
    return both if len(both) >= 2 and 2 * len(both) >= len(own) else ""


def _common(run: str) -> bool:
    """Whether each two characters of a shared run are a word that any matter has."""
    return all(_COMMON.fullmatch(run[at : at + 2]) for at in range(len(run) - 1))


def shared(one: str, other: str) -> str:
    """The longest run of characters that both have; the first of them."""
    best, lengths = "", [0] * (len(other) + 1)
    for at, char in enumerate(one, 1):
        above = 0
        for there, other_char in enumerate(other, 1):
            above, lengths[there] = lengths[there], above + 1 if char == other_char else 0
            if lengths[there] > len(best):
                best = one[at - lengths[there] : at]
    return best


def words_of(name: str, groups: Sequence[str]) -> str:
    """The words of an indicator: its name and the labels above it, which may name a duty; a line keeps them apart."""
    return "\n".join((name, *groups))
