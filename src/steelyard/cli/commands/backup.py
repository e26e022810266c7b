"""``steelyard backup``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 59
ABOUT = Message(
    "备份网页应用的数据库和文件（运行中也可以）", "back up the web application, database and files, while it runs"
)


def options(parser: Parser) -> None:
    """What it takes."""
    file = Message("写入的备份文件；已有的文件不覆盖", "the backup to write; a file that is there is left alone")
    parser.option("-o", "--output", help=file, metavar="FILE.tar.gz")
    verified = Message("不备份，只核对这份备份是否完好", "make none; see whether this backup is whole")
    parser.option("--verify", help=verified, metavar="FILE.tar.gz")
    data = Message("存放数据的文件夹（默认在用户目录下）", "the folder for the data (default: below the user's home)")
    parser.option("--data", help=data, metavar="DIR")
    database = Message("数据库地址（默认用数据文件夹中的 SQLite）", "the database (default: SQLite in the data folder)")
    parser.option("--database", help=database, metavar="postgresql://…")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import keeping

    return keeping.backup(options, lang)
