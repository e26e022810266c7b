"""``steelyard packs``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 110
ABOUT = Message(
    "列出全部官方资料：表样、规则、指标、工作日历等",
    "list the official material: profiles, rules, indicators, calendars and the like",
)


def options(parser: Parser) -> None:
    """None of its own."""


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import knowing

    return knowing.run(options, lang)
