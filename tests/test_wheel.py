"""A wheel, built and installed away from the checkout, does the main job."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "anlan-water-2025.docx"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and nothing else of ours."""
    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"  # a copy, so that the checkout stays as it is
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(place / "dist"), str(source)]
    subprocess.run(build, check=True, capture_output=True, cwd=place)
    (wheel,) = (place / "dist").glob("steelyard-*.whl")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(place / "site"),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True, cwd=place)
    return place / "site"


def test_every_file_of_data_is_in_the_wheel(installed: Path) -> None:
    source = ROOT / "src" / "steelyard"
    data = [one for one in source.rglob("*.*") if one.is_file() and one.suffix not in {".py", ".pyc"}]
    assert [one for one in data if not (installed / "steelyard" / one.relative_to(source)).is_file()] == []


# Runs the command, having seen that it is the installed package that runs.
PROGRAM = """
import sys, steelyard, steelyard.cli
assert steelyard.__file__.startswith(sys.argv.pop(1))
sys.exit(steelyard.cli.main())
"""


def test_the_installed_wheel_checks_a_form(installed: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(installed), "check", str(EXAMPLE), "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 1, run.stderr
    (form,) = json.loads(run.stdout)["forms"]
    assert {"weight-total-misstated", "score-total-misstated"} <= {finding["name"] for finding in form["findings"]}


def test_the_wheel_carries_its_data(installed: Path) -> None:
    package = installed / "steelyard"
    assert (package / "py.typed").exists()
    for kind in ("packs/forms/*.toml", "packs/rules/*/*.toml", "reporting/templates/*.html"):
        assert list(package.glob(kind)), f"no {kind} in the wheel"
