"""Backups: made while the server runs, the same after a restore, of either database, and never half believed."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.hands import Pair
from tests.web.servers import free_port, ready, serving

from steelyard.web.archive import Manifest, look

ROOT = Path(__file__).parents[2]


def run(*words: Any, module: str = "steelyard") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", module, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr


def backed_up(target: Path, *words: Any, status: int = 0) -> Manifest:
    done = run("backup", "-o", target, *words)
    assert done.returncode == status, done.stderr
    return look(target)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site in which a form was published."""
    folder = tmp_path_factory.mktemp("site") / "data"
    done = run(folder, module="tests.web.filled")
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def archive(data: Path) -> Path:
    """Its backup."""
    target = data.with_name("site.tar.gz")
    backed_up(target, "--data", data)
    return target


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Path:
    """A copy of the site for a test that spoils it."""
    return Path(shutil.copytree(data, tmp_path / "own"))


def test_what_is_restored_is_what_was(archive: Path, data: Path, tmp_path: Path) -> None:
    done = run("restore", archive, "--data", tmp_path / "new")
    assert done.returncode == 0, done.stderr
    before, after = look(archive), backed_up(tmp_path / "again.tar.gz", "--data", tmp_path / "new")
    assert (after.parts, after.files, after.digests, after.log) == (
        before.parts,
        before.files,
        before.digests,
        before.log,
    )
    assert before.files == 6  # a form, its results and reports in two languages, a photograph
    assert before.log.entries == before.rows()["web.logentry"] > 10
    assert before.log.head in done.stdout
    assert before.missing == []
    key = tmp_path / "new" / "secret"
    assert (key.read_text(), key.stat().st_mode & 0o777) == ((data / "secret").read_text(), 0o600)
    assert (tmp_path / "again.tar.gz").stat().st_mode & 0o777 == 0o600


# Columns as long as a digest that name no file of the store.
OTHER_DIGESTS = {
    "LogEntry": {"seen", "previous", "hash"},
    "Draw": {"fingerprint"},
    "Export": {"was"},
    "Batch": {"was"},
    "Targets": {"digest"},
    "Token": {"digest"},
    "Asked": {"key"},
    "SecondFactor": {"nonce"},
    "RecoveryCode": {"digest"},
}


def test_every_column_that_names_a_file_says_so() -> None:
    """Else a backup would not notice that the file is gone: such a model has ``FILES``, as ``Version`` has."""
    from django.apps import apps

    for model in apps.get_app_config("web").get_models():
        digests = {field.attname for field in model._meta.concrete_fields if field.max_length == 64}
        assert digests - OTHER_DIGESTS.get(model.__name__, set()) == {*getattr(model, "FILES", ())}, model.__name__


