"""Which profile a form follows, by its headings and a few other signs, never by position on the page."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model import Execution, Message, ProfileChoice
from steelyard.packs.forms import Fact, Profile, Role
from steelyard.recognising.blocks import Blocks
from steelyard.recognising.columns import holds_operators, settle
from steelyard.recognising.errors import UnknownProfile
from steelyard.recognising.words import plain, whole

GENERAL = "general"
TITLE_POINTS = 3  # what a word of the title counts for beside a heading
_CAUTION = Message(
    "这个表样本身由一份已填的表推断，当地文件未见，规则请核对。",
    " The layout itself is inferred from one form, no local notice having been seen: check its rules.",
)
FACTS: dict[Fact, tuple[int, Message]] = {
    "weights and scores": (0, Message("有分值和得分", "there are weights and scores")),
    "no weight and no score": (3, Message("没有分值和得分栏", "there is no weight and no score")),
    "weight before target": (3, Message("分值列在指标值之前", "the weight stands before the target")),
    "operator column": (2, Message("符号单列一栏", "operators have a column")),
    "unit column": (1, Message("单位单列一栏", "units have a column")),
    "execution weighs 20": (4, Message("预算执行占20分", "execution weighs 20")),
}


@dataclass(frozen=True)
class Seen:
    """What can be known of a form before its profile: headings with and without brackets, title, facts."""

    headings: frozenset[str]
    title: str
    facts: frozenset[Fact]

    def met(self, words: Collection[str]) -> list[str]:
        """Those of ``words`` that are headings here."""
        return [word for word in words if word in self.headings]


def look(found: Blocks, title: str, execution: Execution | None) -> Seen:
    """Gather the signs of a form."""
    headers = [block.header for block in found.indicators] + [block.header for block in found.funds]
    texts = [text for header in headers for head in header.headings for text in (head.text, head.upper) if text]
    headings = frozenset(word for text in texts for word in (plain(text), whole(text)))
    return Seen(headings, whole(title), frozenset(_facts(found, execution)))


def _facts(found: Blocks, execution: Execution | None) -> Iterator[Fact]:
    first = found.indicators[0]
    columns = settle(first.header, {})
    weight, target = columns.index("weight"), columns.index("target")
    scored = weight is not None or columns.has("score")
    yield "weights and scores" if scored else "no weight and no score"
    if weight is not None and target is not None and weight < target:
        yield "weight before target"
    if columns.has("operator") or holds_operators(columns, first.body):
        yield "operator column"
    if columns.has("unit"):
        yield "unit column"
    if execution is not None and execution.weight.value == Decimal(20):
        yield "execution weighs 20"


def choose(seen: Seen, known: Mapping[str, Profile], asked: str | None = None) -> ProfileChoice:
    """The profile asked for, or the one that fits with the most signs.

    :raises UnknownProfile: there is no profile of the name asked for.
    """
    if asked is not None:
        if asked not in known:
            raise UnknownProfile(asked, known)
        return ProfileChoice(asked, False, Message("按要求使用该表样。", "This profile was asked for."))
    fitting = [name for name, profile in known.items() if name != GENERAL and fits(seen, profile)]
    if not fitting:
        why = Message(
            "表头与已知表样都不符，按通用表样读取。", "No known layout fits; it is read with the general profile."
        )
        return ProfileChoice(GENERAL, True, why)
    best = max(fitting, key=lambda name: (points(seen, known[name]), _is_titled(seen, known[name]), name))
    return ProfileChoice(best, True, _why(seen, known[best]))


def fits(seen: Seen, profile: Profile) -> bool:
    """Whether all that the profile needs is there, and nothing that it excludes."""
    signs = profile.signs
    return (
        all(seen.met(words) for words in signs.need)
        and all(fact in seen.facts for fact in signs.facts)
        and not seen.met(signs.without)
        and (not signs.titled or _is_titled(seen, profile))
        and profile.kind == (titled_kind(seen.title) or profile.kind)
    )


def titled_kind(title: str) -> Literal["department", "project"] | None:
    """The kind of form that its title names."""
    if any(word in title for word in ("项目", "专项", "转移支付", "补助资金")):
        return "project"
    return "department" if any(word in title for word in ("部门", "整体", "单位")) else None


def points(seen: Seen, profile: Profile) -> int:
    """How many signs of the profile the form shows beside those that the profile needs."""
    signs = profile.signs
    title = TITLE_POINTS if signs.title and _is_titled(seen, profile) else 0
    return title + sum(FACTS[fact][0] for fact in signs.facts) + len(seen.met(signs.more))


def _is_titled(seen: Seen, profile: Profile) -> bool:
    """Whether the title is one of this layout, or the layout has no title of its own."""
    return not profile.signs.title or any(word in seen.title for word in profile.signs.title)


def _why(seen: Seen, profile: Profile) -> Message:
    signs = profile.signs
    words = list(dict.fromkeys([*(seen.met(group)[0] for group in signs.need), *seen.met(signs.more)]))
    zh = [f"表头有{''.join(f'“{word}”' for word in words)}"] if words else []
    en = [f"it is headed {', '.join(f'“{word}”' for word in words)}"] if words else []
    zh += [FACTS[fact][1].zh for fact in signs.facts]
    en += [FACTS[fact][1].en for fact in signs.facts]
    title = next((word for word in signs.title if word in seen.title), "")
    if title:
        zh.append(f"标题有“{title}”")
        en.append(f"its title says “{title}”")
    caution = _CAUTION if profile.inferred else Message("", "")
    return Message(f"由表推断：{'，'.join(zh)}。{caution.zh}", f"Inferred from the form: {'; '.join(en)}.{caution.en}")


def own_headings(profile: Profile) -> dict[str, Role]:
    """Heading → role, where the layout uses a heading otherwise than the shared lexicon does."""
    return {plain(word): role for role, words in profile.headings.items() for word in words}
