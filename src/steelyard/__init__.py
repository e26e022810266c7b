"""steelyard (定盘星): makes a department's self-evaluation of its spending computable, checkable and reproducible.

The public verbs, one per arrow::

    read → recognise → score → audit → report → write
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from steelyard.auditing import audit as audit
    from steelyard.measuring import measure as measure
    from steelyard.reading import read as read
    from steelyard.recognising import recognise as recognise
    from steelyard.recognising import recognise_all as recognise_all
    from steelyard.reporting import report as report
    from steelyard.reporting.annotating import annotate as annotate
    from steelyard.reporting.writing import write as write
    from steelyard.scoring import score as score

__all__ = [
    "__version__",
    "annotate",
    "audit",
    "measure",
    "read",
    "recognise",
    "recognise_all",
    "report",
    "score",
    "write",
]
__version__ = "0.1.0"

# A verb is imported when it is first used, so that ``steelyard --version`` does not read the rooms.
_VERBS = {
    "measure": "steelyard.measuring",
    "read": "steelyard.reading",
    "recognise": "steelyard.recognising",
    "recognise_all": "steelyard.recognising",
    "score": "steelyard.scoring",
    "audit": "steelyard.auditing",
    "report": "steelyard.reporting",
    "annotate": "steelyard.reporting.annotating",
    "write": "steelyard.reporting.writing",
}


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_VERBS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
