"""Spark reads what this machine reads: the same store, to the byte, whatever is among the files."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from steelyard.cli import main
from steelyard.portfolio.cluster import _cause
from steelyard.portfolio.schema import TABLES

pytest.importorskip("pyspark", reason="the extra spark is not installed")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
HIVE = """
import pathlib, sys
from pyarrow import parquet
from steelyard.measuring.engines import session

with session("local[2]") as spark:
    for statement in sys.stdin.read().split(";\\n")[:-1]:
        spark.sql(statement)
    for folder in [one.tableName for one in spark.sql("SHOW TABLES IN steelyard").collect()]:
        [file] = pathlib.Path(sys.argv[1], folder).glob("*.parquet")
        told = spark.sql(f"SELECT * FROM steelyard.`{folder}`").toArrow().to_pylist()
        assert told == parquet.read_table(file).to_pylist(), folder
        print(folder)
"""
EXAMPLE = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"


def content(store: Path) -> dict[str, bytes]:
    return {str(file.relative_to(store)): file.read_bytes() for file in sorted(store.rglob("*")) if file.is_file()}


def forms(folder: Path) -> Path:
    """Good files, bad ones, a copy, and an archive."""
    folder.mkdir()
    for number in range(10):
        shutil.copy(EXAMPLE, folder / f"{number}.docx")
        with zipfile.ZipFile(folder / f"{number}.docx", "a") as archive:
            archive.comment = f"{number // 2}".encode()
    (folder / "bad.docx").write_bytes(b"PK no archive")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("内/表.md", "# 项目支出绩效自评表\n没有表格\n")
        archive.write(EXAMPLE, "内/表.docx")
    return folder


@pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="no Java on this machine")
def test_spark_makes_the_store_that_processes_make(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = forms(tmp_path / "forms")
    here, there = tmp_path / "here", tmp_path / "there"
    assert main(["portfolio", "read", str(folder), "-o", str(here)]) == 2
    assert main(["portfolio", "read", str(folder), "-o", str(there), "--engine", "spark", "--master", "local[2]"]) == 2
    assert content(here) == content(there)
    (folder / "new.docx").write_bytes(EXAMPLE.read_bytes() + b"\n")
    for store, more in ((here, []), (there, ["--engine", "spark", "--master", "local[2]"])):
        main(["portfolio", "read", str(folder), "-o", str(store), *more])
    assert content(here) == content(there)
    assert "1个文件" in capsys.readouterr().err


def test_spark_connect_without_java_makes_it_too(tmp_path: Path) -> None:
    """Sail speaks Spark Connect and is no Spark."""
    sail = pytest.importorskip("pysail.spark", reason="no Sail on this machine")
    folder = forms(tmp_path / "forms")
    here, there = tmp_path / "here", tmp_path / "there"
    main(["portfolio", "read", str(folder), "-o", str(here)])
    server = sail.SparkConnectServer()
    server.start()
    try:
        port = server.listening_address[1]
        command = [sys.executable, "-m", "steelyard", "portfolio", "read", str(folder), "-o", str(there)]
        words = ["--engine", "spark", "--master", f"sc://127.0.0.1:{port}"]
        done = subprocess.run([*command, *words], capture_output=True, text=True, check=False, timeout=300)
    finally:
        server.stop()
    assert done.returncode == 2, done.stderr[-2000:]
    assert content(here) == content(there)


@pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="no Java on this machine")
def test_a_bureau_with_hive_has_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "o'store"
    main(["portfolio", "read", str(EXAMPLE), "-o", str(store)])
    capsys.readouterr()
    assert main(["portfolio", "schema", "--hive", str(store)]) == 0
    statements = capsys.readouterr().out
    settings = {
        "spark.sql.catalogImplementation": "hive",
        "spark.hadoop.javax.jdo.option.ConnectionURL": "jdbc:derby:memory:steelyard;create=true",
        "spark.sql.warehouse.dir": str(tmp_path / "warehouse"),
    }
    words = " ".join(f"--conf {name}={value}" for name, value in settings.items())
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": f"{words} pyspark-shell"}
    command = [sys.executable, "-c", HIVE, str(store)]
    done = subprocess.run(
        command,
        input=statements,
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == sorted(TABLES)


def test_a_master_without_its_engine_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["portfolio", "read", str(EXAMPLE), "-o", str(tmp_path / "s"), "--master", "local[2]"]) == 2
    assert "--engine spark" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ("An error.\nTraceback\nImportError: no steelyard\n\tat org.apache", "ImportError: no steelyard"),
        ("Could not reach the master\nat somewhere", "Could not reach the master"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_cause_of_a_long_story(told: str, cause: str) -> None:
    assert _cause(told) == cause


def test_the_sentence_of_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an executor could not do is one sentence, and the store stays usable."""
    from pyspark.errors import PySparkException

    from steelyard.portfolio import cluster
    from steelyard.portfolio.refusing import PortfolioError

    class Broken:
        def createDataFrame(self, *_: Any) -> Any:  # noqa: N802
            raise PySparkException("ImportError: No module named 'steelyard'")

    with pytest.raises(PortfolioError, match="Executors need this very version"):
        list(cluster._mapped(Broken(), [b""], None))  # type: ignore[arg-type]
