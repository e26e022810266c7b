"""Reads official material (one TOML file each) strictly: an unknown or missing key is an error that names both."""

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec


class PackError(Exception):
    """A pack file that does not say what its schema asks for: names the file and the key."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an official fact comes from.

    ``original_seen`` is false for what was not read in the original text; ``basis`` then says what it rests on.
    ``read_on`` is the day somebody last looked and found it in force.
    """

    document: str
    title: str
    article: str
    original_seen: bool
    read_on: str
    basis: str = ""
    since: str = ""
    until: str = ""


T = TypeVar("T")


def load(file: Traversable, shape: type[T]) -> T:
    """One pack file as ``shape``.

    :raises PackError: the file is no TOML, or has an unknown, missing or wrongly typed key.
    """
    try:
        data: Any = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        return msgspec.convert(data, shape, strict=True)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PackError(f"{file.name}: {error}") from error


@cache
def folder(name: str) -> dict[str, Traversable]:
    """The TOML files of ``packs/<name>``, by their path without ending (``mof-2020-10/proportion``)."""
    found: dict[str, Traversable] = {}
    _collect(files("steelyard.packs") / name, "", found)
    return dict(sorted(found.items()))


def _collect(place: Traversable, prefix: str, found: dict[str, Traversable]) -> None:
    for entry in place.iterdir():
        if entry.is_dir():
            _collect(entry, f"{prefix}{entry.name}/", found)
        elif entry.name.endswith(".toml"):
            found[prefix + entry.name.removesuffix(".toml")] = entry
