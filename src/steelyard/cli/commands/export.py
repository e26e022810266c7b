"""``steelyard export``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 55
ABOUT = Message(
    "把自评表导出为预算管理一体化系统字段名的数据（check 可再读入）",
    "export forms as data in the names of the integrated budget system, which check reads again",
)


def options(parser: Parser) -> None:
    """What it takes."""
    paths = Message("自评表文件，或文件夹（其中全部自评表）", "forms, or folders of forms")
    parser.option("paths", help=paths, metavar="PATH", nargs="+")
    parser.option("-o", "--output", help=Message("数据文件（.json）", "the data (.json)"), metavar="OUT", required=True)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import exporting

    return exporting.run(options, lang)
