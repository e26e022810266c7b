"""``steelyard explain``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 80
ABOUT = Message("说明一项检查、一条评分规则或一种表样", "explain a check, a scoring rule or a form profile")


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option("name", help=Message("检查、规则或表样的名称", "a check, a rule or a profile"), metavar="NAME")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import knowing

    return knowing.run(options, lang)
