"""``steelyard verify-log``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 58
ABOUT = Message("核对导出的操作日志是否完整", "see whether an exported log of acts is whole")


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option("log", help=Message("导出的日志（JSON Lines）", "the exported log (JSON Lines)"), metavar="FILE")
    kept = Message("以前留存的校验值，日志中必须有它", "a hash that was kept; it must be in the log")
    parser.option("--head", help=kept, metavar="HASH")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import serving

    return serving.verify_log(options, lang)
