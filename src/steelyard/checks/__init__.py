"""The checks: one file each, named for the defect. They are found by folder; there is no list to keep.

A check is a function from ``Scored`` to verdicts that bears its file's name: one ``Pass`` for each time it was made
and the form holds, one ``Finding`` where it does not, one ``Skip`` where it cannot be made. The file's docstring is
the page that ``steelyard explain`` prints. Files that begin with an underscore hold what several checks share.
"""

import pkgutil
from functools import cache
from importlib import import_module

from steelyard.checks._registry import FAMILIES, NEXT, At, Check, Family, check

__all__ = ["FAMILIES", "NEXT", "At", "Check", "Family", "check", "checks"]


@cache
def checks() -> dict[str, Check]:
    """All checks by name, by family and then by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found: list[Check] = [getattr(import_module(f"{__name__}.{module}"), module) for module in modules]
    return {one.name: one for one in sorted(found, key=lambda one: FAMILIES.index(one.family))}
