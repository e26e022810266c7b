"""``steelyard serve`` and ``steelyard verify-log``."""

import argparse
import logging
import os
import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from steelyard.cli.usage import UsageError, unreadable
from steelyard.model import Lang, Message
from steelyard.reporting.words import safe
from steelyard.reviewing import LogError, read_log, verify

LOG = logging.getLogger("steelyard.starting")
MOST_WORKERS = 16
MOST_DAYS = 3_650
DIFFERS = 1  # exit status of a log that does not hold


def serve(options: argparse.Namespace, lang: Lang) -> int:
    """Runs the web application until it is told to end.

    :raises UsageError: the extra is missing, or the folder, database or port cannot be used.
    """
    needs_web()
    if not 1 <= options.port <= 65_535:
        raise UsageError(Message("--port 在 1 到 65535 之间。", "--port is from 1 to 65535."))
    if not 1 <= options.workers <= MOST_WORKERS:
        raise UsageError(Message(f"--workers 在 1 到 {MOST_WORKERS} 之间。", f"--workers is from 1 to {MOST_WORKERS}."))
    if not 0 <= options.keep <= MOST_DAYS:
        zh = f"--keep 在 0 到 {MOST_DAYS} 之间，0 是一直保留。"
        raise UsageError(Message(zh, f"--keep is from 0 to {MOST_DAYS}; 0 is for good."))
    if options.log_format == "json" and (options.admin or options.demo):
        zh = "--admin 和 --demo 会显示初始密码，不能写进日志：请先不带 --log-format json 启动一次。"
        raise UsageError(Message(zh, "--admin and --demo print a password: start once without --log-format json."))
    from steelyard.web import starting
    from steelyard.web.mailing import posting
    from steelyard.web.settings import SettingsError

    limits = dict(_limit(typed) for typed in options.limit)
    try:
        mail = posting.post(options.mail, options.mail_from, options.mail_password) if options.mail else None
        asked = starting.Options(
            options.port,
            data_folder(options.data),
            options.database,
            options.origin,
            options.admin,
            options.demo,
            limits,
            options.log_format,
            options.workers,
            mail,
            options.keep,
        )
        return starting.serve(asked, _teller(options.log_format, lang))
    except SettingsError as error:
        raise UsageError(error.message) from error


def _limit(typed: str) -> tuple[str, tuple[int, int]]:
    """A limit as typed, ``api=1200/60``.

    :raises UsageError: it is none.
    """
    from steelyard.web.settings import LIMITS

    found = re.fullmatch(r"([a-z-]+)=([0-9]{1,9})/([1-9][0-9]{0,8})", typed)
    if found is None or found[1] not in LIMITS:
        kinds = "、".join(LIMITS)
        zh = f"--limit “{typed}”要写成“种类=次数/秒数”的样子，种类有{kinds}；次数写0就是不限。"
        en = f"--limit “{typed}” should look like KIND=TIMES/SECONDS, KIND one of {', '.join(LIMITS)}; 0 is no limit."
        raise UsageError(Message(zh, en))
    return found[1], (int(found[2]), int(found[3]))


def _teller(log_format: str, lang: Lang) -> Callable[[Message], None]:
    """How the start speaks: to a person at a terminal, or in lines of log like all that follows."""

    def tell(message: Message) -> None:
        if log_format == "json":
            LOG.info("starting", extra={"matter": {"message": message.say(lang)}})
        else:
            print(message.say(lang), file=sys.stderr, flush=True)

    return tell


def needs_web() -> None:
    """Goes by when the web application is installed.

    :raises UsageError: the extra is missing.
    """
    if not all(find_spec(name) for name in ("django", "gunicorn", "argon2", "ninja", "pyotp", "segno")):
        zh = "网页应用要先安装：pip install 'steelyard[web]'。"
        raise UsageError(Message(zh, "The web application needs an extra: pip install 'steelyard[web]'."))


def data_folder(given: str | None) -> Path:
    """The folder that was named, or where data of a user's programs go by the custom of the desktop."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return (Path(given).expanduser() if given else home / "steelyard").absolute()


def verify_log(options: argparse.Namespace, lang: Lang) -> int:
    """Says whether an exported log holds; 0 where it does, 1 where it does not.

    :raises UsageError: the file cannot be read, or a line of it is no entry.
    """
    try:
        with open(options.log, encoding="utf-8") as file:
            entries = list(read_log(file))
    except OSError as error:
        raise unreadable(options.log, error) from error
    except UnicodeDecodeError as error:
        zh = f"“{options.log}”不是日志文件（应为 UTF-8 文本）。"
        raise UsageError(Message(zh, f"“{options.log}” is no log: it is not text in UTF-8.")) from error
    except LogError as error:
        raise UsageError(error.message) from error
    breaks = list(verify(entries, options.head or ""))
    for line, what in breaks:
        print(safe(Message(f"第{line}行：{what.zh}。", f"line {line} {what.en}.").say(lang)))
    if breaks:
        return DIFFERS
    last = entries[-1].hash if entries else "—"
    print(
        Message(
            f"日志完整，共{len(entries)}条，最后的校验值 {last}", f"the log holds: {len(entries)} entries, head {last}"
        ).say(lang)
    )
    return 0
