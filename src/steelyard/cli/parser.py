"""The words of the command line."""

import argparse
import re
from collections.abc import Sequence
from typing import Any, Never

from steelyard import __version__
from steelyard.cli.usage import UsageError, unknown
from steelyard.model import Lang, Message

COMMANDS = {
    "check": Message(
        "核查自评表：读取、按规则算分、找出不一致之处", "check forms: read, score by the rules, find what does not hold"
    ),
    "report": Message(
        "把核查结果写成一份报告（网页、Word、Excel、PDF 或 JSON）",
        "write the result as a report (HTML, Word, Excel, PDF or JSON)",
    ),
    "annotate": Message(
        "在原 Word 文件或工作簿的副本里，逐处批注核查出的问题",
        "a copy of the Word file or workbook itself, with a remark at each place that a finding names",
    ),
    "draw": Message(
        "双随机抽取检查对象和检查人员，或者复核抽取记录",
        "draw objects and inspectors by lot, or make a recorded draw again",
    ),
    "measure": Message(
        "从台账计算指标结果，每个结果都能查到记录", "compute results from ledgers, each with the records behind it"
    ),
    "explain": Message("说明一项检查、一条评分规则或一种表样", "explain a check, a scoring rule or a form profile"),
    "checks": Message("列出全部检查", "list the checks"),
    "profiles": Message("列出全部表样", "list the form profiles"),
    "packs": Message(
        "列出全部官方资料：表样、规则、指标、工作日历等",
        "list the official material: profiles, rules, indicators, calendars and the like",
    ),
}
# What argparse says in English only, and how it is said in Chinese.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "缺少参数：{}。"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{}。"),
    (r"argument (\S+): expected (?:one|at least one) argument", "{} 后面要有一个值。"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{} 不能是“{}”，可选：{}。"),
    (r"argument (\S+): invalid \S+ value: '?(.*?)'?", "{} 不能是“{}”。"),
)


def language(words: Sequence[str]) -> Lang:
    """The language asked for, looked up before the words are parsed, since help and complaints need it too."""
    for at, word in enumerate(words):
        value = words[at + 1 : at + 2] if word == "--lang" else [word[7:]] if word.startswith("--lang=") else []
        if value == ["en"]:
            return "en"
    return "zh"


def overview(lang: Lang) -> str:
    """The help that is shown when no command is given."""
    return _parser(lang).format_help()


def parse(words: Sequence[str], lang: Lang) -> argparse.Namespace:
    """The command and its options.

    :raises UsageError: a word that is not understood, or one that is missing.
    :raises SystemExit: help or the version was asked for, and has been printed.
    """
    return _parser(lang).parse_args(words)


class _Formatter(argparse.HelpFormatter):
    usage_word = "usage: "

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.usage_word if prefix is None else prefix)


class _ChineseFormatter(_Formatter):
    usage_word = "用法："


class _Parser(argparse.ArgumentParser):
    """argparse in both languages: complaints are raised as ``UsageError``."""

    def __init__(self, *, lang: Lang = "zh", **settings: Any) -> None:
        formatter = _ChineseFormatter if lang == "zh" else _Formatter
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=formatter, **settings)
        self.lang = lang
        self._positionals.title = Message("参数", "arguments").say(lang)
        self._optionals.title = Message("选项", "options").say(lang)
        self.option("-h", "--help", help=Message("显示用法", "show this help"), action="help")

    def option(self, *names: str, help: Message, **settings: Any) -> None:  # noqa: A002 - as argparse calls it
        self.add_argument(*names, help=help.say(self.lang), **settings)

    def error(self, message: str) -> Never:
        choice = re.fullmatch(r"argument COMMAND: invalid choice: '(.*?)' .*", message)
        if choice:
            raise unknown(Message("命令", "command"), choice[1], COMMANDS)
        zh, en = _in_chinese(message), f"{message[:1].upper()}{message[1:]}."
        raise UsageError(Message(f"{zh}用法见 {self.prog} -h。", f"{en} See {self.prog} -h."))


def _in_chinese(message: str) -> str:
    for pattern, zh in _COMPLAINTS:
        if match := re.fullmatch(pattern, message):
            return zh.format(*(group.replace("'", "") for group in match.groups()))
    return message


def _parser(lang: Lang) -> _Parser:
    about = Message(
        "定盘星：读取部门和项目支出绩效自评表，按评分规则重新算分，指出表内不一致之处。",
        "steelyard: reads self-evaluation forms, scores them by the rules that apply, says what does not hold.",
    )
    ending = Message(
        "退出状态：0 没有达到 --fail-on 的发现；1 有；2 用法有误，或有文件无法读取。",
        "Exit status: 0 nothing at or above --fail-on; 1 such a finding; 2 used wrongly, or a file could not be read.",
    )
    parser = _Parser(lang=lang, prog="steelyard", description=about.say(lang), epilog=ending.say(lang))
    parser.option(
        "--version", help=Message("显示版本", "show the version"), action="version", version=f"%(prog)s {__version__}"
    )
    _common(parser)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, title=Message("命令", "commands").say(lang)
    )
    for name, what in COMMANDS.items():
        one = commands.add_parser(name, lang=lang, help=what.say(lang), description=what.say(lang))
        _OPTIONS[name](one)
        _common(one)
    return parser


