"""The nouns that cross a wall between rooms.

Every noun is a frozen dataclass that holds the stage before it::

    Document → Form → Scored → Audited

Three rules hold for all of them. A number is a ``Decimal`` or an ``Unknown`` that says why. The printed
text stays beside the parsed value. Every value knows the place where it stands.
"""

from steelyard.model.aims import Aim, Change, Move
from steelyard.model.audited import Audited, Finding, Level, Pass, Skip, Tally, Verdict
from steelyard.model.document import Aside, AsideKind, Block, Cell, Document, Paragraph, Place, Table
from steelyard.model.ends import end_of
from steelyard.model.evidence import (
    BadRow,
    Evidence,
    Known,
    LedgerRead,
    MonthEnd,
    Months,
    Proof,
    Record,
    Unprovable,
    Value,
)
from steelyard.model.form import (
    BudgetLine,
    Execution,
    Figure,
    Form,
    Indicator,
    Printed,
    ProfileChoice,
    Section,
    Subtotal,
    Total,
)
from steelyard.model.likeness import Comparison, Likeness, Relation, TextPart
from steelyard.model.narrative import Claim, Mention, Narrative, Tie
from steelyard.model.quantities import (
    Amount,
    Deadline,
    Interval,
    Op,
    Period,
    Rank,
    Result,
    Target,
    Wording,
)
from steelyard.model.scored import Mark, RuleTotal, Scored, Sum
from steelyard.model.words import Lang, Message, Unknown

__all__ = [
    "Aim",
    "Amount",
    "Aside",
    "AsideKind",
    "Audited",
    "BadRow",
    "Block",
    "BudgetLine",
    "Cell",
    "Change",
    "Claim",
    "Comparison",
    "Deadline",
    "Document",
    "Evidence",
    "Execution",
    "Figure",
    "Finding",
    "Form",
    "Indicator",
    "Interval",
    "Known",
    "Lang",
    "LedgerRead",
    "Level",
    "Likeness",
    "Mark",
    "Mention",
    "Message",
    "MonthEnd",
    "Months",
    "Move",
    "Narrative",
    "Op",
    "Paragraph",
    "Pass",
    "Period",
    "Place",
    "Printed",
    "ProfileChoice",
    "Proof",
    "Rank",
    "Record",
    "Relation",
    "Result",
    "RuleTotal",
    "Scored",
    "Section",
    "Skip",
    "Subtotal",
    "Sum",
    "Table",
    "Tally",
    "Target",
    "TextPart",
    "Tie",
    "Total",
    "Unknown",
    "Unprovable",
    "Value",
    "Verdict",
    "Wording",
    "end_of",
]
