"""Official rules (评分规则): one TOML file each in ``packs/rules/<document>``, named ``<document>/<rule>``.

A rule names a shape of the closed list in ``packs.shapes``, gives its parameters and its source, tells the clause in
our own words, and carries worked examples, which the tests run.
"""

from functools import cache

import msgspec

from steelyard.packs.loading import Source, folder, load
from steelyard.packs.shapes import AnyShape


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Arguments of the shape's function, as printed, and its answer (points to 2 decimals)."""

    given: dict[str, str]
    gives: str
    how: str = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule. ``clause`` tells it in our own words; it is no quotation."""

    title: str
    title_en: str
    clause: str
    clause_en: str
    shape: AnyShape
    source: Source
    examples: tuple[Example, ...]


@cache
def rule(name: str) -> Rule:
    """The rule ``name`` (``mof-2020-10/proportion``).

    :raises KeyError: there is no such rule; the message lists those of the same document, or all.
    :raises steelyard.packs.loading.PackError: the file has an unknown, missing or wrongly typed key.
    """
    files = folder("rules")
    if name in files:
        return load(files[name], Rule)
    near = [other for other in files if other.startswith(name.split("/")[0] + "/")]
    raise KeyError(f"no rule {name}; there are: {', '.join(near or files)}")


def rules() -> dict[str, Rule]:
    """All rules by name."""
    return {name: rule(name) for name in folder("rules")}
