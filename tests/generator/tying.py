"""Prints what the ties say of made-up narratives: ``python -m tests.generator.tying --forms 20``.

Of clean forms, what is asked or contradicted; of twins that tell one number otherwise, whether that is found. What is
missed in the wordings held out is not shown, so that nobody tunes on it.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.generator.auditing import recognised
from tests.generator.families import FAMILIES
from tests.generator.faults import Fault, Planted
from tests.generator.filing import file_in
from tests.generator.telling import held_out, tellings
from tests.generator.writers import WRITERS

from steelyard.model import Form, Tie


@dataclass
class Told:
    """Counts over forms, and a line on each that was missed or asked about for nothing."""

    counts: Counter[str]
    wrong: list[str]

    @property
    def recall(self) -> float:
        return self.counts["found"] / max(1, self.counts["planted"])

    @property
    def precision(self) -> float:
        said = self.counts["contradicted"]
        return 1 - self.counts["contradicted astray"] / said if said else 1.0


def asking(form: Form) -> list[Tie]:
    """The ties that contradict or ask."""
    return [tie for tie in form.narrative.ties if tie.outcome in ("contradicted", "unclear")]


def changed(form: Form, planted: Planted) -> set[str]:
    """The ends of ties that are the number told otherwise: its row, and its claims by their numbers."""
    sentence = planted.truth.tweaks[0][1]
    start = form.document.text.find(sentence)
    inside = range(start, start + len(sentence)) if start >= 0 else range(0)
    claims = {f"claim:{at}" for at, one in enumerate(form.narrative.claims) if one.start in inside}
    return claims | {f"indicator:{row}" for row in planted.rows}


def judge(told: Told, family: str, kind: str, seed: int, folder: Path, fault: Fault | None) -> None:
    """Counts what is said of one form, or of its twin."""
    filed = file_in(folder, family, kind, seed, fault)
    if filed is None:
        return
    form = recognised(filed.path)
    said = asking(form)
    ends = changed(form, filed.planted) if filed.planted else set()
    astray = [one for one in said if not {f"claim:{one.claim}", one.other} & ends]
    name = f"{family} {kind} {seed}"
    told.counts["forms"] += 1
    told.counts["contradicted"] += sum(one.outcome == "contradicted" for one in said)
    told.counts["contradicted astray"] += sum(one.outcome == "contradicted" for one in astray)
    told.counts["unclear astray"] += sum(one.outcome == "unclear" for one in astray)
    told.wrong += [f"{name}: {one.outcome}: {one.why.zh}" for one in astray]
    if filed.planted:
        _planted(told, filed.planted, said, name)
    else:
        numbers = [f"indicator:{one.row}" for one in tellings(filed.laid.truth) if one.row]
        confirmed = {tie.other for tie in form.narrative.ties if tie.outcome == "confirmed"}
        told.counts["told"] += len(numbers)
        told.counts["tied"] += sum(number in confirmed for number in numbers)


def _planted(told: Told, planted: Planted, said: list[Tie], name: str) -> None:
    row = f"indicator:{planted.rows[0]}"
    found = {tie.outcome for tie in said if tie.other == row}
    told.counts["planted"] += 1
    told.counts["found"] += bool(found)
    told.counts["found as contradicted"] += "contradicted" in found
    if not found:
        (old, new), *_ = planted.truth.tweaks
        one = planted.truth.rows[planted.rows[0] - 1]
        told.wrong.append(f"{name}: missed: {new} ({old}) {one.name} {one.result}{one.unit}")


def measured(seeds: Iterable[int], fault: Fault | None, families: list[str], kind: str = "docx") -> Told:
    """What is said of the forms of some seeds, or of their twins with ``fault``."""
    told = Told(Counter(), [])
    with tempfile.TemporaryDirectory() as folder:
        for family in families:
            for seed in seeds:
                judge(told, family, kind, seed, Path(folder), fault)
    return told


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.generator.tying", description=__doc__)
    parser.add_argument("--forms", type=int, default=10, help="forms of a family")
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--family", nargs="*", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--format", choices=WRITERS, default="docx")
    parser.add_argument("--examples", type=int, default=20)
    args = parser.parse_args(argv)
    seeds = range(args.first, args.first + args.forms)
    for kept in (False, True):
        some = [seed for seed in seeds if held_out(seed) is kept]
        print("wordings held out" if kept else "wordings tuned on")
        for title, fault in (("clean forms", None), ("twins that tell one number otherwise", Fault.TOLD_OTHERWISE)):
            told = measured(some, fault, args.family, args.format)
            print(f"{title}: {dict(told.counts)}")
            if fault is None:
                print(f"told and tied: {told.counts['tied'] / max(1, told.counts['told']):.3f}")
            else:
                print(f"recall {told.recall:.3f}, precision {told.precision:.3f}")
            print("\n".join(told.wrong[: 0 if kept else args.examples]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
