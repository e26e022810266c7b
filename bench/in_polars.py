"""The measures of complaints and reports for 2023, written for Polars."""

import datetime
from pathlib import Path
from typing import Any

import polars as pl

FIRST, LAST = datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)


def row(file: Path, calendar: tuple[dict[str, list[int]], dict[str, list[int]]]) -> dict[str, Any]:
    """Numerators (``_n``) and denominators (``_d``), and the counts by channel."""
    frame = pl.scan_parquet(file)
    sums = _with_due(frame, calendar).select(**_sums()).collect(engine="streaming")
    now = frame.filter(_in_2023("received_at"))
    channels = now.group_by("channel").agg(n=pl.len()).collect(engine="streaming")
    return {**sums.to_dicts()[0], "by_channel": channels.to_dicts()}


def _in_2023(name: str) -> pl.Expr:
    return pl.col(name).is_between(FIRST, LAST)


def _with_due(frame: pl.LazyFrame, calendar: tuple[dict[str, list[int]], dict[str, list[int]]]) -> pl.LazyFrame:
    """The records with the days by which four things are due."""
    days = pl.LazyFrame(calendar[0]).with_columns(pl.col("cal_day").cast(pl.Int32).cast(pl.Date))
    work = pl.LazyFrame(calendar[1]).with_columns(pl.col("work_day").cast(pl.Int32).cast(pl.Date))
    for start in ("received_at", "accept_at", "filing_at"):
        named = days.rename({"cal_ordinal": f"{start}_nth"})
        frame = frame.join(named, left_on=start, right_on="cal_day", how="left")
    reports = pl.when("extended").then(30).otherwise(15)
    limits = {
        "decide_by": pl.col("received_at_nth") + pl.when(pl.col("kind") == "投诉").then(7).otherwise(reports),
        "dispose_by": pl.col("accept_at_nth") + 45 + pl.col("paused_days").fill_null(0),
        "odr_by": pl.col("received_at_nth") + 10,
        "tell_by": pl.col("filing_at_nth") + 5,
    }
    for name, nth in limits.items():
        named = work.rename({"work_day": name})
        frame = frame.with_columns(nth.cast(pl.Int64).alias("_nth"))
        frame = frame.join(named, left_on="_nth", right_on="work_ordinal", how="left")
    return frame


def _sums() -> dict[str, pl.Expr]:
    complaint, report = pl.col("kind") == "投诉", pl.col("kind") == "举报"
    received, ended, filed = _in_2023("received_at"), _in_2023("end_at"), _in_2023("filing_at")
    before = pl.col("received_at").is_between(datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
    accepted = pl.col("accept_decision") == "受理"
    decided = pl.when(complaint).then("accept_at").otherwise("filing_at") <= pl.col("decide_by")
    odr = pl.col("channel") == "ODR"
    mediated = ended & complaint & pl.col("mediation_start").is_not_null()
    pairs = {
        "decided": (_in_2023("decide_by"), decided),
        "accepted": (received & complaint, accepted),
        "disposed": (_in_2023("dispose_by") & complaint & accepted, pl.col("end_at") <= pl.col("dispose_by")),
        "mediated": (mediated & pl.col("end_kind").is_in(["达成协议", "终止调解"]), pl.col("end_kind") == "达成协议"),
        "settled": (received & odr, pl.col("odr_result") == "和解"),
        "odr": (_in_2023("odr_by") & odr, pl.col("odr_end_at") <= pl.col("odr_by")),
        "filed": (filed & report, pl.col("filing_decision") == "立案"),
        "told": (_in_2023("tell_by") & report & pl.col("real_name"), pl.col("told_at") <= pl.col("tell_by")),
    }
    found = {f"{name}_d": whole.sum() for name, (whole, _) in pairs.items()}
    found |= {f"{name}_n": (whole & part).sum() for name, (whole, part) in pairs.items()}
    refused = received & complaint & (pl.col("accept_decision") == "不予受理")
    found |= {"received_n": received.sum(), "received_before_n": before.sum(), "refused_n": refused.sum()}
    amount = pl.when(ended & complaint).then("recovered_amount").sum()
    return found | {"recovered_n": amount, "recovered_d": (ended & complaint).sum()}
