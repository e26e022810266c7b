"""Which measures prove an indicator, or why none can: by its name, exactly or by its core, never by likeness.

``packs/reasons/*.toml`` says of indicators that no ledger can prove why not (``because``) and names the indicators to
use ``instead``; which measures prove those is looked up like any other, so that a new ledger pack is picked up.
"""

import re
from functools import cache
from importlib.resources.abc import Traversable
from typing import NamedTuple

import msgspec

from steelyard.packs.ledgers import Measure, packs
from steelyard.packs.loading import PackError, Source, folder, load
from steelyard.quantity.folding import fold, plain


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Why the indicators ``names`` cannot be computed, and the indicators that should stand there ``instead``."""

    names: tuple[str, ...]
    because: str
    because_en: str
    instead: tuple[str, ...]


class Reasons(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file of reasons."""

    title: str
    title_en: str
    source: Source
    reasons: tuple[Reason, ...]


class Proof(NamedTuple):
    """A measure by its pack, written ``pack/measure``."""

    pack: str
    measure: Measure

    def __str__(self) -> str:
        return f"{self.pack}/{self.measure.name}"


_PLACE = re.compile(r"^[全本][省市县区]")
_AWARD_PLACE = re.compile(r"^(申报|获评|培育)[\u4e00-\u9fff]{2,3}?(?=[省市县]长?质量奖)")
_BRACKETED = re.compile(r"\([^()]*\)$")
_MARKS = re.compile(r"[\s“”\"'《》、,，。·或]|和(?!解)|及(?![时格])|与")
_COUNT = re.compile(r"(?:数量?|情况|个数|(?<![国专])家数|(?<![案文])件数|(?<!批)次数)$")
_VERBS = ("开展", "办理", "成功", "推动", "建立")


def core(name: str) -> str:
    """A name without marks, a bracket at its end, a place before it and the words that only say "number of".

    率 stays: a rate and a count are not the same. So do 申报, 获评, 受理, 完成: they say what is counted.

    >>> core("办理一般程序案件数（件）")
    '一般程序案件'
    """
    text = _MARKS.sub("", _BRACKETED.sub("", plain(fold(name)).strip()))
    for verb in _VERBS:
        text = text.removeprefix(verb)
    return _COUNT.sub("", _AWARD_PLACE.sub(r"\1", _PLACE.sub("", text))) or text


def proofs(name: str) -> tuple[Proof, ...]:
    """The measures that prove an indicator of that name; those that name it exactly come alone.

    A list (处置率、整改率) is proved only where each of its parts is; a later part may lack the words before it.
    """
    if found := _direct(name):
        return found
    first, *others = name.split("、")
    parts = [_direct(first), *(_part(first, other) for other in others)]
    return _once(parts) if others and all(parts) else ()


def _once(parts: list[tuple[Proof, ...]]) -> tuple[Proof, ...]:
    once: dict[str, Proof] = {str(proof): proof for part in parts for proof in part}
    return tuple(once.values())


def _direct(name: str) -> tuple[Proof, ...]:
    exact, alike = _index()
    return exact.get(fold(plain(name)).strip()) or alike.get(core(name), ())


def _part(first: str, other: str) -> tuple[Proof, ...]:
    """``other`` with as many of the first words of ``first`` before it as make it a name that is known."""
    names = (first[:length] + other for length in range(len(first) - 1, 1, -1))
    return next((found for found in map(_direct, names) if found), ())


def reason(name: str) -> Reason | None:
    """Why no ledger can prove an indicator of that name; ``None`` where nothing is known of it."""
    return _reasons().get(core(name))


def read_reasons(file: Traversable) -> Reasons:
    """One file of reasons, each name in it once.

    :raises PackError: an unknown, missing or wrong key, an empty list, a name given twice, or an indicator to use
        instead that no ledger pack proves.
    """
    found = load(file, Reasons)
    names = [name for one in found.reasons for name in {core(name) for name in one.names}]
    if twice := sorted({one for one in names if names.count(one) > 1}):
        raise PackError(f"{file.name}: reasons.names: “{twice[0]}” stands twice")
    for nth, one in enumerate(found.reasons, 1):
        if not one.names or not one.instead or not one.because or not one.because_en:
            raise PackError(f"{file.name}: reasons[{nth}]: names, because, because_en and instead must not be empty")
        if lost := [name for name in one.instead if not proofs(name)]:
            raise PackError(f"{file.name}: reasons[{nth}].instead: no ledger pack proves “{lost[0]}”")
    return found


@cache
def _reasons() -> dict[str, Reason]:
    files = folder("reasons").values()
    return {core(name): one for file in files for one in read_reasons(file).reasons for name in one.names}


@cache
def _index() -> tuple[dict[str, tuple[Proof, ...]], dict[str, tuple[Proof, ...]]]:
    exact: dict[str, tuple[Proof, ...]] = {}
    alike: dict[str, tuple[Proof, ...]] = {}
    for pack, content in packs().items():
        for measure in content.measures:
            proof = Proof(pack, measure)
            for name in measure.proves:
                for index, key in ((exact, fold(plain(name)).strip()), (alike, core(name))):
                    known = index.get(key, ())
                    index[key] = known if proof in known else (*known, proof)
    return exact, alike
