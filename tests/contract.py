"""The checks that the contract promises, by family: its own list, told apart from what the product says of itself."""

CHECKS = {
    "arithmetic": """weight-total-misstated score-total-misstated group-total-misstated budget-total-misstated
        share-misstated execution-rate-misstated impossible-percentage""",
    "scoring": """score-above-weight score-off-rule unexplained-deduction unexplained-shortfall grade-off-scale
        full-marks-everywhere dominant-weight""",
    "targets": """target-far-exceeded echoed-target result-not-a-value illogical-operator unit-off-name
        duplicated-indicator misplaced-indicator moved-target""",
    "consistency": """narrative-contradicts-table narrative-contradicts-itself shortfall-left-out
        output-ahead-of-money impossible-date reversed-wording copied-text section-missing placeholder-left""",
    "evidence": "unevidenced-result result-contradicts-ledger ledger-incomplete survey-too-small",
}
FAMILY_OF = {name: family for family, names in CHECKS.items() for name in names.split()}
