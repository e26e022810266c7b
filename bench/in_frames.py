"""The rows of ``bench.rescoring`` scored by hand in Polars and in pandas, in whole numbers of 64 bits.

Exact for these rows alone: their numbers are small enough that no product overflows.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

COLUMNS = ["form", "case", "way", "result", "aim", "points_weight", "weight", "score"]
Found = tuple[Any, ...]


def polars(file: Path) -> Found:
    """Forms, and what their weights, scores and undecided rows come to; hundredths throughout."""
    import polars as pl

    case, way, a, t = pl.col("case"), pl.col("way"), pl.col("result"), pl.col("aim")
    reverse = (case == "number") & (way == "reverse")
    zero = pl.lit(0, pl.Int64)
    met = pl.when(reverse).then(a <= t).otherwise(a >= t)
    none = pl.when(reverse).then(a >= 2 * t).otherwise(a <= 0)
    upper = pl.when(met).then(1).when(none).then(zero).when(reverse).then(2 * t - a).otherwise(a)
    lower = pl.when(met | none).then(1).otherwise(t)
    points = (200 * pl.col("points_weight") * upper + 10_000 * lower) // (20_000 * lower)
    given = pl.when(case.is_in(["number", "execution"])).then(points)
    claimed = (pl.col("score") * 100).cast(pl.Int64)
    forms = (
        pl.scan_parquet(file)
        .select(COLUMNS)
        .with_columns(given=given, claimed=claimed, full=(pl.col("weight") * 100).cast(pl.Int64))
        .group_by("form")
        .agg(
            weight=pl.col("full").sum(),
            score=pl.col("given").fill_null(pl.col("claimed")).sum(),
            undecided=pl.col("given").is_null().sum(),
        )
    )
    sums = forms.select(
        pl.len(),
        pl.col("weight", "score", "undecided").sum(),
        pl.col("score").max().alias("most"),
        pl.col("score").min().alias("least"),
    )
    return _decimals(sums.collect(engine="streaming").row(0))


def pandas(file: Path) -> Found:
    """The same."""
    import numpy
    import pandas as pd

    rows = pd.read_parquet(file, columns=COLUMNS, dtype_backend="pyarrow")
    case, way = (rows[name].astype("category") for name in ("case", "way"))
    a, t = (rows[name].fillna(0).to_numpy("int64") for name in ("result", "aim"))
    scored = case.isin(["number", "execution"]).to_numpy()
    reverse = ((case == "number") & (way == "reverse")).to_numpy()
    met = numpy.where(reverse, a <= t, a >= t)
    none = numpy.where(reverse, a >= 2 * t, a <= 0)
    upper = numpy.where(met, 1, numpy.where(none, 0, numpy.where(reverse, 2 * t - a, a)))
    lower = numpy.where(met | none, 1, t)
    points = (200 * rows["points_weight"].to_numpy("int64") * upper + 10_000 * lower) // (20_000 * lower)
    hundredths = {name: (rows[name].astype("float64") * 100).round().to_numpy("int64") for name in ("weight", "score")}
    lines = pd.DataFrame(
        {
            "form": rows["form"],
            "weight": hundredths["weight"],
            "score": numpy.where(scored, points, hundredths["score"]),
            "undecided": ~scored,
        }
    )
    forms = lines.groupby("form", sort=False).sum()
    return _decimals(
        (
            len(forms),
            *(forms[name].sum() for name in ("weight", "score", "undecided")),
            forms["score"].max(),
            forms["score"].min(),
        )
    )


def _decimals(found: Found) -> Found:
    """Forms, weight, score, undecided, most, least: hundredths as numbers."""
    forms, weight, score, undecided, most, least = (int(value) for value in found)
    return (
        forms,
        *(Decimal(value) / 100 for value in (weight, score)),
        undecided,
        Decimal(most) / 100,
        Decimal(least) / 100,
    )
