"""What is installed without any extra works, and says which extra the rest wants."""

import subprocess
import sys

import pytest

EXTRAS = [
    "datasketch",
    "django",
    "duckdb",
    "fontTools",
    "ibis",
    "openpyxl",
    "psycopg",
    "pyarrow",
    "pymcdm",
    "pyspark",
    "scipy",
    "typst",
    "xlsxwriter",
]
BARE = f"""
import sys
for name in {EXTRAS}:
    sys.modules[name] = None

from steelyard.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ("portfolio --help", 0, ""),
        ("portfolio schema", 0, ""),
        ("portfolio schema --hive hdfs://nn/store", 2, "steelyard[portfolio]"),
        ("portfolio read x -o y", 2, "steelyard[portfolio]"),
        ("portfolio rank x", 2, "steelyard[portfolio]"),
        ("portfolio recheck x", 2, "steelyard[portfolio]"),
        ("serve", 2, "steelyard[web]"),
        ("measure credit-repair --ledgers x --period 2025", 2, "steelyard[evidence]"),
    ],
)
def test_a_command_without_its_extra_names_it(words: str, status: int, says: str) -> None:
    command = [sys.executable, "-c", BARE, *words.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == status, done.stderr
    assert says in done.stderr
    assert "程序自身出错" not in done.stderr
