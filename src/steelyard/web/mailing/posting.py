"""How a mail leaves: to a server, or, where none was named, as a file in the data folder."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
from django.conf import settings

from steelyard.reporting.writing import write
from steelyard.web.settings import SettingsError

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
SECONDS = 30
PASSWORD = "STEELYARD_MAIL_PASSWORD"


class Post(msgspec.Struct, frozen=True):
    """A server for mails. ``scheme``: ``smtp`` turns to TLS, ``smtps`` begins with it, ``smtp+plain`` has none."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str


def post(url: str, sender: str | None, password_file: str | None) -> Post:
    """The server of an address (``smtp://user@host:port``); its password from a file, else from the environment.

    :raises SettingsError: the address is none, the sender is none, or a password is missing or would go unencrypted.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise _no_address(url) from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise _no_address(url)
    if parts.password:
        zh = "--mail 的地址里不要写密码：其他人能在进程列表里看到。请放进文件（--mail-password）或环境变量。"
        en = "Write no password into --mail, where others see it: put it into a file (--mail-password)."
        raise SettingsError(zh, en)
    user = unquote(parts.username or "")
    by = sender or (user if "@" in user else f"steelyard@{parts.hostname}")
    if parseaddr(by)[1] != by or "@" not in by:
        raise SettingsError(f"--mail-from “{by}”不是邮件地址。", f"--mail-from “{by}” is no address of mail.")
    return Post(parts.scheme, parts.hostname, port, user, _password(user, parts.scheme, password_file), by)


def _no_address(url: str) -> SettingsError:
    zh = f"--mail “{url}”要写成 smtp://用户@主机:端口（或 smtps://、smtp+plain://）。"
    return SettingsError(zh, f"--mail “{url}” should look like smtp://user@host:port (or smtps://, smtp+plain://).")


def _password(user: str, scheme: str, file: str | None) -> str:
    if not user:
        return ""
    if scheme == "smtp+plain":
        zh = "smtp+plain:// 不加密，不能带用户和密码，请改用 smtp:// 或 smtps://。"
        raise SettingsError(zh, "smtp+plain:// is not encrypted and takes no user; use smtp:// or smtps://.")
    try:
        found = Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(PASSWORD, "")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"读不出密码文件“{file}”。", f"Cannot read the file of the password, “{file}”.") from error
    if not found:
        zh = f"没有邮件服务器的密码：请用 --mail-password 文件，或者环境变量 {PASSWORD}。"
        raise SettingsError(zh, f"The mail server's password is missing: use --mail-password FILE or {PASSWORD}.")
    return found


def folder() -> Path:
    """Where mails go as files."""
    return Path(settings.STEELYARD_DATA) / "mail"


def deliver(message: EmailMessage, number: int) -> None:
    """Sends a mail, or writes it to a file of that number, which a second try writes anew.

    :raises smtplib.SMTPRecipientsRefused: the server knows of no such address, for good.
    :raises OSError, smtplib.SMTPException: it could not be sent now.
    """
    server: Post | None = getattr(settings, "STEELYARD_MAIL", None)
    if server is None:
        folder().mkdir(mode=0o700, exist_ok=True)
        write(message.as_bytes(), folder() / f"{number:08}.eml")
        return
    safe = ssl.create_default_context()
    with _connected(server, safe) as connection:
        if server.scheme == "smtp":
            connection.starttls(context=safe)
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(message)


def _connected(server: Post, safe: ssl.SSLContext) -> smtplib.SMTP:
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=safe)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)
