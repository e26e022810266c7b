"""``steelyard report``."""

import argparse

from steelyard.cli.options import Parser, beside, choice_of_checks, ledgers, targets
from steelyard.model import Lang, Message

PLACE = 20
ABOUT = Message(
    "把核查结果写成一份报告（网页、Word、Excel、PDF 或 JSON）",
    "write the result as a report (HTML, Word, Excel, PDF or JSON)",
)


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option("path", help=Message("自评表文件", "a form"), metavar="PATH")
    out = Message(
        "报告文件，按扩展名决定种类：.html .docx .xlsx .pdf .json",
        "the report; its ending says which kind: .html .docx .xlsx .pdf .json",
    )
    parser.option("-o", "--output", help=out, metavar="OUT", required=True)
    choice_of_checks(parser)
    beside(parser)
    targets(parser)
    ledgers(parser)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import checking

    return checking.report(options, lang)
