"""The API: the pages' matter for programs, under ``/api/v1/``, with the rights of whoever made the token.

Each module offers some addresses (``site.offers``); all of them are found by looking. What may be seen and done is
asked of ``access`` and done by ``deeds``, as on the pages.
"""

import pkgutil
from importlib import import_module

from django.urls import URLPattern

from steelyard.web.api import site


def addresses() -> list[URLPattern]:
    """The addresses of the API, each with its door."""
    for found in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{found.name}")
    return site.addresses()
