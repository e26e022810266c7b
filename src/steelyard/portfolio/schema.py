"""The tables of a store and their columns: the one place that says what a store holds.

``docs/store.md`` is rendered from here (``steelyard portfolio schema``). A change of a column is a new ``VERSION``.
"""

from typing import Any, Literal, NamedTuple

VERSION = 3
DIGITS, PLACES = 38, 10  # of a number as read
SCALED_DIGITS, SCALED_PLACES = 18, 6  # of a number that columns compute with
WEIGHT_DIGITS, WEIGHT_PLACES = 9, 4

Type = Literal["text", "texts", "whole", "yes", "number", "millionths", "weight", "places"]
Table = Literal["forms", "rows", "marks", "findings", "claims", "tallies", "budget", "duties", "sentences"]


class Column(NamedTuple):
    """One column. ``text``: beside it stands ``…_text``, as printed.

    ``why``: beside a null stand ``…_why`` and ``…_why_en``.
    """

    name: str
    type: Type
    what: str
    text: bool = False
    why: bool = False


FORM = Column("form", "text", "the form: SHA-256 of its file (first 24 digits), a hyphen, its number in the file")
ROW = Column("row", "whole", "the indicator row, counted from 1; 0 is the execution line of the funds block")

TABLES: dict[Table, tuple[Column, ...]] = {
    "forms": (
        FORM,
        Column("path", "text", "the file as it was named; in an archive `ARCHIVE!MEMBER`"),
        Column("sha256", "text", "of the file; null where it could not be opened"),
        Column("nth", "whole", "which form of its file, from 1"),
        Column("version", "text", "program, rules and options that it was read with, as a digest"),
        Column("error", "text", "why the file gave no form, in Chinese; then what follows `kind_of_error` is null"),
        Column("error_en", "text", "the same in English"),
        Column("kind_of_error", "text", "its class: `Damaged`, `Encrypted`, `Unrecognised`, `Defect`, `Died`, …"),
        Column("format", "text", "docx, xlsx, xls, html, pdf, doc, txt"),
        Column("profile", "text", "the form profile, whose rules scored it"),
        Column("inferred", "yes", "whether the profile was inferred"),
        Column("kind", "text", "department or project"),
        Column("title", "text", "as printed"),
        Column("organization", "text", "as printed; empty where none is"),
        Column("year", "whole", "the year it tells of; null where none is printed"),
        Column("execution_rate", "number", "the stated execution rate, percent", True, True),
        Column("budget", "number", "total of the adjusted budget, else the initial one, in its own unit", why=True),
        Column("executed", "number", "total executed, in the unit of `budget`", why=True),
        Column("total_weight", "number", "stated in the total row", True, True),
        Column("total_score", "number", "stated in the total row", True, True),
        Column("stated_score", "number", "the score that the text or the head of the form states", True, True),
        Column("grade", "text", "as printed; empty where none is"),
        Column("summed_weight", "number", "the weights added up", why=True),
        Column("summed_score", "number", "the claimed scores added up", why=True),
        Column("rule_weight", "number", "the weights of the rows that count", why=True),
        Column("rule_score", "number", "points by rule; rows that no rule decides at what they claim", why=True),
        Column("rule_grade", "text", "the grade of `rule_score`", why=True),
        Column("undecided", "whole", "rows that no rule decides"),
        Column("rows", "whole", "indicator rows"),
        Column("errors", "whole", "findings of level error"),
        Column("doubts", "whole", "findings of level doubt"),
        Column("notes", "whole", "findings of level note"),
        Column("notices", "texts", "what the reader could not read or place, in Chinese"),
    ),
    "rows": (
        FORM,
        ROW,
        Column("groups", "texts", "labels of the levels above, outermost first"),
        Column("name", "text", "as printed"),
        Column("target", "text", "as printed"),
        Column("actual", "text", "as printed"),
        Column("unit", "text", "the cell of a unit column"),
        Column("note", "text", "as printed"),
        Column("standard", "text", "the scoring standard that the row prints"),
        Column("weight", "number", "points that the row can earn", True, True),
        Column("score", "number", "points that the form claims", True, True),
        Column("part_of", "whole", "the row whose weight this one shares; such rows do not count in totals"),
        Column("target_kind", "text", "amount, interval, deadline, period, rank, wording; null where unread"),
        Column("target_op", "text", ">=, >, =, <=, <; null for a bare number"),
        Column("target_value", "number", "of an amount; the lower end of an interval", why=True),
        Column("target_high", "number", "the upper end of an interval"),
        Column("target_unit", "text", "as normalised"),
        Column("result_kind", "text", "as `target_kind`"),
        Column("result_value", "number", "of an amount", why=True),
        Column("result_unit", "text", "as normalised"),
        Column("initial_target", "text", "the target before an adjustment in the year, as printed"),
        Column("initial_value", "number", "its value where it is an amount"),
        Column(
            "case",
            "text",
            "how a rule meets the row: `number` and `execution` (a quotient of `result` and `aim`), `judged` (a band), "
            "`met` (the whole weight), `unsaid` (no rule speaks of it), `beyond` (a number with more digits than "
            "`result` or `aim` take: it is scored outside of columns)",
            why=True,
        ),
        Column("way", "text", "which rule of a profile: positive, exact, reverse, qualitative, execution"),
        Column("result", "millionths", "the result, or the amount executed, in one unit with `aim`"),
        Column("aim", "millionths", "the target, or the budget"),
        Column("result_exact", "text", "`result` with all its digits"),
        Column("aim_exact", "text", "`aim` with all its digits"),
        Column("rate", "yes", "whether both are percentages"),
        Column("in_proportion", "yes", "whether the row's own standard asks for proportion"),
        Column("rough", "yes", "whether the target only asks for about so many"),
        Column("state", "text", "what a judged result claims: yes, partly, no; null where it leaves that open"),
        Column("points_weight", "weight", "`weight` where it has at most 5 digits before and 4 after the point"),
        Column("shared", "text", "why a weight shared with other rows is not earned, in Chinese; null where it is"),
        Column("shared_en", "text", "the same in English"),
        Column("noted", "yes", "whether the row has a cell for reasons"),
        Column("reasoned", "yes", "whether a reason for a deviation is given, in that cell or in the text"),
        Column("bounded", "yes", "whether less is better, or the result is a percentage that stays within 100"),
    ),
    "marks": (
        FORM,
        ROW,
        Column("rule", "text", "the rule that scored the row"),
        Column("points", "number", "by that rule", why=True),
        Column("low", "number", "the least that the rule allows; null where nothing can be said"),
        Column("high", "number", "the most that the rule allows"),
        Column("how", "text", "the arithmetic, in Chinese"),
        Column("how_en", "text", "the arithmetic, in English"),
        Column("short", "yes", "whether the result falls short; null where that cannot be told"),
        Column("ratio", "number", "result ÷ target, half up to 10 decimals", why=True),
    ),
    "findings": (
        FORM,
        Column("nth", "whole", "in the order of the report, from 1"),
        Column("name", "text", "of the check"),
        Column("level", "text", "error, doubt or note"),
        Column("message", "text", "the finding, in Chinese"),
        Column("message_en", "text", "the finding, in English"),
        Column("next_step", "text", "what to do, in Chinese"),
        Column("next_step_en", "text", "what to do, in English"),
        Column("about", "text", "the thing: `total.weight`, `indicator:2.score`, …"),
        Column("stated", "text", "as printed"),
        Column("computed", "text", "as computed"),
        Column("where", "places", "the places: part, table, row, column, start, end, text"),
    ),
    "claims": (
        FORM,
        Column("nth", "whole", "in reading order, from 1"),
        Column("start", "whole", "first character in the document's text"),
        Column("end", "whole", "the character after the last"),
        Column("value", "number", "normalised; `text` is what is printed", True, True),
        Column("high", "number", "the upper end of a range"),
        Column("unit", "text", "as normalised"),
        Column("printed_unit", "text", "as printed"),
        Column("object", "text", "what is counted"),
        Column("modifier", "text", "exact, at-least, over, near, under, max"),
        Column("aggregate", "text", "cumulative, consecutive or empty"),
        Column("share_of", "text", "what a percentage is a share of"),
        Column("period", "text", "as printed"),
        Column("section", "text", "the kind of the section that holds it"),
        Column("state", "text", "confirmed, contradicted, unclear, untied"),
        Column("ties", "texts", "the other ends: `indicator:15`, `budget:…`, `claim:7`, …"),
    ),
    "tallies": (
        FORM,
        Column("check", "text", "its name"),
        Column("passed", "whole", "how often it passed"),
        Column("found", "whole", "how often it found something"),
        Column("skipped", "whole", "how often it could not be made"),
        Column("why", "texts", "the reasons of `skipped`, with their counts, in Chinese"),
        Column("why_en", "texts", "the same in English"),
    ),
    "budget": (
        FORM,
        Column("nth", "whole", "in reading order, from 1"),
        Column("stage", "text", "initial, adjusted, final"),
        Column("side", "text", "revenue, expenditure"),
        Column("name", "text", "as printed"),
        Column("amount", "number", "in `unit`", True, True),
        Column("unit", "text", "as printed"),
        Column("total", "yes", "whether the other lines of its stage and side add up to it"),
    ),
    "duties": (
        FORM,
        Column("nth", "whole", "in reading order, from 1"),
        Column("duty", "text", "one duty that the overview names, as printed"),
        Column("start", "whole", "first character in the document's text"),
        Column("end", "whole", "the character after the last"),
    ),
    "sentences": (
        FORM,
        Column("nth", "whole", "in reading order, from 1"),
        Column("part", "text", "results, problems, suggestions, reason (of a row), text (without headings)"),
        Column("key", "text", "the sentence without its own unit's name, years, numbers and marks: what is compared"),
    ),
}  # fmt: skip


