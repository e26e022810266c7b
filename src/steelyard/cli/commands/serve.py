"""``steelyard serve``."""

import argparse

from steelyard.cli.options import Parser
from steelyard.model import Lang, Message

PLACE = 57
ABOUT = Message("启动网页应用（只对本机开放）", "run the web application, for this machine only")


def options(parser: Parser) -> None:
    """What it takes."""
    port = Message("端口（默认 8000）", "the port (default: 8000)")
    parser.option("--port", help=port, metavar="N", type=int, default=8000)
    data = Message("存放数据的文件夹（默认在用户目录下）", "the folder for the data (default: below the user's home)")
    parser.option("--data", help=data, metavar="DIR")
    database = Message("数据库地址（默认用数据文件夹中的 SQLite）", "the database (default: SQLite in the data folder)")
    parser.option("--database", help=database, metavar="postgresql://…")
    origin = Message("前面有代理时，用户访问的网址", "where people reach it, if a proxy stands before it")
    parser.option("--origin", help=origin, metavar="https://…")
    admin = Message("新建一名管理员，并显示初始密码", "make an administrator and print the first password")
    parser.option("--admin", help=admin, metavar="NAME")
    log_format = Message(
        "日志格式：text 只写警告，json 每个请求一行", "lines of log: text for warnings, json for every request"
    )
    parser.option("--log-format", help=log_format, choices=("text", "json"), default="text")
    workers = Message("后台任务的进程数（默认 1）", "processes for work in the background (default: 1)")
    parser.option("--workers", help=workers, metavar="N", type=int, default=1)
    _of_mails(parser)
    keep = Message(
        "导出文件和办结的压缩包保留几天（默认 30，0 为一直保留）",
        "days for which exports and settled archives are kept (default: 30; 0: for good)",
    )
    parser.option("--keep", help=keep, metavar="DAYS", type=int, default=30)
    demo = Message("在空的数据文件夹里放入示例机构和人员", "fill an empty data folder with an example")
    parser.option("--demo", help=demo, action="store_true")
    limit = Message(
        "同一用户、令牌或地址在若干秒内的请求次数上限，可以多次给出（sign-in、uploads、api、search、checks）",
        "how often one user, token or address may ask: each of sign-in, uploads, api, search, checks; repeatable",
    )
    parser.option("--limit", help=limit, metavar="KIND=TIMES/SECONDS", action="append", default=[])


def _of_mails(parser: Parser) -> None:
    """How mails leave."""
    mail = Message(
        "邮件服务器（默认写成数据文件夹中的文件）", "the server for mails (default: files in the data folder)"
    )
    parser.option("--mail", help=mail, metavar="smtp://USER@HOST:PORT")
    sender = Message("邮件的发件人地址", "the sender of mails")
    parser.option("--mail-from", help=sender, metavar="ADDRESS")
    password = Message("存放邮件密码的文件", "the file with the password for mails")
    parser.option("--mail-password", help=password, metavar="FILE")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Carries it out; answers the exit status."""
    from steelyard.cli import serving

    return serving.serve(options, lang)
