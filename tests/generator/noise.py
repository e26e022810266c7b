"""The switches of real life: how a form differs in print from the neat blank that was handed out."""

import random
from dataclasses import dataclass
from typing import Literal

GROUPS = ("merged", "restarted", "blank", "repeated")
SUBTOTALS = ("none", "rows", "labels")
CONTINUED = ("no", "with-header", "without-header")
HEADER = ("one", "two")
EXTRAS = ("none", "serial", "standard", "review")
TOTALS = (
    *("合计", "总计", "总分", "合 计", "总  分", "自评总分", "合计得分", "得分合计", "总得分"),
    *("总分（100分）", "综合得分", "评价总分", "自评得分合计", "合计（分）"),
)
LABELS = ("official", "bare", "numbered")


@dataclass(frozen=True)
class Noise:
    groups: Literal["merged", "restarted", "blank", "repeated"] = "merged"
    subtotals: Literal["none", "rows", "labels"] = "none"
    continued: Literal["no", "with-header", "without-header"] = "no"
    header: Literal["one", "two"] = "one"
    labels: Literal["official", "bare", "numbered"] = "official"  # 产出指标, 产出, 一、产出指标
    extra: Literal["none", "serial", "standard", "review"] = "none"  # a column that the blank does not have
    total: str = "合计"
    repeated_header: bool = False
    side_label: bool = True
    spaces: bool = False  # stray spaces inside words
    breaks: bool = False  # line breaks inside cells
    full_width: bool = False  # digits and percent signs
    thousands: bool = False
    bracket_units: bool = False  # units in headings
    footnote: bool = False
    signature: bool = False
    filler: bool = False  # empty rows
    permuted: bool = False  # another order of columns
    synonyms: bool = False
    stars: bool = False
    wide_grid: bool = False  # cells of one block do not stand under those of the other
    typed: bool = False  # numbers stored as numbers in workbooks
    separate: bool = False  # one table per block instead of one for all
    minus_marks: bool = False  # "—" in cells that do not apply
    weighted_score_units: bool = False  # 3分
    vertical: bool = False  # labels with one character to a line
    one_place: bool = False  # points rounded to one place
    short_rate: bool = False  # execution rate in whole percent or with one place
    weights_in_percent: bool = False  # 10%
    numbered_names: bool = False  # 指标1：
    loose_total: bool = False  # a total row whose label is not merged over the columns beside it
    deep_digits: bool = False  # a workbook stores more digits than it shows
    other_tables: bool = False  # tables of basic data around the form
    preface: bool = False  # what stands above the title, another way to name the unit

    @classmethod
    def draw(cls, source: random.Random) -> "Noise":
        """Some noise: most switches off, as in most forms."""

        def now_and_then() -> bool:
            return source.random() < 0.2

        return cls(
            groups=source.choices(GROUPS, (6, 2, 1, 1))[0],  # type: ignore[arg-type]
            subtotals=source.choices(SUBTOTALS, (6, 1, 1))[0],  # type: ignore[arg-type]
            continued=source.choices(CONTINUED, (8, 1, 1))[0],  # type: ignore[arg-type]
            header=source.choices(HEADER, (4, 1))[0],  # type: ignore[arg-type]
            labels=source.choices(LABELS, (8, 1, 1))[0],  # type: ignore[arg-type]
            extra=source.choices(EXTRAS, (12, 1, 1, 1))[0],  # type: ignore[arg-type]
            total=source.choice(TOTALS),
            side_label=source.random() < 0.7,
            stars=source.random() < 0.1,
            **{name: now_and_then() for name in FLAGS},
        )


FLAGS = (
    *("repeated_header", "spaces", "breaks", "full_width", "thousands", "bracket_units", "footnote", "signature"),
    *("filler", "permuted", "synonyms", "wide_grid", "typed", "separate", "minus_marks", "weighted_score_units"),
    *("vertical", "one_place", "short_rate", "preface"),
    *("weights_in_percent", "numbered_names", "loose_total", "deep_digits", "other_tables"),
)