def _common(parser: _Parser) -> None:
    help_lang = Message("用中文（zh，默认）或英文（en）", "Chinese (zh, the default) or English (en)")
    help_debug = Message("程序出错时显示详情", "on a defect of the program, show where")
    parser.option("--lang", help=help_lang, choices=("zh", "en"), default=argparse.SUPPRESS)
    parser.option("--debug", help=help_debug, action="store_true", default=argparse.SUPPRESS)


def _choice_of_checks(parser: _Parser) -> None:
    given = Message(
        "指定表样（默认按表头识别，并说明依据）", "the form profile (default: inferred by headings, and said so)"
    )
    parser.option("--profile", help=given, metavar="NAME")
    parser.option(
        "--select",
        help=Message("只做这些检查", "make these checks only"),
        metavar="NAME,…",
        action="append",
        default=[],
    )
    parser.option(
        "--ignore",
        help=Message("不做这些检查", "leave these checks out"),
        metavar="NAME,…",
        action="append",
        default=[],
    )


def _beside(parser: _Parser) -> None:
    other = Message(
        "与这份表（或文件夹中的表）比对：上年的表或别的单位的表，可多次给出",
        "hold the forms against this one (or a folder of them): last year's, or another unit's; may be repeated",
    )
    parser.option("--beside", help=other, metavar="OTHER", action="append", default=[])


def _ledgers(parser: _Parser) -> None:
    folder = Message(
        "台账所在的文件夹：核对完成值与台账算出的数", "the folder of ledgers that results are held against"
    )
    parser.option("--ledgers", help=folder, metavar="DIR")
    without = Message("台账中不合要求的行不计，其余照算", "leave bad rows of ledgers out and compute from the others")
    parser.option("--accept-bad-rows", help=without, action="store_true")


def _check(parser: _Parser) -> None:
    paths = Message("自评表文件，或文件夹（其中全部自评表）", "forms, or folders of forms")
    parser.option("paths", help=paths, metavar="PATH", nargs="+")
    _choice_of_checks(parser)
    shape = Message("结果写成文字（默认）、JSON 或每份一行的 JSON", "the result as text (default), JSON or JSON Lines")
    parser.option("--format", help=shape, choices=("text", "json", "jsonl"))
    parser.option("-o", "--output", help=Message("写入文件，而不是屏幕", "write to a file"), metavar="FILE")
    fail = Message("发现什么时退出状态为 1（默认 error）", "findings for exit status 1 (default: error)")
    parser.option("--fail-on", help=fail, choices=("error", "doubt", "never"), default="error")
    jobs = Message("同时核查几份（默认按处理器数）", "forms at a time (default: by processors)")
    parser.option("--jobs", help=jobs, metavar="N", type=int)
    _beside(parser)
    _ledgers(parser)


def _report(parser: _Parser) -> None:
    parser.option("path", help=Message("自评表文件", "a form"), metavar="PATH")
    out = Message(
        "报告文件，按扩展名决定种类：.html .docx .xlsx .pdf .json",
        "the report; its ending says which kind: .html .docx .xlsx .pdf .json",
    )
    parser.option("-o", "--output", help=out, metavar="OUT", required=True)
    _choice_of_checks(parser)
    _beside(parser)
    _ledgers(parser)


def _annotate(parser: _Parser) -> None:
    form = Message("自评表文件（.docx 或 .xlsx）", "a form (.docx or .xlsx)")
    parser.option("path", help=form, metavar="FORM")
    out = Message("带批注的副本，扩展名与原文件相同", "the annotated copy, with the ending of the form")
    parser.option("-o", "--output", help=out, metavar="OUT", required=True)
    _choice_of_checks(parser)
    _beside(parser)
    _ledgers(parser)


def _draw(parser: _Parser) -> None:
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


def _measure(parser: _Parser) -> None:
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


def _explain(parser: _Parser) -> None:
    parser.option("name", help=Message("检查、规则或表样的名称", "a check, a rule or a profile"), metavar="NAME")


def _nothing(parser: _Parser) -> None:
    """A list takes no options of its own."""


_OPTIONS = {
    "check": _check,
    "report": _report,
    "annotate": _annotate,
    "draw": _draw,
    "measure": _measure,
    "explain": _explain,
    "checks": _nothing,
    "profiles": _nothing,
    "packs": _nothing,
}
