"""The scores as tables of Markdown, and as JSON."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from conformance.faults.intervals import exact, wilson
from conformance.faults.key import Entry
from conformance.faults.scoring import Found, Scores, clean
from conformance.faults.sparing import TEMPTATIONS
from conformance.faults.taxonomy import kinds

Row = list[str]


def tables(scores: Scores) -> Iterator[str]:
    """The whole report: by family, by kind of file, false alarms, then each fault and each temptation."""
    roles = Counter(entry.role for entry in scores.entries.values())
    yield f"{scores.tool}: {roles['clean']} clean files, {roles['faulty']} with {len(scores.found)} faults, "
    yield f"{roles['tempting']} tempting ones; {len(scores.unread)} files not read\n\n"
    yield from table(("family", "planted", "found", "recall", "place", "precision"), _families(scores))
    yield from table(("kind of file", "planted", "found", "recall"), _formats(scores))
    yield from table(("files without a fault", "files", "alarms", "alarms a file", "files with any"), _silence(scores))
    yield from table(("fault", "planted", "found", "recall", "place"), _each_fault(scores))
    yield from table(("temptation", "files", "with an alarm"), _temptations(scores))


def table(heads: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    """A table of Markdown, with an empty line behind it."""
    heads = list(heads)
    yield "| " + " | ".join(heads) + " |\n|" + "---|" * len(heads) + "\n"
    yield from ("| " + " | ".join(row) + " |\n" for row in rows)
    yield "\n"


def share(part: int, whole: int, interval: Callable[[int, int], tuple[float, float]] = wilson) -> str:
    """``95.0 % (91.1–97.3)``, or a stroke where nothing was counted."""
    if not whole:
        return "–"
    low, high = interval(part, whole)
    return f"{100 * part / whole:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def _recall(found: list[Found]) -> Row:
    hit = [one for one in found if one.named and one.placed]
    return [str(len(found)), str(len(hit)), share(len(hit), len(found))]


def _place(found: list[Found]) -> str:
    """Of the faults that are named and have a place, those pointed at."""
    named = [one for one in found if one.named and one.points]
    return share(sum(one.placed for one in named), len(named))


def _families(scores: Scores) -> Iterator[Row]:
    families = dict.fromkeys(kind.family for kind in kinds().values())
    for family in families:
        found = [one for one in scores.found if one.fault.family == family]
        yield [family, *_recall(found), _place(found), _precision(scores, [family])]
    other = len(scores.false["other"])
    every = _precision(scores, [*families, "other"])
    yield ["all", *_recall(scores.found), _place(scores.found), every + (f", {other} of no family" if other else "")]


def _precision(scores: Scores, families: list[str]) -> str:
    true = sum(scores.true[family] for family in families)
    return share(true, true + sum(len(scores.false[family]) for family in families))


def _formats(scores: Scores) -> Iterator[Row]:
    for kind in sorted({entry.format for entry in scores.entries.values()}):
        found = [one for one in scores.found if one.entry.format == kind]
        if found:
            yield [kind, *_recall(found)]


def _silence(scores: Scores) -> Iterator[Row]:
    for role in ("clean", "tempting"):
        files = list(clean(scores, role))
        alarms, loud = sum(len(said) for _, said in files), sum(bool(said) for _, said in files)
        rate = f"{alarms / len(files):.3f}" if files else "–"
        yield [role, str(len(files)), str(alarms), rate, share(loud, len(files), exact)]


def _each_fault(scores: Scores) -> Iterator[Row]:
    for name in kinds():
        found = [one for one in scores.found if one.fault.name == name]
        if found:
            yield [name, *_recall(found), _place(found)]


def _temptations(scores: Scores) -> Iterator[Row]:
    for name in TEMPTATIONS:
        files = [said for entry, said in clean(scores, "tempting") if entry.edit == name]
        if files:
            yield [name, str(len(files)), str(sum(bool(said) for said in files))]


def told(scores: Scores) -> dict[str, Any]:
    """The same as JSON, with every missed fault and every false alarm by its file."""
    missed = [one for one in scores.found if not (one.named and one.placed)]
    return {
        "tool": scores.tool,
        "recall": _numbers(scores.found),
        "families": {
            family: _numbers([one for one in scores.found if one.fault.family == family])
            | {"true": scores.true[family], "false": len(scores.false[family])}
            for family in dict.fromkeys(kind.family for kind in kinds().values())
        },
        "unread": list(scores.unread),
        "missed": [{"file": one.entry.file, "fault": one.fault.name, "named": one.named} for one in missed],
        "false": [
            {"file": answer.file, "kind": answer.kind, "role": scores.entries[answer.file].role}
            for answers in scores.false.values()
            for answer in answers
        ],
    }


def _numbers(found: list[Found]) -> dict[str, int]:
    return {"planted": len(found), "found": sum(one.named and one.placed for one in found)}


def wrong(scores: Scores) -> Iterator[str]:
    """One line for each missed fault and each false alarm."""
    for one in scores.found:
        if not (one.named and one.placed):
            why, facts = "elsewhere" if one.named else "not named", "; ".join(one.fault.facts[:3])
            yield f"missed  {one.entry.file} ({_form(one.entry)}) {one.fault.name}, {why}: {facts}"
    for answers in scores.false.values():
        for answer in answers:
            entry = scores.entries[answer.file]
            beside = ", ".join(fault.name for fault in entry.faults) or entry.edit or entry.role
            where = "; ".join(str(place.text or place.row) for place in answer.places[:3])
            yield f"alarm   {answer.file} ({_form(entry)}) {answer.kind} beside {beside}: {where}"


def _form(entry: Entry) -> str:
    return f"{entry.form}, {entry.format}"
