"""``steelyard checks``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 90
ABOUT = Message("列出全部检查", "list the checks")


def options(parser: Parser) -> None:
    """None of its own."""


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import knowing

    return knowing.run(options, lang)
