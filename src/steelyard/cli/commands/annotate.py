"""``steelyard annotate``."""

import argparse

from steelyard.cli.options import Parser, beside, choice_of_checks, ledgers, targets
from steelyard.model import Lang, Message

PLACE = 50
ABOUT = Message(
    "在原 Word 文件或工作簿的副本里，逐处批注核查出的问题",
    "a copy of the Word file or workbook itself, with a remark at each place that a finding names",
)


def options(parser: Parser) -> None:
    """What it takes."""
    form = Message("自评表文件（.docx 或 .xlsx）", "a form (.docx or .xlsx)")
    parser.option("path", help=form, metavar="FORM")
    out = Message("带批注的副本，扩展名与原文件相同", "the annotated copy, with the ending of the form")
    parser.option("-o", "--output", help=out, metavar="OUT", required=True)
    choice_of_checks(parser)
    beside(parser)
    targets(parser)
    ledgers(parser)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import annotating

    return annotating.run(options, lang)
