"""What can be asked for as a file, one module a kind, found by looking.

Each has ``TITLE``, ``ENDING``, ``OF_CASE`` (whether it is of one form, not of a place and a year), ``missing()``, which
says what it lacks on this machine, and ``made(export, target)``, which writes the file or raises ``Impossible``.
"""

import pkgutil
from importlib import import_module
from types import ModuleType

from steelyard.model import Message


class Impossible(Exception):  # noqa: N818 — an answer, not a fault
    """It cannot be made; ``why`` says what is wanting."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why.en)


def kinds() -> dict[str, ModuleType]:
    """All kinds by their names."""
    return {found.name: import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)}
