"""Writes the ledgers of the example form as CSV files: ``python examples/ledgers.py``. The same bytes each time.

Of 500 questionnaires that came back, 451 say satisfied, 37 do not, and 12 judge nothing. The form counted those 12 as
satisfied: (451 + 12) ÷ 500 is its 92.6%, but 451 ÷ 488 is 92.42%.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "ledgers"
SATISFIED, NOT, SILENT = 451, 37, 12
FIRST, DAYS = date(2025, 11, 3), 12
MODES = ("电话", "当面", "网络")


def answers() -> list[tuple[str, str, str, str, str]]:
    """The questionnaires in the order in which they came back, the kinds of answer spread over all of them."""
    total = SATISFIED + NOT + SILENT
    ratings = [*(5 if at % 3 else 4 for at in range(SATISFIED)), *(3 - at % 3 for at in range(NOT)), *[""] * SILENT]
    step = 7  # no divisor of 500, so that each answer is taken once
    spread = [str(ratings[at * step % total]) for at in range(total)]
    return [
        (f"W{at + 1:04}", f"{FIRST + timedelta(at % DAYS)}", "其他服务对象", MODES[at % 3], rating)
        for at, rating in enumerate(spread)
    ]


def write() -> None:
    """Writes every ledger into the folder ``ledgers``."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "satisfaction_answers.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("答卷编号", "答卷日期", "调查对象", "调查方式", "总体评价"))
        rows.writerows(answers())


if __name__ == "__main__":
    write()
