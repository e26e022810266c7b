"""The two engines, each once for all tests of a process."""

import shutil
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from steelyard.measuring.engines import embedded, spark


@pytest.fixture(scope="session")
def duckdb() -> Any:
    return embedded()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """A local Spark as an Ibis engine; skipped, with the reason, where Java or PySpark is missing."""
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine, which Spark needs")
    pytest.importorskip("pyspark", reason="no PySpark on this machine")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.execution.arrow.pyspark.enabled": "true",
        }
        builder = SparkSession.builder.master("local[1]").appName("steelyard")
        for key, value in settings.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        yield spark(session)
        session.stop()
