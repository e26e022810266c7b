"""``steelyard restore``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 60
ABOUT = Message(
    "把备份恢复到空的文件夹和数据库（可以换一种数据库）",
    "put a backup back into an empty folder and database, of either kind",
)


def options(parser: Parser) -> None:
    """What it takes."""
    parser.option("file", help=Message("备份文件", "the backup"), metavar="FILE.tar.gz")
    data = Message("写入的文件夹，必须是空的", "the folder to write, which must be empty")
    parser.option("--data", help=data, metavar="DIR", required=True)
    database = Message(
        "写入的数据库，必须是空的（默认用 SQLite）", "the database, which must be empty (default: SQLite)"
    )
    parser.option("--database", help=database, metavar="postgresql://…")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import keeping

    return keeping.restore(options, lang)
