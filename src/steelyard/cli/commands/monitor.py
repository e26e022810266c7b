"""``steelyard monitor``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 72
ABOUT = Message(
    "在年中对照月份看指标和支出的进度，亮灯、画图",
    "watch goals and spending against time in the course of the year: lights and a drawing",
)


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option(
        "path", help=Message("写有指标值的自评表或目标表", "the form that states the targets"), metavar="FORM"
    )
    folder = Message("台账所在的文件夹", "the folder of ledgers")
    parser.option("--ledgers", help=folder, metavar="DIR", required=True)
    month = Message("监控到几月底：1 到 12", "the month at whose end things are looked at: 1 to 12")
    parser.option("--month", help=month, metavar="N", type=int, required=True)
    scheme = Message(
        "监控规则的名称，见 steelyard packs（默认 general）", "the scheme, see steelyard packs (default: general)"
    )
    parser.option("--scheme", help=scheme, metavar="NAME", default="general")
    given = Message("指定表样（默认按表头识别）", "the form profile (default: inferred by headings)")
    parser.option("--profile", help=given, metavar="NAME")
    without = Message("不计不合要求的行，其余照算", "leave bad rows out and compute from the others")
    parser.option("--accept-bad-rows", help=without, action="store_true")
    shape = Message("输出格式（默认 text）", "format (default: text)")
    parser.option("--format", help=shape, choices=("text", "json"), default="text")
    drawing = Message("另写一幅进度图（.svg）", "write the drawing of goals and spending against time as well (.svg)")
    parser.option("-o", "--output", help=drawing, metavar="OUT.svg")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import monitoring

    return monitoring.run(options, lang)
