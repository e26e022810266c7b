"""``steelyard draw``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 60
ABOUT = Message(
    "双随机抽取检查对象和检查人员，或者复核抽取记录",
    "draw objects and inspectors by lot, or make a recorded draw again",
)


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option("pool", help=Message("检查对象名录（CSV）", "the pool of objects (CSV)"), metavar="POOL")
    staff = Message("检查人员名录（CSV）；不写则只抽对象", "the inspectors (CSV); without it, objects only")
    parser.option("--inspectors", help=staff, metavar="CSV")
    seed = Message(
        "公开产生的随机数；不抽取时不写，只显示名录指纹", "a number drawn in public; without it, the pool's fingerprint"
    )
    parser.option("--seed", help=seed, metavar="TEXT")
    share = Message("抽取比例，可分层写", "the share to draw, of each stratum or of one")
    parser.option("--share", help=share, metavar="[STRATUM=]N%", action="append", default=[])
    count = Message("抽取数量，可分层写", "the number to draw, of each stratum or of one")
    parser.option("--count", help=count, metavar="[STRATUM=]N", action="append", default=[])
    team = Message("每个对象的检查人数（默认 2）", "inspectors for each object (default: 2)")
    parser.option("--team", help=team, metavar="N", type=int, default=2)
    parser.option("-o", "--output", help=Message("抽取记录（JSON）", "the record (JSON)"), metavar="RECORD")
    again = Message("按这份记录重抽一遍，核对是否一致", "make this recorded draw again and compare")
    parser.option("--verify", help=again, metavar="RECORD")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import drawing

    return drawing.run(options, lang)
