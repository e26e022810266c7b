"""Who would have another grade under other rules."""

import argparse
from collections import Counter
from typing import Any

from steelyard.model import Message
from steelyard.packs.forms import RuleChoice, profiles
from steelyard.packs.rules import rule, rules
from steelyard.packs.shapes import Grades
from steelyard.portfolio.asking import (
    FORM,
    PATH,
    Answer,
    Bars,
    Heading,
    Line,
    Value,
    engine,
    form_cells,
    forms,
    table,
    two,
)
from steelyard.portfolio.charting import FORMS
from steelyard.portfolio.refusing import PortfolioError
from steelyard.portfolio.storing import Store

ABOUT = Message("换一套规则，谁的等级会变", "who changes grade under other rules")
HEADINGS = (
    *FORM,
    Heading("profile", Message("表样", "profile")),
    Heading("score", Message("原规则得分", "score now"), "number"),
    Heading("grade", Message("原规则等级", "grade now")),
    Heading("other_score", Message("新规则得分", "score then"), "number"),
    Heading("other_grade", Message("新规则等级", "grade then")),
    Heading("move", Message("变化", "move")),
    Heading("undecided", Message("待评判行", "rows to judge"), "whole"),
    PATH,
)
MOVES = {
    "up": Message("升", "up"),
    "down": Message("降", "down"),
    "same": Message("不变", "same"),
    "lost": Message("不再有等级", "no grade any more"),
    "gained": Message("新有等级", "a grade now"),
    "none": Message("没有等级", "no grade"),
}
CHANGES = ("up", "down", "lost", "gained")
COLUMNS = ("profile", "rule_score", "rule_grade")
SHOWN = 6  # rules named in a message


