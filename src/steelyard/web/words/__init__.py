"""The words of the pages, in both languages: one module for each group of pages, found by looking.

``WORDS`` are what templates say; ``ADMIN_ACTS`` the acts on something else than a form, as the log shows them.
"""

import pkgutil
from importlib import import_module

from steelyard.model import Message

_MODULES = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
WORDS: dict[str, Message] = {key: words for module in _MODULES for key, words in module.WORDS.items()}
ADMIN_ACTS: dict[str, Message] = {
    key: words for module in _MODULES for key, words in getattr(module, "ADMIN_ACTS", {}).items()
}
