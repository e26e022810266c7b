"""How mails leave: to a server, or as files; what a server refuses; where its password comes from."""

import email.message
import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tests.web.test_mails import readers as readers
from tests.web.test_mails import sent
from tests.web.town import DUE

from steelyard.web.mailing import posting
from steelyard.web.mailing.asking import remind
from steelyard.web.mailing.posting import Post, deliver, post
from steelyard.web.models import Mail, Task
from steelyard.web.settings import SettingsError


@contextmanager
def mail_server(refuses: int = 0) -> Iterator[tuple[int, list[str]]]:
    """A server that takes one mail after another, or refuses each reader with a code; what it was told."""
    told: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection, connection.makefile("rwb") as stream:
                    _talk(stream, told, refuses)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1], told
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _talk(stream: Any, told: list[str], refuses: int) -> None:
    def say(line: str) -> None:
        stream.write(f"{line}\r\n".encode())
        stream.flush()

    say("220 ready")
    while line := stream.readline().decode().strip():
        told.append(line)
        word = line.split(":")[0].split()[0].upper()
        if word == "RCPT" and refuses:
            say(f"{refuses} no")
        elif word == "DATA":
            say("354 go on")
            while (row := stream.readline()) not in (b".\r\n", b""):
                told.append(row.decode().rstrip())
            say("250 taken")
        else:
            say("221 bye" if word == "QUIT" else "250 yes")
        if word == "QUIT":
            return


def test_a_mail_goes_to_the_server(site: Any, readers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as (port, told):
        monkeypatch.setattr(settings, "STEELYARD_MAIL", post(f"smtp+plain://127.0.0.1:{port}", "pj@example.cn", None))
        remind(DUE)
        assert sent() == {}
    assert {line for line in told if line.startswith("rcpt")} == {
        f"rcpt TO:<{name}@example.cn>" for name in ("filler", "checker", "colleague")
    }
    assert "From: pj@example.cn" in told
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.parametrize(("code", "state", "tasks"), [(550, "failed", "done"), (450, "waiting", "waiting")])
def test_an_address_that_is_none_is_not_tried_again_and_a_busy_server_is(
    site: Any, readers: Any, monkeypatch: pytest.MonkeyPatch, code: int, state: str, tasks: str
) -> None:
    with mail_server(code) as (port, _):
        monkeypatch.setattr(settings, "STEELYARD_MAIL", post(f"smtp+plain://127.0.0.1:{port}", "pj@example.cn", None))
        remind(DUE)
        sent()
    assert set(Mail.objects.values_list("state", flat=True)) == {state}
    assert set(Task.objects.filter(job="mail").values_list("state", flat=True)) == {tasks}


def test_a_server_without_tls_gets_no_mail_unless_it_was_allowed(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as (port, told):
        server = Post("smtp", "127.0.0.1", port, "u", "p", "pj@example.cn")
        monkeypatch.setattr(settings, "STEELYARD_MAIL", server)
        message = email.message.EmailMessage()
        message["To"] = "a@example.cn"
        with pytest.raises(smtplib.SMTPException):
            deliver(message, 1)
    assert not any(line.upper().startswith(("AUTH", "MAIL", "DATA")) for line in told)


def test_the_password_comes_from_a_file_or_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "password"
    file.write_text("geheim\n")
    url = "smtp://pj%40example.cn@smtp.example.cn:2525"
    found = post(url, None, str(file))
    assert found == Post("smtp", "smtp.example.cn", 2525, "pj@example.cn", "geheim", "pj@example.cn")
    monkeypatch.setenv(posting.PASSWORD, "other")
    assert post(url, None, None).password == "other"
    assert post("smtps://smtp.example.cn", None, None) == Post(
        "smtps", "smtp.example.cn", 465, "", "", "steelyard@smtp.example.cn"
    )


@pytest.mark.parametrize(
    ("url", "sender", "file", "said"),
    [
        ("smtp.example.cn", None, None, "--mail"),
        ("http://x", None, None, "--mail"),
        ("smtp://x:99999", None, None, "--mail"),
        ("smtp://u:p@x", None, None, "不要写密码"),
        ("smtp://u@x", None, None, "没有邮件服务器的密码"),
        ("smtp://u@x", None, "/nowhere/file", "密码文件"),
        ("smtp+plain://u@x", None, None, "不加密"),
        ("smtp://x", "nobody", None, "--mail-from"),
    ],
)
def test_a_wrong_server_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, url: str, sender: str | None, file: str | None, said: str
) -> None:
    monkeypatch.delenv(posting.PASSWORD, raising=False)
    with pytest.raises(SettingsError) as no:
        post(url, sender, file)
    assert said in no.value.message.zh
