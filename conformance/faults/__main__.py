"""``python -m conformance.faults make|run|score|list``: the open benchmark of seeded faults."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from conformance.faults.adapters import adapters
from conformance.faults.answers import Answers, read_answers
from conformance.faults.key import read_key
from conformance.faults.scoring import score
from conformance.faults.sparing import TEMPTATIONS
from conformance.faults.tables import tables, told, wrong
from conformance.faults.taxonomy import kinds, unplanted


def main(argv: list[str] | None = None) -> int:
    """Carries out one of the commands; 2 where it was used wrongly."""
    args = _parser().parse_args(argv)
    try:
        args.run(args)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m conformance.faults", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    made = commands.add_parser("make", help="write the forms and their key")
    made.add_argument("--forms", type=int, default=300, help="clean forms; each has a faulty and a tempting twin")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("-o", "--output", type=Path, required=True)
    made.set_defaults(run=_make)
    ran = commands.add_parser("run", help="let a tool that we have an adapter for answer, and score it")
    ran.add_argument("folder", type=Path)
    ran.add_argument("--tool", choices=adapters(), default="steelyard")
    ran.add_argument("--jobs", type=int, default=1)
    ran.set_defaults(run=_run)
    scored = commands.add_parser("score", help="score the answers of any tool")
    scored.add_argument("folder", type=Path)
    scored.add_argument("answers", type=Path, help="neutral answers, or the result of steelyard check --format json")
    scored.set_defaults(run=_score)
    for one in (ran, scored):
        one.add_argument("--json", type=Path, help="write the scores as JSON too")
        one.add_argument("--wrong", action="store_true", help="print each missed fault and each false alarm")
    real = commands.add_parser("real", help="plant faults in a real form that you have, in every kind of file of it")
    real.add_argument(
        "files", type=Path, nargs="*", help=".docx .xlsx .html .txt of one form; ../shared if none is named"
    )
    real.add_argument("--seed", type=int, default=1)
    real.add_argument("--wrong", action="store_true", help="print each missed fault")
    real.set_defaults(run=_real)
    listed = commands.add_parser("list", help="the faults, the temptations, and what is not planted and why")
    listed.set_defaults(run=_list)
    return parser


def _make(args: argparse.Namespace) -> None:
    from conformance.faults.making import make

    key = make(args.output, args.forms, args.seed)
    faults = sum(len(one.faults) for one in key.entries)
    print(f"{args.output}: {len(key.entries)} files, {faults} faults, seed {key.seed}")


def _run(args: argparse.Namespace) -> None:
    answers = adapters()[args.tool](args.folder, read_key(args.folder).entries, args.jobs)
    path = args.folder / f"answers-{args.tool}.json"
    answers.write(path)
    print(f"answers: {path}")
    _show(args, answers)


def _score(args: argparse.Namespace) -> None:
    _show(args, read_answers(args.answers))


def _show(args: argparse.Namespace, answers: Answers) -> None:
    scores = score(read_key(args.folder), answers)
    _say(tables(scores))
    if args.wrong:
        _say(f"{line}\n" for line in wrong(scores))
    if args.json:
        args.json.write_text(json.dumps(told(scores), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _real(args: argparse.Namespace) -> None:
    from conformance.faults.real.measuring import measure, shared
    from conformance.faults.real.showing import lines

    files = args.files or shared()
    if not files:
        raise ValueError("no real form is here: name its files, or put them into ../shared/forms")
    _say(lines(list(measure(files, args.seed)), args.wrong))
    if not shutil.which("soffice"):
        print("doc, pdf and xls are left out: they are converted by LibreOffice (soffice), which is not here")


def _list(args: argparse.Namespace) -> None:
    for kind in kinds().values():
        print(f"{kind.family:12} {kind.name:26} {', '.join(kind.checks)}: {kind.en}")
    for one in TEMPTATIONS.values():
        print(f"{'tempting':12} {one.name:26} {', '.join(one.tempts)}: {one.what}")
    for check, why in unplanted().items():
        print(f"{'not planted':12} {check:26} {why}")


def _say(parts: Iterable[str]) -> None:
    sys.stdout.writelines(parts)


if __name__ == "__main__":
    sys.exit(main())
