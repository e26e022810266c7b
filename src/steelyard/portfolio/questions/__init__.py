"""Questions to a store, one file each: ``ABOUT``, ``options(parser)``, ``ask(store, options) → Answer``.

A question is found by its file, as a check is. ``NEEDS`` names the packages of the extra ``analysis`` that it imports.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def names() -> tuple[str, ...]:
    """The names of the questions, by the alphabet."""
    return tuple(sorted(found.name.replace("_", "-") for found in iter_modules(__path__)))


def question(name: str) -> ModuleType:
    """The question of that name."""
    return import_module(f"{__name__}.{name.replace('-', '_')}")
