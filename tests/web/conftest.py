"""A site of our own for the tests of a process: settings once, a database that each test finds as it was."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.postgres import server as server

from steelyard.web.settings import configure

# The framework wants its settings before a test module can name a table.
FOLDER = Path(tempfile.mkdtemp(prefix="steelyard-web-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
configure(FOLDER)


@pytest.fixture(scope="session")
def _database() -> Iterator[None]:
    from django.db import connections
    from django.test.utils import setup_test_environment, teardown_test_environment

    from steelyard.web.starting import migrate

    migrate()
    setup_test_environment()
    yield
    teardown_test_environment()
    connections.close_all()


@pytest.fixture
def site(_database: None) -> Iterator[Any]:
    """A made-up city; whatever a test does to it is undone."""
    from django.db import transaction
    from tests.web.town import build

    with transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def signed(site: Any) -> Callable[..., Any]:
    """A browser of somebody who is signed in; without a name, of a visitor."""
    from tests.web.town import browser

    return browser


@pytest.fixture
def browser() -> Iterator[Any]:
    """A real browser, for one test: while it runs, the framework's tables cannot be asked."""
    from tests.web.browsers import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def database(server: str) -> Iterator[Callable[[], str]]:
    """Makes empty PostgreSQL databases, so that no test finds what another left."""
    import psycopg

    made: list[str] = []

    def make() -> str:
        name = f"own{len(made)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return server.replace("/postgres", f"/{name}")

    yield make
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def _each_form_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file is audited once for all tests of a process: it is the same answer every time."""
    from steelyard.web import deeds, uploads

    for room in (uploads, deeds):
        monkeypatch.setattr(room, "audited_apart", _audited)


def _audited(path: Path, name: str, targets: Any = None, year: int | None = None) -> Any:
    from steelyard.web.worker import audited_apart

    key = (path.read_bytes(), name, repr(targets), year)
    if key not in _DONE:
        _DONE[key] = audited_apart(path, name, targets, year)
    return _DONE[key]


_DONE: dict[tuple[bytes, str, str, int | None], Any] = {}
