"""The words of the command line."""

import argparse
from collections.abc import Sequence

from steelyard import __version__
from steelyard.cli.commands import command, every, names
from steelyard.cli.options import Parser, common
from steelyard.model import Lang, Message


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
    asked = next((word for word in words if word in names()), None)
    helped = asked is None or {"-h", "--help"} & set(words[: list(words).index(asked)])
    return _parser(lang, None if helped else asked).parse_args(words)


def _parser(lang: Lang, asked: str | None = None) -> Parser:
    """With the command that is asked for, or with all of them where the help is to name them."""
    about = Message(
        "定盘星：读取部门和项目支出绩效自评表，按评分规则重新算分，指出表内不一致之处。",
        "steelyard: reads self-evaluation forms, scores them by the rules that apply, says what does not hold.",
    )
    ending = Message(
        "退出状态：0 没有达到 --fail-on 的发现；1 有；2 用法有误，或有文件无法读取。",
        "Exit status: 0 nothing at or above --fail-on; 1 such a finding; 2 used wrongly, or a file could not be read.",
    )
    parser = Parser(lang=lang, prog="steelyard", description=about.say(lang), epilog=ending.say(lang))
    parser.option(
        "--version", help=Message("显示版本", "show the version"), action="version", version=f"%(prog)s {__version__}"
    )
    common(parser)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, title=Message("命令", "commands").say(lang)
    )
    for name, found in ({asked: command(asked)} if asked else every()).items():
        about = found.ABOUT.say(lang)
        one = commands.add_parser(name, lang=lang, help=about, description=about)
        if asked:  # the help that names all commands shows no options of theirs
            found.options(one)
        common(one)
    return parser
