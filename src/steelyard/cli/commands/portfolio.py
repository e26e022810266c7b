"""``steelyard portfolio``."""

import argparse

from steelyard.cli.options import Parser, common
from steelyard.model import Lang, Message

PLACE = 80
ABOUT = Message("把许多份自评表读入汇总库，并向它提问", "read many forms into a store, and ask it questions")
READ = Message("读入自评表：多进程，可中断后继续", "read forms: in parallel, going on where a run was ended")
SCHEMA = Message("说明汇总库的各表各列", "describe the tables and columns of a store")


def options(parser: Parser) -> None:
    """What it takes."""
    from steelyard.portfolio.questions import names, question

    lang = parser.lang
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True, title=Message("做什么", "what").say(lang))
    _reading(what.add_parser("read", lang=lang, help=READ.say(lang), description=READ.say(lang)))
    for name in names():
        about = question(name).ABOUT.say(lang)
        one = what.add_parser(name, lang=lang, help=about, description=about)
        one.option("store", help=Message("汇总库", "the store"), metavar="STORE")
        question(name).options(one)
        out = Message(
            "写入文件：.csv .xlsx .parquet .txt，带图的页面 .html，图 .svg",
            "write to a file: .csv, .xlsx, .parquet, .txt, a page with charts (.html) or a chart (.svg)",
        )
        one.option("-o", "--output", help=out, metavar="FILE")
        common(one)
    schema = what.add_parser("schema", lang=lang, help=SCHEMA.say(lang), description=SCHEMA.say(lang))
    hive = Message(
        "改为输出在 Hive 中声明该库各表的语句", "print the statements instead that declare its tables to Hive"
    )
    schema.option("--hive", help=hive, metavar="STORE")
    common(schema)


def _reading(parser: Parser) -> None:
    paths = Message(
        "自评表文件、文件夹、.zip 压缩包、s3://…或hdfs://…地址，或清单（.list，每行一个）",
        "forms, folders, archives (.zip), addresses (s3://…, hdfs://…) or lists (.list, one on each line)",
    )
    parser.option("paths", help=paths, metavar="PATH", nargs="+")
    out = Message("汇总库：文件夹，或 s3://…、hdfs://… 地址", "the store: a folder, or an address (s3://…, hdfs://…)")
    parser.option("-o", "--output", help=out, metavar="STORE", required=True)
    given = Message("指定表样（默认按表头识别）", "the form profile (default: inferred by headings)")
    parser.option("--profile", help=given, metavar="NAME")
    jobs = Message("进程数（默认按处理器数）", "processes (default: by processors)")
    parser.option("--jobs", help=jobs, metavar="N", type=int)
    engine = Message("在哪里读（默认本机）", "where it is read (default: on this machine)")
    parser.option("--engine", help=engine, choices=("local", "spark"), default="local")
    master = Message(
        "Spark 的地址：local[*]（默认）、spark://…、yarn、sc://…（Spark Connect）",
        "the address of Spark: local[*] (default), spark://…, yarn, sc://… (Spark Connect)",
    )
    parser.option("--master", help=master, metavar="URL")
    common(parser)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import portfolio

    return portfolio.run(options, lang)
