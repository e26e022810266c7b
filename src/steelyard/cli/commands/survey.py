"""``steelyard survey``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 74
ABOUT = Message("满意度调查要多少份答卷", "how many answers a survey of satisfaction needs")


def options(parser: Parser) -> None:
    """What it takes."""
    what = Message("size：算出要多少份答卷", "size: how many answers it takes")
    parser.option("what", help=what, choices=("size",), metavar="size")
    many = Message("调查对象的总数（默认按很多算）", "how many could be asked (default: very many)")
    parser.option("--population", help=many, metavar="N", type=int)
    margin = Message("允许的误差（默认 5%%）", "the margin that is allowed (default: 5%%)")
    parser.option("--margin", help=margin, metavar="N%", default="5%")
    sure = Message("置信水平（默认 95%%）", "the confidence (default: 95%%)")
    parser.option("--confidence", help=sure, metavar="N%", default="95%")
    back = Message("预计的回收率；给出时一并算出要发放多少份", "the share expected to come back: tells how many to ask")
    parser.option("--response", help=back, metavar="N%")
    shape = Message("输出格式（默认 text）", "format (default: text)")
    parser.option("--format", help=shape, choices=("text", "json"), default="text")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import surveying

    return surveying.run(options, lang)
