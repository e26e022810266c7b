"""The vectors of docs/draw-vectors.toml, by which any implementation is told right or wrong."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from steelyard.drawing import Candidate, Inspector, Size, Winner, draw
from steelyard.drawing.pool import ALGORITHM, canonical, number

VECTORS: dict[str, Any] = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "draw-vectors.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS["numbers"], ids=lambda vector: vector["number"][:8])
def test_the_number_of_a_lot(vector: dict[str, Any]) -> None:
    assert canonical([ALGORITHM, *vector["parts"]]).decode() == vector["canonical"]
    assert number(*vector["parts"]) == vector["number"]


@pytest.mark.parametrize("vector", VECTORS["draws"], ids=lambda vector: vector["title"])
def test_a_whole_draw(vector: dict[str, Any]) -> None:
    sizes = [
        Size(**{**size, **({"share": Decimal(size["share"])} if "share" in size else {})}) for size in vector["sizes"]
    ]
    record = draw(
        msgspec.convert(vector["candidates"], list[Candidate]),
        vector["seed"],
        sizes,
        msgspec.convert(vector["inspectors"], list[Inspector]),
        vector["team"],
    )
    assert record.pool_sha256 == vector["pool_sha256"]
    assert record.inspectors_sha256 == vector["inspectors_sha256"]
    assert record.drawn == msgspec.convert(vector["drawn"], tuple[Winner, ...])
