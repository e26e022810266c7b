"""``steelyard measure``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 70
ABOUT = Message(
    "从台账计算指标结果，每个结果都能查到记录", "compute results from ledgers, each with the records behind it"
)


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option("pack", help=Message("台账资料的名称，见 steelyard packs", "a ledger pack"), metavar="PACK")
    place = Message(
        "台账所在的文件夹，或数据库地址 postgresql://…", "the folder that holds the ledgers, or postgresql://…"
    )
    parser.option("--ledgers", help=place, metavar="PLACE", required=True)
    span = Message(
        "期间：2023、2023Q2、2023-06、2023-01..2023-06", "the period: 2023, 2023Q2, 2023-06, 2023-01..2023-06"
    )
    parser.option("--period", help=span, metavar="PERIOD", required=True)
    behind = Message("列出每个结果的记录", "print the records behind each result")
    parser.option("--records", help=behind, action="store_true")
    without = Message("不计不合要求的行，其余照算", "leave bad rows out and compute from the others")
    parser.option("--accept-bad-rows", help=without, action="store_true")
    engine = Message("计算引擎（默认 duckdb）", "what computes (default: duckdb)")
    parser.option("--engine", help=engine, choices=("duckdb", "spark"), default="duckdb")
    master = Message("Spark 的地址（默认 local[*]）", "the address of Spark (default: local[*])")
    parser.option("--master", help=master, metavar="URL")
    shape = Message("输出格式（默认 text）；json 可用于复核", "format (default: text); json can be checked again")
    parser.option("--format", help=shape, choices=("text", "json"), default="text")
    parser.option("-o", "--output", help=Message("输出文件", "the file to write"), metavar="OUT")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import measuring

    return measuring.run(options, lang)
