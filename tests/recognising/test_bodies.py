"""Names of public bodies: what is the place in them, and which names may be of one body."""

import pytest

from steelyard.recognising.bodies import body, same_body


@pytest.mark.parametrize(
    ("printed", "place", "kind", "stem", "level"),
    [
        ("云溪县教育局", "云溪县", "教育局", "云溪", "县"),
        ("临澜市云溪县教育局（本级）", "临澜市云溪县", "教育局", "云溪", "县"),
        ("008001-云溪县水利局", "云溪县", "水利局", "云溪", "县"),
        ("临澜市市场监督管理局", "临澜市", "市场监督管理局", "临澜", "市"),
        ("临澜市城市管理局", "临澜市", "城市管理局", "临澜", "市"),
        ("临澜市民政局", "临澜市", "民政局", "临澜", "市"),
        ("望川新区管理委员会", "望川新区", "管理委员会", "望川新", "区"),
        ("云溪县柳河镇人民政府", "云溪县柳河镇", "人民政府", "柳河", "镇"),
        ("市教育局", "", "市教育局", "", ""),
        ("教育局", "", "教育局", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_a_name_is_taken_apart(printed: str, place: str, kind: str, stem: str, level: str) -> None:
    taken = body(printed)
    assert (taken.place, taken.kind, taken.stem, taken.level) == (place, kind, stem, level)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县教育局", "云溪县教育局机关"),
        ("云溪县教育局", "临澜市云溪县教育局"),
        ("云溪县教育局", "教育局"),
        ("文旅局", "云溪县文化和旅游局"),
        ("市市场监管局", "临澜市市场监督管理局"),
        ("云溪县发改委", "云溪县发展和改革委员会"),
        ("县政府办", "云溪县人民政府办公室"),
        ("县残联", "云溪县残疾人联合会"),
    ],
)
def test_names_that_may_be_of_one_body(one: str, other: str) -> None:
    assert same_body(body(one), body(other))
    assert same_body(body(other), body(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县教育局", "清河县教育局"),
        ("云溪县水利局", "云溪县水务局"),
        ("云溪县财政局", "云溪县教育局"),
        ("清河文旅局", "云溪县文化和旅游局"),
        ("云溪县教育局", "局"),
        ("", ""),
    ],
)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert not same_body(body(one), body(other))
    assert not same_body(body(other), body(one))
