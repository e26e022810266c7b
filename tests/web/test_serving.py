"""``steelyard serve`` as a program: it says how to begin, is ready, ends when told, and keeps what it was given."""

import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.web.servers import SECONDS, free_port, ready, serving

from steelyard.cli import main


def test_it_serves_and_ends_when_told(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path / "data", port, "--admin", "anlan", "--lang", "en") as process:
        assert ready(port, process) == {"database": True, "files": True}
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
            assert page.url.endswith("/public/")
        other = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(other, timeout=10)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "The first password of the administrator anlan is" in said
    assert f"Serving http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    assert stat.S_IMODE(os.stat(tmp_path / "data" / "secret").st_mode) == 0o600


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "steelyard", "serve", "--port", str(port), "--data", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("steelyard: 端口")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "0"], "--port"),
        (["--data", "/dev/null/x"], "数据文件夹"),
        (["--database", "mysql://x/y"], "postgresql://"),
        (["--origin", "pingjia.example"], "--origin"),
        (["--workers", "0"], "--workers"),
        (["--keep", "-1"], "--keep"),
        (["--keep", "4000"], "--keep"),
        (["--mail", "pingjia.example"], "--mail"),
        (["--mail", "smtp://u@pingjia.example", "--mail-password", "/nowhere/file"], "/nowhere/file"),
    ],
)
def test_wrong_use_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["serve", "--data", str(tmp_path), *words]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--database", "postgresql://nobody@127.0.0.1:1/none"], "数据库不能用"),
        (["--admin", "system"], "用户名"),
    ],
)
def test_what_is_seen_late_is_one_sentence_too(tmp_path: Path, words: list[str], said: str) -> None:
    with serving(tmp_path, free_port(), *words) as process:
        _, complaint = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    assert said in complaint
    assert complaint.count("\n") == 1


def test_checking_a_form_imports_no_framework() -> None:
    check = "main(['check', sys.argv[1], '--fail-on', 'never'])"
    code = f"import sys; from steelyard.cli import main; {check}; print('django' in sys.modules)"
    form = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"
    done = subprocess.run([sys.executable, "-c", code, str(form)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("text", "said"), [(None, "没有这个文件"), ("nonsense\n", "日志第1行"), ("\xff", "不是日志文件"), ("", None)]
)
def test_verify_log_takes_logs_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, said: str | None
) -> None:
    file = tmp_path / "log.jsonl"
    if text is not None:
        file.write_bytes(text.encode("latin-1"))
    assert main(["verify-log", str(file)]) == (2 if said else 0)
    assert (said or "日志完整，共0条") in "".join(capsys.readouterr())
