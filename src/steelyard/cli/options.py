"""argparse in both languages, and the options that several commands share."""

import argparse
import re
import sys
from typing import Any, Never

from steelyard.cli.commands import names
from steelyard.cli.usage import UsageError, unknown
from steelyard.model import Lang, Message

# What argparse says in English only, and how it is said in Chinese.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "缺少参数：{}。"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{}。"),
    (r"argument (\S+): expected (?:one|at least one) argument", "{} 后面要有一个值。"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{} 不能是“{}”，可选：{}。"),
    (r"argument (\S+): invalid \S+ value: '?(.*?)'?", "{} 不能是“{}”。"),
)


class _Formatter(argparse.HelpFormatter):
    usage_word = "usage: "

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.usage_word if prefix is None else prefix)


class _ChineseFormatter(_Formatter):
    usage_word = "用法："


class Parser(argparse.ArgumentParser):
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

    def _print_message(self, message: str, file: Any = None) -> None:
        (file or sys.stderr).write(message)  # argparse would keep it to itself that the help could not be written

    def error(self, message: str) -> Never:
        choice = re.fullmatch(r"argument COMMAND: invalid choice: '(.*?)' .*", message)
        if choice:
            raise unknown(Message("命令", "command"), choice[1], names())
        zh, en = _in_chinese(message), f"{message[:1].upper()}{message[1:]}."
        raise UsageError(Message(f"{zh}用法见 {self.prog} -h。", f"{en} See {self.prog} -h."))


def _in_chinese(message: str) -> str:
    for pattern, zh in _COMPLAINTS:
        if match := re.fullmatch(pattern, message):
            return zh.format(*(group.replace("'", "") for group in match.groups()))
    return message


def common(parser: Parser) -> None:
    """What every command takes."""
    help_lang = Message("用中文（zh，默认）或英文（en）", "Chinese (zh, the default) or English (en)")
    help_debug = Message("程序出错时显示详情", "on a defect of the program, show where")
    parser.option("--lang", help=help_lang, choices=("zh", "en"), default=argparse.SUPPRESS)
    parser.option("--debug", help=help_debug, action="store_true", default=argparse.SUPPRESS)


def choice_of_checks(parser: Parser) -> None:
    """Which profile and which checks."""
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


def beside(parser: Parser) -> None:
    """Other forms to hold the form against."""
    other = Message(
        "与这份表（或文件夹中的表）比对：上年的表或别的单位的表，可多次给出",
        "hold the forms against this one (or a folder of them): last year's, or another unit's; may be repeated",
    )
    parser.option("--beside", help=other, metavar="OTHER", action="append", default=[])


def targets(parser: Parser) -> None:
    """The targets that were set for the year."""
    table = Message(
        "年初确定的目标表（经批准调整的，给调整后的表），逐行对照；每个单位每个年度一份，可多次给出",
        "the table of targets that was set for the year, as adjusted, to hold the form against row by row; one for "
        "each unit and year, may be repeated",
    )
    parser.option("--targets", help=table, metavar="FILE", action="append", default=[])


def ledgers(parser: Parser) -> None:
    """The ledgers that results are held against."""
    folder = Message(
        "台账所在的文件夹：核对完成值与台账算出的数", "the folder of ledgers that results are held against"
    )
    parser.option("--ledgers", help=folder, metavar="DIR")
    without = Message("台账中不合要求的行不计，其余照算", "leave bad rows of ledgers out and compute from the others")
    parser.option("--accept-bad-rows", help=without, action="store_true")
