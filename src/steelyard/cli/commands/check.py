"""``steelyard check``."""

import argparse

from steelyard.cli.options import Parser, beside, choice_of_checks, ledgers, targets
from steelyard.model import Lang, Message

PLACE = 10
ABOUT = Message(
    "核查自评表：读取、按规则算分、找出不一致之处", "check forms: read, score by the rules, find what does not hold"
)


def options(parser: Parser) -> None:
    """What it takes."""
    paths = Message("自评表文件，或文件夹（其中全部自评表）", "forms, or folders of forms")
    parser.option("paths", help=paths, metavar="PATH", nargs="+")
    choice_of_checks(parser)
    shape = Message("结果写成文字（默认）、JSON 或每份一行的 JSON", "the result as text (default), JSON or JSON Lines")
    parser.option("--format", help=shape, choices=("text", "json", "jsonl"))
    parser.option("-o", "--output", help=Message("写入文件，而不是屏幕", "write to a file"), metavar="FILE")
    fail = Message("发现什么时退出状态为 1（默认 error）", "findings for exit status 1 (default: error)")
    parser.option("--fail-on", help=fail, choices=("error", "doubt", "never"), default="error")
    jobs = Message("同时核查几份（默认按处理器数）", "forms at a time (default: by processors)")
    parser.option("--jobs", help=jobs, metavar="N", type=int)
    beside(parser)
    targets(parser)
    ledgers(parser)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import checking

    return checking.check(options, lang)
