"""The verbs as commands.

Exit status: 0 nothing at or above ``--fail-on``; 1 such a finding; 2 used wrongly, or a file could not be read.
"""

import argparse
import sys
from collections.abc import Sequence

from steelyard.cli.commands import command
from steelyard.cli.parser import language, overview, parse
from steelyard.cli.streams import prepare, release
from steelyard.cli.usage import UsageError, tell, unwritable
from steelyard.model import Lang, Message
from steelyard.model.words import in_short

INTERRUPTED, PIPE_CLOSED = 130, 141  # what a shell expects after Ctrl-C, and when the reader of a pipe went away


def main(argv: Sequence[str] | None = None) -> int:
    """Carries out one command; answers its exit status. Nothing that a user does ends in a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    lang = language(words)
    prepare()
    try:
        status = _run(words, lang)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    except OSError as error:
        return _complain(unwritable(Message("标准输出", "standard output").say(lang), error).message, lang)
    finally:
        release()
    return status


def _run(words: Sequence[str], lang: Lang) -> int:
    if not words:
        sys.stderr.write(overview(lang))
        return 2
    try:
        return _command(parse(words, lang), lang)
    except SystemExit as asked:  # argparse has printed help or the version
        return int(asked.code or 0)
    except UsageError as error:
        return _complain(error.message, lang)
    except OSError:
        raise
    except Exception as error:
        if "--debug" in words:
            raise
        return _complain(_defect(error), lang)


def _command(options: argparse.Namespace, lang: Lang) -> int:
    status: int = command(options.command).run(options, lang)
    return status


def _complain(message: Message, lang: Lang) -> int:
    tell(message, lang)
    return 2


def _defect(error: Exception) -> Message:
    from steelyard import __version__

    what = in_short(error)
    return Message(
        f"程序自身出错（{what}）。请向项目报告，注明版本 {__version__}；加 --debug 可看到出错位置。",
        f"A defect of steelyard {__version__} ({what}). Please report it; --debug shows where.",
    )
