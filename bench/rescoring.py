"""Made-up rows scored again, side by side: ``python -m bench.rescoring --rows 1000000,10000000``.

Every engine runs in a process of its own and must find the same sums. The floor only scans the columns that are used.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import in_frames
from bench.timing import table

ROWS = 1_000_000
BY_HAND = Path(__file__).with_suffix(".sql")
# Forty rows a form: numbers short of and beyond their targets, ceilings, rows that a person judges, an execution line.
MADE = """
COPY (
    SELECT
        printf('%024x-1', i // 40) AS form,
        (i % 40)::INTEGER AS row,
        CASE WHEN i % 40 = 0 THEN 'execution' WHEN i % 3 = 0 THEN 'judged' ELSE 'number' END AS "case",
        CASE WHEN i % 40 = 0 THEN 'execution' WHEN i % 3 = 0 THEN 'qualitative' WHEN i % 7 = 0 THEN 'reverse'
            WHEN i % 11 = 0 THEN 'exact' ELSE 'positive' END AS way,
        CASE WHEN i % 40 = 0 OR i % 3 != 0 THEN ((hash(i) % 150) + 1)::BIGINT * 1000000 END AS result,
        CASE WHEN i % 40 = 0 OR i % 3 != 0 THEN ((hash(i + 1) % 120) + 1)::BIGINT * 1000000 END AS aim,
        25000::BIGINT AS points_weight,
        2.5::DECIMAL(38, 10) AS weight,
        ((hash(i + 2) % 25) / 10)::DECIMAL(38, 10) AS score,
        true AS rate,
        false AS in_proportion,
        NULL::INTEGER AS part_of,
        NULL::VARCHAR AS shared, NULL::VARCHAR AS shared_en,
        NULL::VARCHAR AS case_why, NULL::VARCHAR AS case_why_en,
        NULL::VARCHAR AS weight_why, NULL::VARCHAR AS weight_why_en
    FROM range({rows}) AS made(i)
) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
"""
USED = ("form", '"case"', "way", "result", "aim", "points_weight", "weight", "score", "part_of", "shared")
Sums = dict[str, str]


def _summed(database: Any, query: str) -> Sums:
    """What the forms add up to: enough to tell a hundredth of one point."""
    asked = f"SELECT count(*), sum(weight), sum(score), sum(undecided), max(score), min(score) FROM ({query})"
    return _told(database.execute(asked).fetchone())


def _told(found: Iterable[Any]) -> Sums:
    return {str(nth): f"{Decimal(value):.2f}" for nth, value in enumerate(found)}


def _choice() -> Any:
    from steelyard.packs.forms import profiles

    return profiles()["general"].rules


def ours(file: Path) -> Sums:
    """Ibis on DuckDB, with the reasons of the rows left out, since only the sums are asked for."""
    import ibis

    from steelyard.measuring.engines import embedded
    from steelyard.portfolio.columnar.rescoring import rescored, totals

    engine = embedded()
    rows = engine.read_parquet(str(file), table_name="lines")
    return _summed(engine.con, ibis.to_sql(totals(rescored(rows, _choice()), _choice()), dialect="duckdb"))


def by_hand(file: Path) -> Sums:
    """One query in DuckDB's own SQL."""
    with _opened(file) as database:
        return _summed(database, BY_HAND.read_text(encoding="utf-8"))


def floor(file: Path) -> Sums:
    """The columns that are used, scanned and nothing else."""
    with _opened(file) as database:
        database.execute(f"SELECT {', '.join(f'max({name})' for name in USED)} FROM lines").fetchall()
    return {}


def loop(file: Path) -> Sums:
    """The core, row by row."""
    from pyarrow import parquet

    from steelyard.packs.rules import rule
    from steelyard.scoring.outcome import rounded
    from steelyard.scoring.shapes import apply

    choice = _choice()
    forms: dict[str, list[Any]] = {}
    for batch in parquet.ParquetFile(file).iter_batches(columns=[name.strip('"') for name in USED]):
        for row in batch.to_pylist():
            points = None
            if row["result"] is not None:
                result, aim = Decimal(row["result"]).scaleb(-6), Decimal(row["aim"]).scaleb(-6)
            if row["case"] == "number":
                found = rule(getattr(choice, row["way"]))
                points = apply(found, result=result, target=aim, weight=row["weight"])
            elif row["case"] == "execution":
                points = apply(rule(choice.execution), executed=result, budget=aim, weight=row["weight"])
            total = forms.setdefault(row["form"], [Decimal(0), Decimal(0), 0])
            total[0] += row["weight"]
            total[1] += row["score"] if points is None else rounded(points)
            total[2] += points is None
    weights, scores, undecided = zip(*forms.values(), strict=True)
    return _told((len(forms), sum(weights), sum(scores), sum(undecided), max(scores), min(scores)))


def polars(file: Path) -> Sums:
    """By hand in Polars, streaming."""
    return _told(in_frames.polars(file))


def pandas(file: Path) -> Sums:
    """By hand in pandas and NumPy."""
    return _told(in_frames.pandas(file))


def spark(file: Path) -> Sums:
    """Ours again, the same expressions, on a local Spark."""
    from steelyard.measuring.engines import session
    from steelyard.measuring.engines import spark as connect
    from steelyard.portfolio.columnar.rescoring import rescored, totals

    if not SESSIONS:
        held = session("local[*]")
        SESSIONS.append((held, held.__enter__()))  # it lives as long as the process, whose second run is timed
    engine = connect(SESSIONS[0][1])
    found = totals(rescored(engine.read_parquet(str(file), table_name="lines"), _choice()), _choice())
    sums = found.aggregate(
        forms=found.count(),
        weight=found.weight.sum(),
        score=found.score.sum(),
        undecided=found.undecided.sum(),
        most=found.score.max(),
        least=found.score.min(),
    )
    [row] = engine.to_pyarrow(sums).to_pylist()
    return _told(row.values())


SESSIONS: list[Any] = []


def _memory() -> int:
    """Peak kilobytes of this process and, where there is one, of Spark's."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if not SESSIONS:
        return own
    java = SESSIONS[0][1].sparkContext._gateway.proc.pid
    lines = Path(f"/proc/{java}/status").read_text().splitlines()
    return own + next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


ENGINES: dict[str, tuple[str, Callable[[Path], Sums]]] = {
    "floor": ("the columns scanned (floor)", floor),
    "by-hand": ("DuckDB SQL written by hand", by_hand),
    "ours": ("steelyard (Ibis on DuckDB)", ours),
    "polars": ("Polars by hand (64 bits)", polars),
    "pandas": ("pandas by hand (64 bits)", pandas),
    "spark": ("steelyard (Ibis on local Spark)", spark),
    "loop": ("the core in a plain Python loop", loop),
}


def _opened(file: Path) -> Any:
    import duckdb

    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")
    database.execute(f"CREATE VIEW lines AS FROM '{file}'")
    return database


def run(sizes: tuple[int, ...] = (ROWS,)) -> None:
    """Prints a table for each size."""
    for rows in sizes:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "rows.parquet"
            _made(file, rows)
            found = {name: _apart(name, file) for name in ENGINES}
            for name in [name for name, one in found.items() if "missing" in one]:
                print(f"{ENGINES[name][0]}: left out, {found.pop(name)['missing']}")
            sums = [one["sums"] for one in found.values() if one["sums"]]
            assert all(one == sums[0] for one in sums), sums
            print(f"{rows:,} rows scored again, {rows // 40:,} forms ({file.stat().st_size >> 20} MB of Parquet)")
            hand, scan = (found[name]["seconds"] for name in ("by-hand", "floor"))
            lines = [
                (
                    ENGINES[name][0],
                    f"{one['seconds']:.2f}",
                    f"{rows / one['seconds']:,.0f}",
                    f"{one['megabytes']:,.0f}",
                    f"{one['seconds'] / hand:.2f}",
                    f"{one['seconds'] / scan:.1f}",
                )
                for name, one in found.items()
            ]
            table(("engine", "s", "rows/s", "peak MB", "× by hand", "× scan"), lines)


def _made(file: Path, rows: int) -> None:
    import duckdb

    with duckdb.connect() as database:
        database.execute(MADE.format(rows=rows, file=file))


def _apart(name: str, file: Path) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.rescoring", "--engine", name, "--file", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _timed(name: str, file: Path) -> None:
    """The second run of two: imports and the first look at the file are not the engine's."""
    try:
        work = ENGINES[name][1]
        _run(name, work, file)
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))


def _run(name: str, work: Callable[[Path], Sums], file: Path) -> None:
    if name != "loop":
        work(file)
    began = time.perf_counter()
    sums = work(file)
    seconds = time.perf_counter() - began
    peak = _memory() / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak, "sums": sums}))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.rescoring", description=__doc__)
    parser.add_argument("--rows", default=str(ROWS), help="how many rows, sizes parted by commas")
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.engine:
        _timed(chosen.engine, chosen.file)
    else:
        run(tuple(map(int, chosen.rows.split(","))))


if __name__ == "__main__":
    main()
