"""``steelyard measure``: results computed from ledgers, with the records behind each."""

import argparse

from steelyard.cli import files
from steelyard.cli.usage import UsageError, unknown
from steelyard.measuring import LedgerError, measure, parse_period
from steelyard.measuring.refusing import no_master
from steelyard.model import Lang, Message
from steelyard.packs.ledgers import packs
from steelyard.reporting import measured as reporting


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Prints the values; 1 where a ledger has bad rows.

    :raises UsageError: no such pack or period, or a ledger that cannot be read.
    """
    pack = options.pack.removeprefix("ledgers/")  # as ``steelyard packs`` lists it
    if pack not in packs():
        raise unknown(Message("台账资料", "ledger pack"), pack, packs())
    try:
        span = parse_period(options.period)
    except ValueError as error:
        zh = f"--period 不能是“{options.period}”，写法如：2023、2023Q2、2023-06、2023-01..2023-06。"
        en = f"--period cannot be “{options.period}”; write 2023, 2023Q2, 2023-06 or 2023-01..2023-06."
        raise UsageError(Message(zh, en)) from error
    try:
        found = measure(
            pack,
            options.ledgers,
            span,
            records=options.records,
            accept_bad_rows=options.accept_bad_rows,
            master=_master(options),
        )
    except LedgerError as error:
        raise UsageError(error.message) from error
    if options.output:
        origins = [one.origin.partition("#")[0] for one in found.ledgers]
        files.spare(options.output, origins, Message("台账", "a ledger"))
    with files.result(options.output) as write:
        write(reporting.manifest(found) if options.format == "json" else reporting.text(found, lang))
    return int(any(one.bad_rows for one in found.ledgers))


def _master(options: argparse.Namespace) -> str | None:
    if options.engine == "spark":
        return options.master or "local[*]"
    if options.master:
        raise no_master()
    return None
