"""Starts the application: settings, migrations, the first administrator, the server."""

import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from steelyard.model import Message
from steelyard.model.words import first_line
from steelyard.web.mailing.posting import Post
from steelyard.web.observing.lines import Format
from steelyard.web.queue.crew import Crew, Site
from steelyard.web.settings import KEEP_DAYS, METRICS_TOKEN, SettingsError, configure, kept_secret

HOST = "127.0.0.1"
PROCESSES, THREADS = 2, 8
SECONDS_OPEN = 30  # a browser's line between two pages of its reader
SECONDS_TO_END = 30  # for requests under way when the server is told to end
NOBODY = Message(
    "还没有管理员：请停止，加 --admin 用户名 再启动一次，会显示初始密码；想先看看，可以加 --demo。",
    "There is no administrator yet: stop, and start once with --admin NAME, which prints a first password; "
    "to look around first, start with --demo.",
)
Tell = Callable[[Message], None]


class Options(NamedTuple):
    """What was asked for on the command line; ``admin`` names an administrator to be made, ``limits`` differ."""

    port: int
    folder: Path
    database: str | None = None
    origin: str | None = None
    admin: str | None = None
    demo: bool = False
    limits: Mapping[str, tuple[int, int]] = {}
    log_format: Format = "text"
    workers: int = 1
    mail: Post | None = None
    keep_days: int = KEEP_DAYS


def serve(options: Options, tell: Tell) -> int:
    """Serves until the process is told to end; answers the exit status.

    :raises SettingsError: the folder, the database or the port cannot be used.
    """
    configure(
        options.folder,
        options.database,
        options.origin,
        options.limits,
        options.log_format,
        keep_days=options.keep_days,
    )
    kept_secret(options.folder / METRICS_TOKEN)
    _free(options.port)
    migrate()
    _tidy()
    if options.demo:
        from steelyard.web.demo import fill

        fill(tell)
    if options.admin:
        tell(first_administrator(options.admin))
    elif not _people():
        tell(NOBODY)
    where = f"http://{HOST}:{options.port}/"
    tell(Message(f"已启动：{where}（数据在 {options.folder}）", f"Serving {where} (data in {options.folder})"))
    _run(options.port, Crew(_site(options), options.workers))
    return 0


def _site(options: Options) -> Site:
    """What the workers must know."""
    return Site(
        str(options.folder),
        options.database,
        options.origin,
        options.mail,
        options.log_format,
        options.keep_days,
    )


def migrate() -> None:
    """Brings the database to the present state.

    :raises SettingsError: the database does not answer.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        what = first_line(str(error))
        raise SettingsError(f"数据库不能用：{what}。", f"Cannot use the database: {what}.") from error
    finally:
        connections.close_all()  # the server's processes open their own


def _tidy() -> None:
    """Sessions that have ended, counts that are over, and what a killed server left."""
    from django.core.management import call_command

    from steelyard.web import limits, store

    call_command("clearsessions")
    limits.tidy()
    store.tidy()


def _people() -> bool:
    from steelyard.web.models import User

    return bool(User.objects.exists())


def first_administrator(username: str) -> Message:
    """Makes an administrator of the whole tree and says their first password; an existing name stays as it is.

    :raises SettingsError: the name is none that a user may have.
    """
    from django.db import transaction

    from steelyard.web import logbook
    from steelyard.web.access import RESERVED, SYSTEM, USER_NAME, USER_WORDS
    from steelyard.web.models import Place, Posting, User

    if not USER_NAME.fullmatch(username) or username in RESERVED:
        raise SettingsError(*USER_WORDS)
    if User.objects.filter(username=username).exists():
        return Message(
            f"用户“{username}”已经存在，没有改动。", f"There is a user “{username}” already; nothing was changed."
        )
    secret = secrets.token_urlsafe(9)
    with transaction.atomic():
        top = Place.objects.filter(parent=None).order_by("id").first()
        if top is None:
            top = Place.objects.create(name="本级", path="本级")
            logbook.append(SYSTEM, "add-place", top.path)
        user = User(username=username, name=username)
        user.set_password(secret)
        user.save()
        Posting.objects.create(user=user, role="administrator", place=top)
        logbook.append(SYSTEM, "add-user", f"user:{username}", reason=f"administrator {top.path}")
    zh = f"管理员 {username} 的初始密码是 {secret} ，首次登录后必须修改。"
    return Message(
        zh, f"The first password of the administrator {username} is {secret} ; it must be changed at the first sign-in."
    )


def _free(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as error:
            zh = f"端口 {port} 不能用（{error.strerror}），请用 --port 换一个。"
            raise SettingsError(
                zh, f"Port {port} cannot be used ({error.strerror}); choose another with --port."
            ) from error


def _run(port: int, crew: Crew) -> None:
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from gunicorn.app.base import BaseApplication
    from gunicorn.arbiter import Arbiter

    class Keeper(Arbiter):
        """The server's own keeper of processes, which looks after the workers of the queue too."""

        def manage_workers(self) -> None:
            super().manage_workers()
            crew.keep()

    from steelyard.web.apart import warm
    from steelyard.web.observing.server import observed

    class Server(BaseApplication):
        """The server with our settings and none of its own files or words."""

        def load_config(self) -> None:
            for name, value in {**_settings(port), **observed()}.items():
                self.cfg.set(name, value)
            self.cfg.set("on_exit", lambda server: crew.end())

        def load(self) -> Any:
            threading.Thread(target=warm, daemon=True).start()
            return get_wsgi_application()

        def run(self) -> None:
            Keeper(self).run()

    connections.close_all()
    Server().run()


def _settings(port: int) -> dict[str, Any]:
    return {
        "bind": f"{HOST}:{port}",
        "worker_class": "gthread",
        "workers": PROCESSES,
        "threads": THREADS,
        "timeout": 120,
        "keepalive": SECONDS_OPEN,
        "graceful_timeout": SECONDS_TO_END,
        "proc_name": "steelyard",
    }
