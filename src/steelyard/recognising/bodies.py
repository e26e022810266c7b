"""Names of public bodies (单位名称): the place in them, what the body is, and whether two names are of one body."""

import re
from typing import NamedTuple

from steelyard.model import Form

_STEM = "(?:(?![省市县区旗镇乡])[一-鿿]){2,7}?"
_CITY = "市(?!场|容|政(?![府法协务]))"  # 临澜市场监督管理局 leaves the level of its place out
_PLACE = re.compile(
    rf"(?:({_STEM})(省|自治区))?(?:({_STEM})(自治州|地区|州|盟|{_CITY}))?"
    rf"(?:({_STEM})(自治县|县|区|旗|{_CITY}))?(?:({_STEM})(街道|镇|乡))?"
)
_ASIDE = re.compile(r"[（(【\[][^（()）】\]]*[)）】\]]|[\s\d_—\-－、,，.．:：“”\"]+|(?:机关|本级)$")
# How the name of a public body ends.
ENDING = (
    r"(?:局|委员会|委|厅|办公室|办事处|办|中心|学院|学校|大学|中学|小学|医院|法院|检察院|联合会|协会|红十字会|"
    r"人民政府|支队|大队|总队|站|所|署|社|党校|馆)"
)

_TITLED = re.compile(rf"([一-鿿（）()]{{2,24}}?{ENDING})(?:关于)?\s*(?:20\d\d|部门|单位|项目|预算|整体)")
_USUAL = (("委员会", "委"), ("办公室", "办"), ("办事处", "办"), ("联合会", "联"))
SHORTEST = 3  # characters of a name that tells a body


class Body(NamedTuple):
    """A name without what stands around it; its place (临澜市云溪县, or nothing) and what the body is (教育局).

    ``stem`` and ``level`` are those of the innermost place: 云溪, 县.
    """

    name: str
    place: str
    kind: str
    stem: str
    level: str


def body(printed: str) -> Body:
    """``printed`` taken apart: 云溪县教育局（本级） is 教育局 of 云溪县.

    A body whose name begins with 市 or 县 alone (市教育局) has no place of its own.
    """
    name = _ASIDE.sub("", printed)
    found = _PLACE.match(name)
    assert found  # each part of a place may be left out
    *_, stem, level = ("", "", *(part for part in found.groups() if part))
    return Body(name, found[0], name[found.end() :], stem, level)


def body_of(form: Form) -> Body:
    """The unit that a form is of: by the field that names it, else by its title; without a name where neither does."""
    named = body(form.organization)
    titled = None if named.name else _TITLED.match(form.title)
    return body(titled[1]) if titled else named


def same_body(one: Body, other: Body) -> bool:
    """Whether the names may be of one body: one is the other, its beginning, its end, or an abbreviation of it.

    文旅局 may be 云溪县文化和旅游局; 南霖县教育局 is not 云溪县教育局, and 云溪县水务局 not 云溪县水利局.
    """
    short, long = sorted((one, other), key=lambda each: len(each.name))
    if len(short.name) < SHORTEST:
        return False
    if long.name.startswith(short.name) or long.name.endswith(short.name):
        return True
    if short.stem and long.stem and short.stem not in long.place:
        return False
    return _within(short.name, long.name)


def _within(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in their order, and both end alike."""
    for full, usual in _USUAL:
        short, long = short.replace(full, usual), long.replace(full, usual)
    rest = iter(long)
    return short[-1] == long[-1] and all(letter in rest for letter in short)