def test_no_session_is_in_it(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        assert not [name for name in tar.getnames() if "session" in name]


def test_the_restored_site_serves(archive: Path, tmp_path: Path) -> None:
    assert run("restore", archive, "--data", tmp_path / "new").returncode == 0
    port = free_port()
    with serving(tmp_path / "new", port) as process:
        assert ready(port, process) == {"database": True, "files": True}
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/public.json", timeout=10) as answer:
            [form] = json.load(answer)["results"]
    assert (form["unit"], form["score"]) == ("云岭省/安澜市/水务局", "97.38")


def test_a_site_moves_to_postgresql_and_back(archive: Path, tmp_path: Path, database: Callable[[], str]) -> None:
    url = database()
    done = run("restore", archive, "--data", tmp_path / "postgres", "--database", url)
    assert done.returncode == 0, done.stderr
    with_database = ("--data", tmp_path / "postgres", "--database", url)
    there = backed_up(tmp_path / "there.tar.gz", *with_database)
    assert (there.about.database, there.parts) == ("postgresql", look(archive).parts)
    assert run("restore", tmp_path / "there.tar.gz", "--data", tmp_path / "back").returncode == 0
    back = backed_up(tmp_path / "back.tar.gz", "--data", tmp_path / "back")
    assert (back.parts, back.digests, back.log) == (there.parts, there.digests, there.log)
    # New rows are numbered after those that were put in.
    with serving(tmp_path / "postgres", port := free_port(), "--database", url, "--admin", "anew") as process:
        ready(port, process)
    after = backed_up(tmp_path / "after.tar.gz", *with_database)
    assert after.rows()["web.user"] == there.rows()["web.user"] + 1
    assert after.log.holds


def test_a_used_database_is_left_alone(archive: Path, tmp_path: Path, database: Callable[[], str]) -> None:
    url = database()
    assert run("restore", archive, "--data", tmp_path / "one", "--database", url).returncode == 0
    assert "已经有数据" in complaint(run("restore", archive, "--data", tmp_path / "two", "--database", url))
    assert list((tmp_path / "two").iterdir()) == []


def test_a_backup_taken_while_forms_come_in_is_of_one_moment(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path / "data", port, "--demo", "--lang", "en") as process:
        assert process.stderr
        secret = process.stderr.readline().rsplit(" ", 1)[-1].strip()
        ready(port, process)
        pair = Pair(port, secret)
        thread = threading.Thread(target=pair.keep_on)
        thread.start()
        taken = [backed_up(tmp_path / f"{number}.tar.gz", "--data", tmp_path / "data") for number in range(2)]
        pair.over = True
        thread.join()
    assert all(one.log.holds and not one.missing for one in taken)
    assert taken[0].log.entries < taken[-1].log.entries
    assert run("restore", tmp_path / "1.tar.gz", "--data", tmp_path / "new").returncode == 0


def test_a_file_that_is_there_is_not_overwritten(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "site.tar.gz"
    target.write_bytes(b"precious")
    assert "已经存在" in complaint(run("backup", "-o", target, "--data", data))
    assert target.read_bytes() == b"precious"


def test_nothing_is_restored_into_a_folder_with_something_in_it(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "note").write_text("mine")
    assert "不是空文件夹" in complaint(run("restore", archive, "--data", tmp_path / "new"))
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["note"]


def test_a_file_that_is_gone_is_named_and_the_rest_kept(own: Path, tmp_path: Path) -> None:
    gone, changed = sorted((own / "files").glob("*/*"))[:2]
    gone.unlink()
    changed.write_bytes(b"another")
    found = backed_up(tmp_path / "b.tar.gz", "--data", own, status=1)
    assert (found.missing, found.files) == ([gone.name, changed.name], 4)
    done = run("restore", tmp_path / "b.tar.gz", "--data", tmp_path / "new", "--lang", "en")
    assert done.returncode == 1
    assert f"2 files that the database names are gone or changed; the rest is kept: {gone.name}" in done.stdout


def test_a_log_that_was_changed_is_said_each_time(own: Path, tmp_path: Path) -> None:
    with sqlite3.connect(own / "steelyard.sqlite3") as database:
        database.execute("UPDATE web_logentry SET reason = 'another' WHERE number = 9")
    database.close()
    assert not backed_up(tmp_path / "b.tar.gz", "--data", own, status=1).log.holds
    done = run("restore", tmp_path / "b.tar.gz", "--data", tmp_path / "new")
    assert done.returncode == 1
    assert "日志不完整" in done.stdout


def test_an_older_backup_is_brought_to_the_present_schema(archive: Path, tmp_path: Path) -> None:
    done = run("--later", "restore", archive, "--data", tmp_path / "new", module="tests.web.filled")
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(tmp_path / "new" / "steelyard.sqlite3")
    assert set(database.execute("SELECT code, COUNT(*) FROM web_place")) == {("none", 6)}
    database.close()


def test_what_a_newer_version_made_is_refused(archive: Path, tmp_path: Path) -> None:
    assert run("--later", "restore", archive, "--data", tmp_path / "new", module="tests.web.filled").returncode == 0
    assert "9999_later" in complaint(run("backup", "-o", tmp_path / "no.tar.gz", "--data", tmp_path / "new"))
    words = ("--later", "backup", "-o", tmp_path / "b.tar.gz", "--data", tmp_path / "new")
    assert run(*words, module="tests.web.filled").returncode == 0
    refused = complaint(run("restore", tmp_path / "b.tar.gz", "--data", tmp_path / "old"))
    assert "更新版本" in refused
    assert list((tmp_path / "old").iterdir()) == []


FULL = (
    "import resource, sys; from steelyard.cli import main;"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.parametrize(("verb", "said"), [("backup", "b.tar.gz"), ("restore", "disk I/O error")])
def test_a_disk_that_takes_no_more_leaves_nothing_half_done(
    archive: Path, data: Path, tmp_path: Path, verb: str, said: str
) -> None:
    words = {
        "backup": ["backup", "-o", str(tmp_path / "b.tar.gz"), "--data", str(data)],
        "restore": ["restore", str(archive), "--data", str(tmp_path / "new")],
    }[verb]
    done = subprocess.run([sys.executable, "-c", FULL, *words], capture_output=True, text=True, check=False)
    assert said in complaint(done)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "-o"),
        (["-o", "a.tar.gz", "--verify", "b.tar.gz"], "二者取一"),
        (["--verify", "none.tar.gz"], "没有这个文件"),
        (["-o", "a.tar.gz", "--data", "none"], "没有定盘星的数据"),
        (
            ["-o", "a.tar.gz", "--data", "docs", "--database", "postgresql://nobody@127.0.0.1:1/none"],
            "没有定盘星的数据",
        ),
        (["--verify", "README.md"], "备份已损坏"),
    ],
)
def test_wrong_use_is_one_sentence(words: list[str], said: str) -> None:
    assert said in complaint(run("backup", *words))


def test_a_database_that_does_not_answer_is_said(data: Path, tmp_path: Path) -> None:
    words = ("--data", data, "--database", "postgresql://nobody@127.0.0.1:1/none")
    assert "数据库不能用" in complaint(run("backup", "-o", tmp_path / "b.tar.gz", *words))
    assert list(tmp_path.iterdir()) == []
