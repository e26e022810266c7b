"""``steelyard fill``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 30
ABOUT = Message(
    "用数据文件写出正式的自评表，得分按规则计算",
    "write the official form from a data file, scores by the rules",
)


def options(parser: Parser) -> None:
    """What it takes."""
    form = Message("数据文件，或填好的工作簿", "the data of the form, or a workbook that was filled in")
    parser.option("form", help=form, metavar="FORM")
    out = Message("自评表，扩展名 .docx .xlsx .pdf .html", "the form; its ending says which kind of file")
    parser.option("-o", "--output", help=out, metavar="OUT", required=True)
    folder = Message("台账所在的文件夹：完成值由台账计算", "the folder of ledgers that results are computed from")
    parser.option("--ledgers", help=folder, metavar="DIR")
    without = Message("台账中不合要求的行不计，其余照算", "leave bad rows of ledgers out and compute from the others")
    parser.option("--accept-bad-rows", help=without, action="store_true")
    own = Message(
        "自己的Word模板：把数据填进其中的{字段}，其余不变", "a Word file of your own: its {fields} are filled in"
    )
    parser.option("--template", help=own, metavar="MY.docx")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import filling

    return filling.run(options, lang)
