"""``steelyard template``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 40
ABOUT = Message(
    "写出一份可供填写的数据文件、工作簿或Word模板",
    "write a data file, a workbook or a Word template to begin a form from",
)


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option("profile", help=Message("表样，见 steelyard profiles", "a form profile"), metavar="PROFILE")
    out = Message(
        "要写的文件：.toml 数据文件、.xlsx 填报工作簿、.docx Word模板",
        "the file to write: .toml data, .xlsx a workbook to fill in, .docx a Word template",
    )
    parser.option("-o", "--output", help=out, metavar="OUT", required=True)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import filling

    return filling.template(options, lang)
