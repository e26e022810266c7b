"""The engines that measures run on: DuckDB in this process, Spark on a cluster; both through Ibis."""

from typing import Any

import ibis

from steelyard.measuring.conditions import Table


def embedded() -> Any:
    """A DuckDB of this process, in memory, that fetches nothing from anywhere."""
    engine = ibis.duckdb.connect()
    engine.raw_sql("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    engine.raw_sql("SET enable_progress_bar = false")
    return engine


def spark(session: Any) -> Any:
    """A Spark session as an Ibis engine (needs the extra ``spark``)."""
    return ibis.pyspark.connect(session)


def bring(engine: Any, name: str, arrow: Any) -> Table:
    """An Arrow table as table ``name`` of the engine."""
    if engine.name == "pyspark":
        engine._session.createDataFrame(arrow).createOrReplaceTempView(name)
    else:
        engine.con.register(name, arrow)
    return engine.table(name)
