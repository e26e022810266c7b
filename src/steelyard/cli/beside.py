"""The forms that others are held against: ``--beside``."""

from collections.abc import Callable, Sequence

from steelyard.cli.files import forms, recognised
from steelyard.cli.usage import UsageError
from steelyard.model import Form, Message


def beside(paths: Sequence[str], tell: Callable[[Message], object]) -> tuple[tuple[Form, ...], bool]:
    """The forms of ``paths``, and whether all could be read. In a folder, ``tell`` hears of those that could not.

    :raises UsageError: a file that is named cannot be read, or is no form, and why.
    """
    found: list[Form] = []
    whole = True
    for path in forms(paths, tell):
        try:
            found.extend(recognised(path))
        except UsageError as error:
            if path in paths:
                raise
            tell(error.message)
            whole = False
    return tuple(found), whole
