"""The current versions of a year as a store of the portfolio, packed: ``steelyard portfolio`` asks it questions."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from steelyard.model import Message
from steelyard.web import store
from steelyard.web.access import below
from steelyard.web.exporting import Impossible
from steelyard.web.models import Case, Place
from steelyard.web.packing import Packed, pack

TITLE = Message("年度汇总库（Parquet）", "The year's store (Parquet)")
ENDING = "zip"
OF_CASE = False
SECONDS = 3_600
READ = (0, 2)  # exit status: all forms were read; some gave none, which the store says
NONE = Message("这一年度还没有上传的自评表。", "No form of the year was handed in yet.")
EXTRA = Message(
    "服务器上还要安装：pip install 'steelyard[portfolio]'。",
    "The server needs an extra: pip install 'steelyard[portfolio]'.",
)


def missing() -> Message | None:
    """The extra of the portfolio, where it is not installed."""
    return None if all(find_spec(name) for name in ("pyarrow", "duckdb", "ibis", "xlsxwriter")) else EXTRA


def made(export: Any, target: Path) -> None:
    """Has the command read the forms, bounded as it bounds itself, and packs the store that it makes."""
    if why := missing():
        raise Impossible(why)
    units = Place.objects.filter(below(export.place.path))
    cases = Case.objects.filter(unit__in=units, year=export.year, version__isnull=False)
    with TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        (folder / "forms").mkdir()
        for case in cases.select_related("unit", "version").order_by("unit__path"):
            (folder / "forms" / _name(case)).write_bytes(store.load(case.version.sha256))
        if not any((folder / "forms").iterdir()):
            raise Impossible(NONE)
        _read(folder)
        files = sorted(path for path in (folder / "store").rglob("*") if path.is_file() and path.name != ".lock")
        pack((Packed(str(path.relative_to(folder)), path) for path in files), target)


def _name(case: Case) -> str:
    """What the store calls a form: its unit with the places above, and the kind of its file."""
    ending = case.version.name.rpartition(".")[2]
    return f"{case.unit.path.replace('/', '-')}-{case.year}.{ending}"[-200:]


def _read(folder: Path) -> None:
    command = [sys.executable, "-m", "steelyard", "portfolio", "read", "forms", "-o", "store", "--jobs", "1"]
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode not in READ:
        raise OSError(f"portfolio read ended with {done.returncode}")
