"""The settings of the application, made from a data folder and an address of a database and from nothing else."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from steelyard.model import Message
from steelyard.web.observing.lines import Format, Lines

LOCAL = ["127.0.0.1", "localhost", "[::1]"]
SQLITE, SECRET, METRICS_TOKEN = "steelyard.sqlite3", "secret", "metrics-token"  # in the data folder
INCOMING = "incoming"  # files on their way into the store
HOURS_SIGNED_IN = 8
LEAST_PASSWORD = 10  # characters
UPLOAD_BYTES = 50_000_000  # a form as it is sent; those met have less than one million
# How often one user, token or address may ask: so many times in so many seconds, without end where it is 0 times.
# Generous to people and to programs of the office; a whole county may come from one address.
LIMITS = {"sign-in": (300, 300), "uploads": (300, 600), "api": (1_200, 60), "search": (1_200, 60), "checks": (240, 60)}
KEEP_DAYS = 30  # exports, and archives of forms that were dealt with
ARCHIVE_BYTES = 500_000_000  # an archive of forms
FIELD_BYTES = 1_000_000  # all fields of a page together, files left out
FIELDS = 8_000  # of a page: the editor has a dozen for each of its rows

MIDDLEWARE = [
    "steelyard.web.observing.watching.Watched",
    "steelyard.web.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "steelyard.web.middleware.Size",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "steelyard.web.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "steelyard.web.middleware.Doors",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


class SettingsError(ValueError):
    """The folder or the address cannot be used; ``message`` says what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Message(zh, en)
        super().__init__(en)


def configure(
    folder: Path,
    database: str | None = None,
    origin: str | None = None,
    limits: Mapping[str, tuple[int, int]] | None = None,
    log_format: Format = "text",
    mail: Any = None,
    keep_days: int = KEEP_DAYS,
) -> None:
    """Sets the framework up, once in a process.

    ``origin`` is the address under which people reach the application where a proxy stands before it
    (``https://pingjia.example.gov.cn``); with ``https`` the cookies are secure. ``limits`` are those that differ from
    ``LIMITS``, by the kind of request. Lines of log go to the standard error: as text those that warn, as JSON every
    request, too. ``mail`` is the server for mails (``mailing.posting.Post``), without which they are files.
    ``keep_days`` is for how many days exports and archives of forms are kept, 0 for good.

    :raises SettingsError: the folder cannot be made, or an address is none.
    """
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY=_key(folder),
        DATABASES={"default": _database(folder, database)},
        FILE_UPLOAD_TEMP_DIR=folder / INCOMING,  # never in the memory that many systems have for their /tmp
        LOGGING=_logging(log_format),
        STEELYARD_LIMITS={**LIMITS, **(limits or {})},
        STEELYARD_KEEP_DAYS=keep_days,
        **_own(folder, origin, mail),
        **_site(origin),
        **_fixed(),
    )
    django.setup()


def _key(folder: Path) -> str:
    """The site's key, in a folder that is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / INCOMING).mkdir(exist_ok=True, mode=0o700)
        return kept_secret(folder / SECRET)
    except OSError as error:
        why = error.strerror or str(error)
        raise SettingsError(
            f"数据文件夹“{folder}”不能用：{why}。", f"Cannot use the data folder “{folder}”: {why}."
        ) from error


def _own(folder: Path, origin: str | None, mail: Any) -> dict[str, Any]:
    return {
        "STEELYARD_DATA": folder,
        "STEELYARD_PROXY": origin is not None,
        "STEELYARD_ORIGIN": (origin or "").rstrip("/"),
        "STEELYARD_MAIL": mail,
    }


def kept_secret(path: Path) -> str:
    """A secret in a file: made once, for the owner's eyes only. Two starts at once agree on one."""
    if not path.exists():
        own = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(own, path)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text(encoding="ascii")


