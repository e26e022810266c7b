"""The two engines and a database server, each once for all tests of a process."""

import shutil
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from tests.postgres import server as server

from steelyard.measuring.engines import embedded, session, spark


@pytest.fixture(scope="session")
def duckdb() -> Any:
    return embedded()


@pytest.fixture(scope="session")
def sparkling() -> Iterator[Any]:
    """A local Spark session; skipped, with the reason, where Java or PySpark is missing."""
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine, which Spark needs")
    pytest.importorskip("pyspark", reason="no PySpark on this machine")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with session("local[1]") as found:
            yield found


@pytest.fixture(scope="session")
def cluster(sparkling: Any) -> Any:
    """A local Spark as an Ibis engine."""
    return spark(sparkling)
