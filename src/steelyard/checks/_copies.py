"""What is told word for word as in another form: which passages a reviewer should ask about."""

import os
from collections import Counter
from collections.abc import Iterator

from steelyard.checks._lines import shortened
from steelyard.checks._registry import NEXT, At
from steelyard.checks._text import at_hand
from steelyard.model import Comparison, Finding, Form, Likeness, Message, Pass, Scored, Skip, Verdict
from steelyard.recognising.likeness import Beside, digits, joined

# Our own judgement, in characters that were compared.
LONG = 40  # a passage that two units do not write alike by chance
SHORT = 15  # one whose numbers are the same as well, or that is most of its part
FAITHFUL = 88  # percent from which a passage is called copied
SAME = 92  # percent from which problems and suggestions are those of last year
MOST = 60  # percent of a part that must be the same for the part to be
UNCHANGED = 100  # characters of the results that are those of last year, but for numbers

_PARTS = {
    "problems": Message("存在问题", "the problems"),
    "suggestions": Message("有关建议", "the suggestions"),
    "reason": Message("原因说明", "the reason"),
}


@at_hand
def _indexed(beside: tuple[Form, ...]) -> Beside:
    return Beside(beside)


def copies(scored: Scored) -> Iterator[Verdict | At]:
    """Each form beside, for what is told as there; nothing where there is none."""
    if not scored.beside:
        return
    form = scored.form
    for comparison in _indexed(scored.beside).compare(form):
        if comparison.relation == "same-form":
            yield Skip(_same_form(comparison.other))
            continue
        if not comparison.letters:
            yield Skip(Message("正文没有可以比对的内容。", "The narrative has nothing that could be compared."))
            continue
        across = _other_body if comparison.relation == "other-body" else _other_year
        found = list(across(form, comparison))
        yield from found or [Pass()]


def _other_body(form: Form, comparison: Comparison) -> Iterator[Verdict | At]:
    for one in joined(comparison.alike, form, comparison.other):
        enough = SHORT if one.same_numbers and len(one.numbers) > 1 else LONG
        if one.letters >= enough and one.similarity >= FAITHFUL:
            own = Counter(number for number in one.numbers if digits(number) > 1)
            kept = (own & Counter(one.numbers_there)).total()
            zh, en = f"，其中{kept}个数字也相同", f", {kept} of its numbers included"
            yield _finding(one, comparison, Message(zh, en) if kept else Message("", ""))


def _other_year(form: Form, comparison: Comparison) -> Iterator[Verdict | At]:
    results = [one for one in comparison.alike if one.part in ("results", "text")]
    for one in joined([one for one in results if one.same_numbers], form, comparison.other):
        zh, en = (
            f"年度不同，{len(one.numbers)}个数字却全部相同",
            f"the year is another, yet all {len(one.numbers)} numbers are",
        )
        yield _finding(one, comparison, Message(f"，{zh}", f"; {en} the same"))
    for heading in comparison.letters:
        yield from _kept(form, comparison, heading)
    words = [one for one in results if not one.same_numbers and one.similarity >= SAME]
    same, whole = sum(one.letters for one in words), sum(comparison.letters[h] for h in {one.heading for one in words})
    if same >= UNCHANGED and 100 * same >= MOST * whole:
        share = 100 * same // whole
        zh = f"主要绩效有{same}字（{share}%）与{_who(comparison.other).zh}相同，至多改了数字。"
        en = f"{same} characters ({share}%) of the results are as in {_who(comparison.other).en}, but for numbers."
        yield At("note", Finding(Message(zh, en), NEXT, "text", tuple(one.here for one in words)))


def _kept(form: Form, comparison: Comparison, heading: str) -> Iterator[Verdict | At]:
    """Problems, suggestions or the reason of a row, where most of it is that of the other year."""
    alike = [one for one in comparison.alike if one.heading == heading and one.part in _PARTS]
    alike = [one for one in alike if one.similarity >= SAME and one.numbers == one.numbers_there]
    same, whole = sum(one.letters for one in alike), comparison.letters[heading]
    if same < SHORT or 100 * same < MOST * whole:
        return
    first, *_ = passages = list(joined(alike, form, comparison.other))
    part, other, there = _PARTS[first.part], _who(comparison.other), _there(first)
    share, text = 100 * same // whole, first.here.text.strip()
    zh = f"“{part.zh}”有{share}%与{other.zh}{there.zh}相同：“{shortened(text)}”。"
    en = f"{share}% of {part.en} is as in {other.en}{there.en}: “{shortened(text)}”."
    yield Finding(Message(zh, en), NEXT, _about(first), tuple(one.here for one in passages), shortened(text))


def _finding(one: Likeness, comparison: Comparison, more: Message) -> Finding:
    said = shortened(one.here.text.strip())
    other, there = _who(comparison.other), _there(one)
    zh = f"“{said}”等{one.letters}字与{other.zh}{there.zh}相似{one.similarity}%{more.zh}。"
    en = f"“{said}”, {one.letters} characters, is {one.similarity}% like {other.en}{there.en}{more.en}."
    return Finding(Message(zh, en), NEXT, _about(one), (one.here,), said)


def _about(one: Likeness) -> str:
    return f"indicator:{one.here.row}.note" if one.here.row else "text"


def _who(other: Form) -> Message:
    """The other form, by its file, its unit and its year."""
    name = os.path.basename(other.document.path)
    year = f"{other.year}年" if other.year else ""
    said = f"{other.organization}{year}"
    return Message(f"“{name}”" + (f"（{said}）" if said else ""), f"“{name}”" + (f" ({said})" if said else ""))


def _there(one: Likeness) -> Message:
    """Where in the other form."""
    span = f"{one.there.start}—{one.there.end}"
    if one.there.row:
        return Message(f"第{one.there.row}行说明", f", remark of row {one.there.row}")
    part = f"“{one.heading_there}”部分" if one.heading_there else "正文"
    said = f" under “{one.heading_there}”" if one.heading_there else ""
    return Message(f"{part}第{span}字", f"{said}, characters {span}")


def _same_form(other: Form) -> Message:
    name = os.path.basename(other.document.path)
    return Message(
        f"“{name}”是同一单位同一年度的表，不作比对。",
        f"“{name}” is the same unit's form of the same year; not compared.",
    )
