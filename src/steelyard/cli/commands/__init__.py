"""The commands, one file each: what it is called (the file's name), what it does, its options, what carries it out.

A command is found by its file; ``PLACE`` says where it stands in the help. What carries it out is imported when it is
asked for.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def names() -> tuple[str, ...]:
    """The names of the commands, by the alphabet."""
    return tuple(sorted(found.name.replace("_", "-") for found in iter_modules(__path__)))


def command(name: str) -> ModuleType:
    """The command of that name: ``ABOUT``, ``PLACE``, ``options(parser)``, ``run(options, lang)``."""
    return import_module(f"{__name__}.{name.replace('-', '_')}")


def every() -> dict[str, ModuleType]:
    """All commands, in the order of the help."""
    return dict(sorted(((name, command(name)) for name in names()), key=lambda one: (one[1].PLACE, one[0])))
