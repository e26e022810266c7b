"""Writes one made-up form: ``python -m tests.generator --family rugao --format docx --seed 7 -o form.docx``."""

import argparse
import sys
from pathlib import Path

from tests.generator.families import FAMILIES
from tests.generator.faults import Fault, plant
from tests.generator.filing import file
from tests.generator.inventing import invent
from tests.generator.noise import Noise
from tests.generator.writers import WRITERS


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("--family", choices=FAMILIES, default="national")
    parser.add_argument("--format", choices=WRITERS, default="docx")
    parser.add_argument("--fault", choices=[str(fault) for fault in Fault])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--neat", action="store_true", help="no noise: the official blank, filled in")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args(argv)
    truth = invent(args.family, args.seed, Noise() if args.neat else None)
    planted = plant(truth, Fault(args.fault)) if args.fault else None
    if args.fault and planted is None:
        print(f"{args.family} forms like this one cannot carry {args.fault}", file=sys.stderr)
        return 1
    file(planted.truth if planted else truth, args.format, args.output, planted)
    print(f"{args.output}: {truth.title}, {len(truth.rows)} rows")
    print(f"noise: {truth.noise}")
    if planted:
        rows = f" at row {' or '.join(map(str, planted.rows))}" if planted.rows else ""
        print(f"to be found: {' or '.join(planted.names)}{rows}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
