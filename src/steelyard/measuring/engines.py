"""The engines that measures run on: DuckDB in this process, Spark on a cluster; both through Ibis."""

import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ibis

from steelyard.measuring.conditions import Table
from steelyard.measuring.refusing import no_spark
from steelyard.model.words import first_line

MEMORY, LEAST = 128, 512  # megabytes that DuckDB may hold: for each thread, and in any case
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
LOCAL = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "2"}


def embedded() -> Any:
    """A DuckDB of this process that fetches nothing from anywhere and leaves nothing behind.

    What does not fit into ``MEMORY`` megabytes for each thread goes to a folder of its own.
    """
    engine = ibis.duckdb.connect()
    folder = tempfile.mkdtemp(prefix="steelyard-")
    weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
    [threads] = engine.con.execute("SELECT current_setting('threads')").fetchone()
    engine.con.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    engine.con.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")
    engine.con.execute("SET temp_directory = ?", [folder])
    engine.con.execute("SET memory_limit = ?", [f"{max(LEAST, MEMORY * threads)}MB"])
    return engine


def own_folder(engine: Any) -> str:
    """The folder of an embedded engine, which goes with it."""
    [folder] = engine.con.execute("SELECT current_setting('temp_directory')").fetchone()
    return str(folder)


@contextmanager
def session(master: str) -> Iterator[Any]:
    """A Spark of its own at ``master`` (``local[*]``, ``spark://…``, Spark Connect ``sc://…``), ended with the block.

    :raises LedgerError: PySpark or Java is not there, or the cluster cannot be reached.
    """
    if master.startswith("local") and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise no_spark("no Java")
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise no_spark(str(error)) from error
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # executors of this machine have what this process has
    builder = SparkSession.builder.appName("steelyard")
    if master.startswith("sc://"):
        builder = builder.remote(master)  # the settings are those of the server
    else:
        builder = builder.master(master)
        for key, value in SETTINGS.items() | (LOCAL.items() if master.startswith("local") else set()):
            builder = builder.config(key, value)
    try:
        found = builder.getOrCreate()
    except (PySparkException, RuntimeError, ImportError) as error:
        raise no_spark(first_line(str(error))) from error
    try:
        yield found
    finally:
        found.stop()


def spark(session: Any) -> Any:
    """A Spark session as an Ibis engine (needs the extra ``spark``)."""
    return ibis.pyspark.connect(session)


def bring(engine: Any, name: str, arrow: Any) -> Table:
    """An Arrow table as table ``name`` of the engine."""
    if engine.name == "pyspark":
        name = name.replace("-", "_")  # Spark takes no hyphen in a name
        engine._session.createDataFrame(arrow).createOrReplaceTempView(name)
    else:
        engine.con.register(name, arrow)
    return engine.table(name)
