"""Narratives that are nearly those of another unit, names, years and numbers left aside.

Each form's sentences are cut into short pieces, their MinHash signature is cut into bands, and only forms that agree in
a whole band are held against each other: the first of the band, and the one before. So the cost is that of reading and
sorting; it grows with the number of forms, not of pairs. What passes is measured on the pieces themselves.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from steelyard.model import Message
from steelyard.portfolio.asking import Line, engine, table
from steelyard.portfolio.signs import Sign, named
from steelyard.portfolio.storing import Store
from steelyard.quantity import half_up
from steelyard.recognising.bodies import same_body

# Our own measures.
COPIED = Decimal("0.7")  # of the pieces of both texts that are in both
PIECE = 5  # characters of a piece
LEAST = 150  # pieces of a text that can be called copied
EVERYBODY = 4  # what more units than this write, and more than half of all, is everybody's wording
BATCH, HELD = 10_000, 1000  # lines, and pairs of texts, that are held at a time
HASHES, BANDS = 64, 16  # bands of four: texts that share 70 % of their pieces agree in one with 99 %
NEARLY = Message("文字与外单位雷同", "the narrative of another unit")


Pair = tuple[str, str]


def copied(store: Store, forms: Mapping[str, Line]) -> dict[str, list[Sign]]:
    """A sign for each form whose narrative is nearly that of another unit's: the form most like it.

    ``forms`` are those to be held against each other. One that names no unit, or tells little, is left out.
    """
    database = engine()
    texts = _Texts(store, forms, _everybodys(database, store, forms))
    best: dict[str, tuple[Decimal, str]] = {}
    for one, other, share in _measured(database, texts, _candidates(database, texts, forms)):
        for form, like in ((one, other), (other, one)):
            if form not in best or (-share, like) < (-best[form][0], best[form][1]):
                best[form] = share, like
    return {form: [_sign(share, forms[other], texts.sentences[form])] for form, (share, other) in best.items()}


def _sign(share: Decimal, other: Line, sentences: int) -> Sign:
    percent = half_up(share * 100, 0)
    who = other["organization"] + (f" {other['year']}" if other["year"] else "")
    zh = f"除去名称、年度和数字，与“{who}”的文字有{percent}%相同（{other['path']}）。"
    en = f"But for names, years and numbers, {percent} % of the text is that of {who} ({other['path']})."
    return Sign(NEARLY, sentences, sentences, Message(zh, en))


def _everybodys(database: Any, store: Store, forms: Mapping[str, Line]) -> frozenset[str]:
    """Sentences that so many units write that they are nobody's."""
    units = len({line["organization"] for line in forms.values()})
    most = max(EVERYBODY, units // 2)
    lines, owners = table(database, store, "sentences"), table(database, store, "forms")
    named = lines.join(owners.select("form", "organization"), "form")
    many = named.group_by("key").aggregate(units=named["organization"].nunique())
    return frozenset(database.to_pyarrow(many.filter(many["units"] > most).select("key"))["key"].to_pylist())


class _Texts:
    """The pieces of forms, part after part; ``sentences`` counts those of each form that was gone through."""

    def __init__(self, store: Store, forms: Mapping[str, Line], common: frozenset[str]) -> None:
        self._store, self._forms, self._common = store, forms, common
        self.sentences: dict[str, int] = {}

    def pieces(self, only: frozenset[str] | None = None) -> Iterator[tuple[str, list[int]]]:
        """The pieces of each form as sorted hashes (of ``only`` these forms), where it tells enough."""
        for lines in self._store.tables("sentences", ["form", "key"]):
            for form, some in groupby(lines.to_pylist(), key=itemgetter("form")):
                if (
                    form not in self._forms
                    or not self._forms[form]["organization"]
                    or not (only is None or form in only)
                ):
                    continue
                own = [line["key"] for line in some if line["key"] not in self._common]
                found = {zlib.crc32(key[at : at + PIECE].encode()) for key in own for at in range(len(key) - PIECE + 1)}
                if len(found) >= LEAST:
                    self.sentences[form] = len(own)
                    yield form, sorted(found)


def _candidates(database: Any, texts: _Texts, forms: Mapping[str, Line]) -> list[Pair]:
    """Pairs of different units that agree in a band: neighbours in it, and each with the first."""
    import ibis

    _fill(database, "bands", {"band": "int8", "digest": "binary", "form": "string"}, _bands(texts))
    bands = database.table("bands")
    within = ibis.window(group_by=["band", "digest"], order_by="form")
    near = bands.mutate(before=bands["form"].lag().over(within), first=bands["form"].first().over(within))
    pairs = ibis.union(*(near.select(one="form", other=name) for name in ("before", "first")), distinct=True)
    lines = database.to_pyarrow(pairs.filter(pairs["other"] < pairs["one"]).order_by("one", "other"))
    each = (line for batch in lines.to_batches() for line in batch.to_pylist())
    found = ((line["one"], line["other"]) for line in each)
    return [(one, other) for one, other in found if not _same(forms[one], forms[other])]


def _same(one: Line, other: Line) -> bool:
    return one["organization"] == other["organization"] or same_body(named(one), named(other))


def _bands(texts: _Texts) -> Iterator[Line]:
    from datasketch import MinHash

    wide = HASHES // BANDS
    for form, pieces in texts.pieces():
        [signature] = MinHash.bulk([pieces], num_perm=HASHES, seed=1, hashfunc=int)
        for band in range(BANDS):
            part = signature.hashvalues[band * wide : (band + 1) * wide]
            yield {"band": band, "digest": part.tobytes(), "form": form}


def _measured(database: Any, texts: _Texts, pairs: list[Pair]) -> Iterator[tuple[str, str, Decimal]]:
    """The pairs that are copied, with the share of their pieces that both have."""
    from array import array

    if not pairs:
        return
    wanted = frozenset(form for pair in pairs for form in pair)
    kept = ({"form": form, "pieces": array("Q", pieces).tobytes()} for form, pieces in texts.pieces(wanted))
    _fill(database, "pieces", {"form": "string", "pieces": "binary"}, kept)
    _fill(database, "pairs", {"one": "string", "other": "string"}, ({"one": a, "other": b} for a, b in pairs))
    text = database.table("pieces")
    both = database.table("pairs").join(text.select(one="form", here="pieces"), "one")
    both = both.join(text.select(other="form", there="pieces"), "other").order_by("one", "other")
    result = database.con.execute(database.compile(both.select("one", "other", "here", "there")))
    while lines := result.fetchmany(HELD):
        for one, other, *texts_of in lines:
            here, there = (frozenset(memoryview(hashes).cast("Q")) for hashes in texts_of)
            share = Decimal(len(here & there)) / len(here | there)
            if share >= COPIED:
                yield one, other, share


def _fill(database: Any, name: str, columns: Mapping[str, str], lines: Iterable[Line]) -> None:
    """A table of the engine's own, filled batch by batch: it goes to the disk where memory ends."""
    import ibis
    import pyarrow

    schema = ibis.schema(columns)
    database.create_table(name, schema=schema, temp=True)
    lines = iter(lines)
    while batch := list(islice(lines, BATCH)):
        database.insert(name, pyarrow.Table.from_pylist(batch, schema.to_pyarrow()))