def _database(folder: Path, url: str | None) -> dict[str, Any]:
    if url is None:
        # A transaction takes the write lock at its beginning, so that none fails half-way for want of it.
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": pragmas}
        place = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / SQLITE}
        # Who closes the last connection writes all that is in the log of the database to its place and waits for it.
        return {**place, "OPTIONS": options, "CONN_MAX_AGE": SECONDS_KEPT}
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        zh = "用 PostgreSQL 要先安装：pip install 'steelyard[web,postgres]'。"
        raise SettingsError(zh, "PostgreSQL needs an extra: pip install 'steelyard[web,postgres]'.") from error
    try:
        known = conninfo_to_dict(url) if url.startswith(("postgresql://", "postgres://")) else {}
    except ProgrammingError:
        known = {}
    if not known.get("dbname"):
        zh = "--database 要写成 postgresql://用户:密码@主机:端口/库名。"
        raise SettingsError(zh, "--database is written postgresql://user:password@host:port/name.")
    parts = {name: str(known.pop(key, "") or "") for name, key in _CONNECTION.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **parts,
        "OPTIONS": {"connect_timeout": _PATIENCE, **known},
        **_KEPT,
    }


_PATIENCE = "10"  # seconds to reach the server in: people wait for a page meanwhile
SECONDS_KEPT = 60  # that a connection is used again
_KEPT = {"CONN_MAX_AGE": SECONDS_KEPT, "CONN_HEALTH_CHECKS": True}
_CONNECTION = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def _site(origin: str | None) -> dict[str, Any]:
    if origin is None:
        return {"ALLOWED_HOSTS": LOCAL}
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        zh = f"--origin “{origin}”要写成 https://域名 的样子。"
        raise SettingsError(zh, f"--origin “{origin}” should look like https://host.")
    secure = parts.scheme == "https"
    return {
        "ALLOWED_HOSTS": [*LOCAL, parts.hostname],
        "CSRF_TRUSTED_ORIGINS": [f"{parts.scheme}://{parts.netloc}"],
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        "SECURE_HSTS_SECONDS": 31_536_000 if secure else 0,
        "SECURE_SSL_REDIRECT": secure,
        "SECURE_REDIRECT_EXEMPT": ["^healthz$", "^metrics$"],
        # Whether the other names of a domain are secure is not for one application to say.
        "SILENCED_SYSTEM_CHECKS": ["security.W005", "security.W021"],
    }


def _fixed() -> dict[str, Any]:
    return {
        "DEBUG": False,
        "INSTALLED_APPS": [
            "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "steelyard.web",
        ],
        "AUTH_USER_MODEL": "web.User",
        "AUTH_PASSWORD_VALIDATORS": _password_rules(),
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "MIDDLEWARE": MIDDLEWARE,
        "ROOT_URLCONF": "steelyard.web.urls",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "DIRS": [Path(__file__).with_name("templates")],
                "OPTIONS": {"environment": "steelyard.web.pages.environment"},
            }
        ],
        "LOGIN_URL": "sign-in",
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Shanghai",
        "USE_I18N": False,
        "SESSION_COOKIE_AGE": HOURS_SIGNED_IN * 3600,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_FAILURE_VIEW": "steelyard.web.views.errors.forged",
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_REFERRER_POLICY": "same-origin",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": FIELD_BYTES,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 1,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": FIELDS,
        "FILE_UPLOAD_HANDLERS": ["steelyard.web.uploads.Limited"],
    }  # fmt: skip


def _password_rules() -> list[dict[str, Any]]:
    rules = "django.contrib.auth.password_validation"
    return [
        {"NAME": f"{rules}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("username", "name")}},
        {"NAME": f"{rules}.MinimumLengthValidator", "OPTIONS": {"min_length": LEAST_PASSWORD}},
        {"NAME": f"{rules}.CommonPasswordValidator"},
        {"NAME": f"{rules}.NumericPasswordValidator"},
    ]


def _logging(log_format: Format) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Lines, "kind": log_format}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "steelyard": {"level": "INFO" if log_format == "json" else "WARNING"},
            # The line of a request has its failure (``watching``); anybody could fill the log with the others.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "CRITICAL"},
        },
    }
