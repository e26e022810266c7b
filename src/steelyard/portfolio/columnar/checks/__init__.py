"""Checks as Ibis expressions over a store, one file each, named as the check whose verdicts it gives.

A file has ``LEVEL`` and ``verdicts(tables)``, which answers the columns of ``COLUMNS``. What columns cannot decide
has the verdict ``beyond``: there the verdict that was stored when the form was read stands, and it is counted.
Checks that have no file here rest on the words or the layout of a form, which a store does not keep.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import ibis

from steelyard.portfolio.columnar.checks._saying import COLUMNS, Tables, tables
from steelyard.portfolio.columnar.exact import Column

__all__ = ["COLUMNS", "Tables", "names", "tables", "tallies", "verdicts"]


@cache
def names() -> tuple[str, ...]:
    """The checks that are made in columns, by the alphabet."""
    found = (one.name for one in iter_modules(__path__) if not one.name.startswith("_"))
    return tuple(sorted(name.replace("_", "-") for name in found))


def verdicts(given: Tables, name: str) -> Column:
    """Every verdict of one check: form, check, row, verdict (pass, found, skip, beyond), level, about, stated, …"""
    module: Any = import_module(f"{__name__}.{name.replace('-', '_')}")
    told = module.verdicts(given).mutate(check=ibis.literal(name))
    found = told["verdict"] == "found"
    level = found.ifelse(ibis.coalesce(told["level"], ibis.literal(module.LEVEL)), ibis.null("string"))
    blank = {one: found.ifelse(told[one], ibis.null(told[one].type())) for one in ("stated", "computed", "should")}
    return told.mutate(level=level, **blank).select(*COLUMNS)


def tallies(given: Tables, name: str) -> Column:
    """How often one check passed, found and was skipped in each form, and whether it is ``beyond`` columns there.

    A form of which a check says nothing counts as skipped once, as in the core.
    """
    told = verdicts(given, name)
    counted = told.group_by("form").aggregate(
        **{
            kind: (told["verdict"] == word).sum().cast("int32")
            for kind, word in (("passed", "pass"), ("found", "found"), ("skipped", "skip"), ("_beyond", "beyond"))
        }
    )
    every = given.forms.select("form").left_join(counted, "form").select("form", *counted.columns[1:])
    none = ibis.literal(0, "int32")
    skipped = ibis.coalesce(every["skipped"], ibis.literal(1, "int32"))
    return every.select(
        "form",
        check=ibis.literal(name),
        passed=ibis.coalesce(every["passed"], none),
        found=ibis.coalesce(every["found"], none),
        skipped=skipped,
        beyond=ibis.coalesce(every["_beyond"], none) > 0,
    )
