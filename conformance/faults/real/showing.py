"""Recall on a real form as tables: by kind of file, and by fault."""

from collections.abc import Callable, Iterator, Sequence

from conformance.faults.real.measuring import Tried
from conformance.faults.tables import share, table


def lines(tried: Sequence[Tried], wrong: bool) -> Iterator[str]:
    """Both tables; with ``wrong``, each fault that was missed."""
    yield from table(("file", "planted", "found", "recall", "not planted"), _rows(tried, lambda one: one.file))
    yield from table(("fault", "planted", "found", "recall", "not planted"), _rows(tried, lambda one: one.plan.fault))
    for one in tried if wrong else ():
        if not one.why and not one.placed:
            said = "; ".join(f"{change.row} {change.old} → {change.new}" for change in one.plan.changes)
            yield f"missed  {one.file} {one.plan.fault}, {'elsewhere' if one.named else 'not named'}: {said}\n"


def _rows(tried: Sequence[Tried], key: Callable[[Tried], str]) -> Iterator[list[str]]:
    for name in sorted({key(one) for one in tried}):
        some = [one for one in tried if key(one) == name]
        made = [one for one in some if not one.why]
        hit = sum(one.placed for one in made)
        yield [name, str(len(made)), str(hit), share(hit, len(made)), str(len(some) - len(made))]