def names(table: Table) -> list[str]:
    """The columns of a table with those that stand beside them, in order."""
    return [name for name, _ in _flat(table)]


def arrow(table: Table) -> Any:
    """The Arrow schema of a table; its version is in the metadata."""
    import pyarrow

    made = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "whole": pyarrow.int32(),
        "yes": pyarrow.bool_(),
        "number": pyarrow.decimal128(DIGITS, PLACES),
        "millionths": pyarrow.int64(),
        "weight": pyarrow.int64(),
        "places": pyarrow.list_(_place()),
    }
    fields = [pyarrow.field(name, made[type_], nullable=name != "form") for name, type_ in _flat(table)]
    return pyarrow.schema(fields, metadata={"steelyard.store": str(VERSION), "steelyard.table": table})


def _place() -> Any:
    import pyarrow

    whole, text = pyarrow.int32(), pyarrow.string()
    kinds = {"part": text, "table": whole, "row": whole, "column": text, "start": whole, "end": whole, "text": text}
    return pyarrow.struct(list(kinds.items()))


def _flat(table: Table) -> list[tuple[str, Type]]:
    found: list[tuple[str, Type]] = []
    for column in TABLES[table]:
        found.append((column.name, column.type))
        if column.text:
            found.append((f"{column.name}_text", "text"))
        if column.why:
            found += [(f"{column.name}_why", "text"), (f"{column.name}_why_en", "text")]
    return found