def options(parser: Any) -> None:
    """What it takes."""
    other = Message(
        "另一套规则：表样名称（见 steelyard profiles），或 项=规则，多项用逗号分开，如 grades=platform-80-70-60/grades",
        "the other rules: a form profile, or SLOT=RULE, parted by commas, each in place of the form's own",
    )
    parser.option("--rules", help=other, metavar="OTHER", required=True)
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)
    parser.option("--all", help=Message("不变的也列出", "list those too that stay"), action="store_true")


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line for each form whose grade changes (or each form); the sentence counts both ways."""
    found = forms(store, COLUMNS, options.year)
    used = sorted({line["profile"] for line in found})
    choices = {name: chosen(options.rules, profiles()[name].rules) for name in used}
    scores, by_core = again(store, choices)
    moved = [(line, *_moved(line, scores.get(line["form"]), choices[line["profile"]])) for line in found]
    told = [_cells(line, other, move) for line, other, move in moved if options.all or move in CHANGES]
    sentence = _sentence([move for *_, move in moved], by_core, options.rules)
    return Answer(sentence, HEADINGS, told, (_chart(moved, choices, options.rules),))


def chosen(other: str, own: RuleChoice) -> RuleChoice:
    """The rules that ``--rules`` means for a form whose own are ``own``.

    :raises PortfolioError: no such profile, slot or rule, or a rule of another shape than the slot takes.
    """
    if "=" not in other:
        if other not in profiles():
            raise _no_rules(other, "表样", "form profile", list(profiles()))
        return profiles()[other].rules
    import msgspec

    changes: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in other.replace("，", ",").split(","))):
        slot, _, name = (word.strip() for word in part.partition("="))
        slots = [one for one in RuleChoice.__struct_fields__ if one != "full_marks"]
        if slot not in slots:
            raise _no_rules(slot, "项", "slot", slots)
        same = [one for one in rules() if _alike(one, getattr(own, slot))]
        if name not in same:
            raise _no_rules(name, f"可用于{slot}的规则", f"rule for {slot}", same)
        changes[slot] = name
    return msgspec.structs.replace(own, **changes)


ROWS = frozenset(
    ("proportion", "exact", "reverse-linear", "reverse-ratio", "all-or-nothing", "steps", "per-point-deduction")
)


def _alike(one: str, other: str) -> bool:
    """Whether one rule can stand for the other: both score rows of numbers, or have the same shape."""
    shapes = {rule(one).shape.name, rule(other).shape.name}
    return len(shapes) == 1 or shapes <= ROWS


def _no_rules(name: str, zh: str, en: str, known: list[str]) -> PortfolioError:
    more = "…" if len(known) > SHOWN else ""
    listed, listed_en = "、".join(known[:SHOWN]) + more, ", ".join(known[:SHOWN]) + more
    return PortfolioError(Message(f"没有“{name}”这个{zh}，有：{listed}。", f"There is no {en} “{name}”: {listed_en}."))


def again(store: Store, choices: dict[str, RuleChoice]) -> tuple[dict[str, Line], int]:
    """Score, grade and undecided rows of each form by the rules for its profile, and how many rows the core scored."""
    from steelyard.portfolio.columnar.rescoring import totals, with_beyond

    database = engine()
    all_forms, rows = table(database, store, "forms"), table(database, store, "rows")
    groups: dict[RuleChoice, list[str]] = {}
    for profile, choice in choices.items():
        groups.setdefault(choice, []).append(profile)
    scores: dict[str, Line] = {}
    by_core = 0
    for choice, names in groups.items():
        own = all_forms.filter(all_forms["profile"].isin(names)).select("form")
        lines, count = with_beyond(database, rows.semi_join(own, "form"), choice)
        by_core += count
        scores |= {line["form"]: line for line in database.to_pyarrow(totals(lines, choice)).to_pylist()}
    return scores, by_core


def _moved(line: Line, other: Line | None, choice: RuleChoice) -> tuple[Line, str]:
    """What comes of a form, and its move; a form without rows has no score under any rules."""
    found = other or {"score": None, "grade": None, "undecided": None}
    before, after = line["rule_grade"], found["grade"]
    if before is None or after is None:
        return found, "none" if before is after else "gained" if before is None else "lost"
    was, now = _place(before, profiles()[line["profile"]].rules.grades), _place(after, choice.grades)
    return found, "same" if was == now else "up" if now < was else "down"


def _cells(line: Line, other: Line, move: str) -> tuple[Value, ...]:
    before = line["profile"], two(line["rule_score"]), line["rule_grade"]
    after = two(other["score"]), other["grade"], MOVES[move], other["undecided"]
    return *form_cells(line), *before, *after, line["path"]


def _chart(moved: list[tuple[Line, Line, str]], choices: dict[str, RuleChoice], rules: str) -> Bars:
    """How many forms have each grade, now and then, best first; the words of two scales stand among each other."""
    now, then = Counter(line["rule_grade"] for line, *_ in moved), Counter(other["grade"] for _, other, _ in moved)
    scales = {profiles()[name].rules.grades for name in choices} | {choice.grades for choice in choices.values()}
    places = {word: place for name in sorted(scales) for place, word in enumerate(_words(name))}
    words = sorted((now | then).keys() - {None}, key=lambda word: (places[word], word))
    values = tuple(tuple(some[word] for word in (*words, None)) for some in (now, then))
    title = Message(f"换用“{rules}”前后的等级（份数）", f"Grades before and under “{rules}”")
    series = Message("原规则", "now"), Message("新规则", "then")
    return Bars(title, (*words, MOVES["none"]), series, values, FORMS)


def _place(grade: str, name: str) -> int:
    """Which grade from the top it is: scales differ in their words (优 and 优秀)."""
    return _words(name).index(grade)


def _words(name: str) -> list[str]:
    shape = rule(name).shape
    assert isinstance(shape, Grades)
    return [one.name for one in shape.grades]


def _sentence(moves: list[str], by_core: int, other: str) -> Message:
    count = {move: moves.count(move) for move in MOVES}
    core = f"；{by_core}行位数太多，逐行计算" if by_core else ""
    core_en = f"; {by_core} rows with too many digits were scored one by one" if by_core else ""
    graded = len(moves) - count["none"]
    changed = sum(move in CHANGES for move in moves)
    return Message(
        f"换用“{other}”后，{graded}份有等级的自评表中{changed}份等级有变：升{count['up']}份，降{count['down']}份，"
        f"不再有等级{count['lost']}份，新有等级{count['gained']}份；{count['none']}份前后都没有等级{core}。",
        f"Under “{other}”, {changed} of {graded} graded forms change: {count['up']} up, {count['down']} down, "
        f"{count['lost']} without a grade, {count['gained']} with one; {count['none']} have none either way{core_en}.",
    )
