"""``steelyard publish``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 56
ABOUT = Message(
    "把一批自评表写成可公开的静态网页和开放数据",
    "write many forms as a static site with open data",
)


def options(parser: Parser) -> None:
    """What it takes."""
    paths = Message("自评表文件，或文件夹（其中全部自评表）", "forms, or folders of forms")
    parser.option("paths", help=paths, metavar="PATH", nargs="+")
    folder = Message("写入的文件夹；其中有别的文件时不写", "the folder to write; left alone where it holds other files")
    parser.option("-o", "--output", help=folder, metavar="SITE", required=True)
    title = Message("栏目标题", "title of the site")
    parser.option("--title", help=title, metavar="TEXT", default="")
    licence = Message("数据的许可：名称或网址", "licence of the data: its name or address")
    parser.option("--licence", help=licence, metavar="LICENCE", default="")
    date = Message("页面上写的公开日期（不写则没有）", "the day that pages bear (default: none)")
    parser.option("--date", help=date, metavar="YYYY-MM-DD", default="")
    findings = Message("连同核查发现一起公开", "publish the findings, too")
    parser.option("--with-findings", help=findings, action="store_true")
    narrative = Message("连同自评报告正文一起公开", "publish the narrative, too")
    parser.option("--with-narrative", help=narrative, action="store_true")
    personal = Message("疑似个人信息已核对，可以公开", "what looks like personal data was looked at and may be public")
    parser.option("--accept-personal-data", help=personal, action="store_true")
    jobs = Message("同时读取几份（默认按处理器数）", "forms at a time (default: by processors)")
    parser.option("--jobs", help=jobs, metavar="N", type=int)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import publishing

    return publishing.run(options, lang)
