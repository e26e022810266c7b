"""The plan of the house, held: imports go one way, files fit in the head, functions on a screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "steelyard"
FILES = sorted(SRC.rglob("*.py"))
OWN_CODE = FILES + [file for room in ("tests", "bench", "conformance") for file in sorted((ROOT / room).rglob("*.py"))]

# A room may import the rooms before it, never one after it.
LINE = (
    "model",
    "processes",
    "quantity",
    "packs",
    "papers",
    "drawing",
    "surveying",
    "measuring",
    "reading",
    "recognising",
    "scoring",
    "monitoring",
    "checks",
    "auditing",
    "filling",
    "reporting",
    "publishing",
    "reviewing",
    "portfolio",
    "web",
    "cli",
)


def rank(module: str) -> int:
    """Where a module stands on the line; the package itself, which offers the verbs, stands at the end."""
    room = module.removeprefix("steelyard").lstrip(".").split(".")[0]
    return LINE.index(room) if room in LINE else LINE.index("cli")


def module_of(file: Path) -> str:
    return ".".join(("steelyard", *file.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("steelyard."):
            yield node.module
        elif isinstance(node, ast.ImportFrom) and node.module == "steelyard":
            yield from (f"steelyard.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("steelyard."))


def functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_imports_go_one_way(file: Path) -> None:
    own = module_of(file)
    against = [name for name in imports(file) if rank(name) > rank(own)]
    assert not against, f"{own} imports a room after it: {against}"


def test_what_is_done_on_the_web_does_not_hang_on_the_pages_that_show_it() -> None:
    """Pages and programs stand above the deeds: only what answers requests imports a view."""
    answering = {"views", "api", "urls.py", "middleware.py", "gate.py"}
    below = [
        file for file in FILES if file.is_relative_to(SRC / "web") and file.relative_to(SRC).parts[1] not in answering
    ]
    against = {module_of(file): name for file in below for name in imports(file) if ".web.views" in name}
    assert len(below) > 50
    assert not against


@pytest.mark.parametrize("file", OWN_CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_fit_in_the_head_and_functions_on_a_screen(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    budget = 80 if file.parent == SRC / "checks" and not file.name.startswith("_") else 300
    assert lines <= budget, f"{lines} lines, {budget} at most"
    long = {name: length for name, length in functions(file) if length > 40}
    assert not long, f"functions over 40 lines: {long}"


def test_every_room_is_on_the_line() -> None:
    rooms = {path.stem for path in SRC.iterdir() if path.is_dir() or path.suffix == ".py"} - {"__init__", "__pycache__"}
    assert rooms - {"py", "__main__"} <= set(LINE), "a new room needs its place on the line"


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_public_functions_and_classes_say_what_they_are(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) is not None or not tree.body, "the module says nothing of itself"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
        and not _obvious(node)
    ]
    assert not silent, f"no docstring: {silent}"


def _obvious(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """A dataclass of a few named fields, or a one-line function, speaks for itself."""
    return (node.end_lineno or node.lineno) - node.lineno < 10


def test_no_registry_host_and_no_machine_path_is_named() -> None:
    words = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org", "/wo" + "rk/")
    kinds = {".py", ".md", ".toml", ".txt", ".sh", ".html", ".css", ".js", ".json", ""}
    for file in ROOT.rglob("*"):
        relative = file.relative_to(ROOT)
        if (
            relative.parts[0] in {".git", ".venv", "dist", "build", "out"}
            or not file.is_file()
            or file.suffix not in kinds
        ):
            continue
        if any(part.startswith(".") and part != ".ci" for part in relative.parts):
            continue
        text = file.read_text(encoding="utf-8", errors="ignore")
        assert not [word for word in words if word in text], relative
