"""``python -m conformance [SUITE…] [--data DIR] [--failed]``: pass rates of the suites that others wrote."""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from conformance.running import Part, run, values
from conformance.suite import notes, suites

SHARED = Path(os.environ.get("STEELYARD_SHARED", Path(__file__).resolve().parents[1] / ".." / "shared"))


def main(argv: list[str] | None = None) -> int:
    """Prints a table for each suite that is there; 2 where none is."""
    known = suites()
    parser = argparse.ArgumentParser(prog="python -m conformance", description=__doc__)
    parser.add_argument("suite", nargs="*", help=f"of {', '.join(known)}; all if none is named")
    parser.add_argument("--data", type=Path, default=SHARED / "suites", help="the folder with the suites' checkouts")
    parser.add_argument("--failed", action="store_true", help="print every case that does not pass")
    args = parser.parse_args(argv)
    if strange := [name for name in args.suite if name not in known]:
        parser.error(f"no suite is called {', '.join(strange)}; there are {', '.join(known)}")
    found = 0
    for name in args.suite or known:
        suite = known[name]
        folder = suite.folder(args.data)
        if folder is None:
            print(f"{name}: not here; put {suite.source} at {args.data / suite.places[-1]}")
            continue
        found += 1
        print(f"{name}: {suite.title} ({suite.licence}), {suite.source}")
        for part in run(suite, folder, notes(name)).values():
            show(part, args.failed)
    return 0 if found else 2


def show(part: Part, failed: bool) -> None:
    """One line, the reasons of the differences with how many cases each has, and on demand each case."""
    print(f"  {part.name}: {part.says()}")
    for why, count in Counter(difference.why for _, _, difference in part.purposely).items():
        print(f"    {count} × {why}")
    if failed:
        for case, ours in part.failed:
            print(f"    {case.input}: {values(ours) or 'nothing'}, the suite has {values(case.expected) or 'nothing'}")


if __name__ == "__main__":
    sys.exit(main())
