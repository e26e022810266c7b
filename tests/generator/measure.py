"""Prints how well made-up forms are read and their faults found: ``python -m tests.generator.measure --forms 20``."""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.generator.auditing import alarms, audited, found
from tests.generator.comparing import compare
from tests.generator.families import FAMILIES
from tests.generator.faults import Fault
from tests.generator.filing import Filed, file_in
from tests.generator.writers import OWN, WRITERS

Job = tuple[str, str, int, str | None]  # family, format, seed, fault


@dataclass
class Outcome:
    """What came of one form. ``spoken`` are findings on a clean form, ``+`` before those promised never to be."""

    job: Job
    rows: int = 0
    exact: int = 0
    misfits: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    found: bool = False
    crash: str = ""


def run(job: Job) -> Outcome | None:
    family, kind, seed, fault = job
    with tempfile.TemporaryDirectory() as folder:
        filed = file_in(Path(folder), family, kind, seed, None if fault is None else Fault(fault))
        if filed is None:
            return None
        outcome = Outcome(job)
        try:
            _judge(filed, outcome)
        except Exception as error:  # a crash of the product is a result of the measurement
            outcome.crash = f"{type(error).__name__}: {error}"[:160]
            outcome.rows = len(filed.laid.lines)
        return outcome


def _judge(filed: Filed, outcome: Outcome) -> None:
    result = audited(filed.path)
    comparison = compare(filed, result.scored.form)
    outcome.rows, outcome.exact, outcome.misfits = comparison.rows, comparison.exact, comparison.misfits
    if filed.planted is not None:
        outcome.found = found(result, filed.planted)
        return
    said = alarms(result)
    outcome.spoken = [f"+{one.name}: {one.message.zh}" for one in said.promised]
    outcome.spoken += [f"{one.name}: {one.message.zh}" for one in said.others]


def outcomes(jobs: list[Job], workers: int) -> list[Outcome]:
    if workers == 1:
        return [one for one in map(run, jobs) if one is not None]
    with ProcessPoolExecutor(workers) as pool:
        return [one for one in pool.map(run, jobs, chunksize=8) if one is not None]


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:6.2f}" if whole else "     -"


def print_reading(clean: list[Outcome], kinds: list[str]) -> None:
    cells: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in clean:
        for key in (one.job[:2], (one.job[0], "all"), ("all", one.job[1]), ("all", "all")):
            rows, exact, forms, whole = cells[key]
            cells[key] = [rows + one.rows, exact + one.exact, forms + 1, whole + (not one.misfits and not one.crash)]
    for title, place in (("rows with every cell exact, %", 0), ("forms with nothing wrong at all, %", 2)):
        print(f"\n{title}\n{'':18}" + "".join(f"{kind[:12]:>13}" for kind in (*kinds, "all")))
        for family in (*dict.fromkeys(one.job[0] for one in clean), "all"):
            line = (_share(cells[family, kind][place + 1], cells[family, kind][place]) for kind in (*kinds, "all"))
            print(f"{family:18}" + "".join(f"{share:>13}" for share in line))


def print_faults(faulty: list[Outcome]) -> None:
    tally: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for one in faulty:
        for key in ((one.job[3] or "", one.job[0]), (one.job[3] or "", "all"), ("all", one.job[0]), ("all", "all")):
            tally[key] += 1
            hits[key] += one.found
    families = [*dict.fromkeys(one.job[0] for one in faulty), "all"]
    print(f"\nfaults found, %\n{'':26}" + "".join(f"{family[:12]:>13}" for family in families))
    for fault in (*dict.fromkeys(one.job[3] or "" for one in faulty), "all"):
        line = (_share(hits[fault, family], tally[fault, family]) for family in families)
        print(f"{fault:26}" + "".join(f"{share:>13}" for share in line))


def print_alarms(clean: list[Outcome]) -> None:
    names = Counter(text.partition(":")[0] for one in clean for text in one.spoken)
    promised = sum(count for name, count in names.items() if name.startswith("+"))
    print(
        f"\nerrors and doubts on {len(clean)} clean forms: {sum(names.values())}, of them {promised} never promised (+)"
    )
    for name, count in names.most_common():
        first = next((one.job[:3], text) for one in clean for text in one.spoken if text.startswith(name + ":"))
        print(f"{count:6}  {name}   e.g. {first[0]}: {first[1].partition(':')[2][:110]}")


def print_examples(done: list[Outcome], most: int) -> None:
    """For each family and format one form that went wrong, with the command that writes it."""
    crashes = Counter(one.crash for one in done if one.crash)
    for crash, count in crashes.most_common(most):
        job = next(one.job for one in done if one.crash == crash)
        print(f"crash x{count}: {crash}   e.g. {' '.join(map(str, job))}")
    seen: Counter[tuple[str, str]] = Counter()
    for one in done:
        wrong = one.misfits or (["fault not found"] if one.job[3] and not one.found and not one.crash else [])
        key = (one.job[0], one.job[3] or one.job[1])
        if wrong and seen[key] < 1 and len(seen) < most:
            seen[key] += 1
            print(" ".join(map(str, one.job)) + ": " + " | ".join(wrong[:3])[:400])


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.generator.measure", description=__doc__)
    parser.add_argument("--forms", type=int, default=5, help="clean forms per family and format")
    parser.add_argument("--twins", type=int, default=3, help="forms per family and fault")
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--family", nargs="*", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--format", nargs="*", choices=WRITERS, default=list(OWN))
    parser.add_argument("--fault", nargs="*", default=[str(fault) for fault in Fault])
    parser.add_argument("--fault-format", choices=WRITERS, default="docx")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--examples", type=int, default=40)
    args = parser.parse_args(argv)
    seeds = range(args.first, args.first + args.forms)
    jobs: list[Job] = [(family, kind, seed, None) for family in args.family for kind in args.format for seed in seeds]
    clean = outcomes(jobs, args.jobs)
    twins = range(args.first, args.first + args.twins)
    jobs = [
        (family, args.fault_format, seed, str(fault))
        for family in args.family
        for fault in args.fault
        for seed in twins
    ]
    faulty = outcomes(jobs, args.jobs)
    print_examples([*clean, *faulty], args.examples)
    if clean:
        print_reading(clean, args.format)
        print_alarms(clean)
    if faulty:
        print_faults(faulty)
    return 0


if __name__ == "__main__":
    sys.exit(main())
