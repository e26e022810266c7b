"""Ledger packs are read strictly: a key or a name that does not fit is an error that names file and key."""

from pathlib import Path

import pytest

from steelyard.packs.ledgers import packs, read_pack
from steelyard.packs.loading import PackError, folder

MODEL = "complaints-and-reports"
FAULTS = [
    ('places = 0\nclause = "按收到日期计数。既', 'place = 0\nclause = "按收到日期计数。既', "place"),
    ('type = "integer"', 'type = "int"', "int"),
    ('primaryKey = ["id"]', 'primaryKey = ["no"]', "ledgers.complaints.primaryKey"),
    ('primaryKey = ["id"]', "primaryKey = []", "names no column"),
    ('counted = { accept_decision = "受理" }', 'counted = { decision = "受理" }', "measures.accepted-share"),
    ('column = "recovered_amount"', 'column = "recovered"', "measures.recovered-amount"),
    (
        'name = "count", of = { ledger = "complaints", date = "received_at" }',
        'name = "count", of = { ledger = "x" }',
        "“x”",
    ),
    ('of = "complaints-received"', 'of = "received"', "measures.received-against-last-year.of"),
    ("limit = 7, ", "", "measures.decided-on-time.terms.limit"),
    ('start = "filing_at", ', "", "measures.told-on-time.terms"),
    ('told-on-time = "0.00"\n', "", "no worked example"),
    ('told-on-time = "0.00"', 'told = "0.00"', "no measure “told”"),
    ('id = "J2", channel', 'id = "J2", way', "has no column “way”"),
    ('name = "accepted-share"', 'name = "filed-share"', "“filed-share” stands twice"),
    ('ledger = "complaints", date = "received_at" }', 'ledger = "complaints", ended = "end_at" }', "needs “since”"),
    ('counted = { accept_decision = "受理" }', "counted = { any = [] }", "where.any: a list of tables"),
    ('counted = { accept_decision = "受理" }', 'counted = { any = ["受理"] }', "where.any: a list of tables"),
    ('counted = { accept_decision = "受理" }', "counted = { kind = [{}] }", "where.kind: a list of texts"),
    ('counted = { accept_decision = "受理" }', 'counted = { any = [{ way = "x" }] }', "has no column “way”"),
    ('counted = { accept_decision = "受理" }', "counted = { any = [{ any = [] }] }", "no alternatives of their own"),
    ('name = "mediated-share"', 'grows = true\nname = "mediated-share"', "measures.mediated-share.grows"),
    ("constraints = { minimum = 0 }", 'constraints = { not_below = "way" }', "constraints.not_below: “complaints” has"),
    ("constraints = { minimum = 0 }", 'constraints = { not_above = "id" }', "are not both numbers"),
]


def test_every_pack_on_file_is_sound() -> None:
    assert MODEL in packs()


@pytest.mark.parametrize(("was", "becomes", "named"), FAULTS, ids=[becomes or was for was, becomes, _ in FAULTS])
def test_a_fault_stops_the_pack_and_is_named(tmp_path: Path, was: str, becomes: str, named: str) -> None:
    text = folder("ledgers")[MODEL].read_text(encoding="utf-8")
    assert was in text
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"mine\.toml") as caught:
        read_pack(file)
    assert named in str(caught.value)
