"""What styles say that changes how a form reads: hidden text and automatic numbers. Nothing else of them is read."""

from dataclasses import dataclass

from lxml import etree

from steelyard.reading.ooxml import W

OFF = ("0", "false", "off", "none")


def is_on(toggle: etree._Element | None) -> bool:
    """Whether an on/off property is there and is not switched off."""
    return toggle is not None and toggle.get(f"{W}val") not in OFF


@dataclass(frozen=True, slots=True)
class Style:
    """``hidden``: its text does not print. ``number``: the list its paragraphs are counted in, with the level."""

    hidden: bool = False
    number: str = ""
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class _Raw:
    parent: str
    hidden: bool | None
    number: str
    depth: int | None


def telling_styles(root: etree._Element) -> dict[str, Style]:
    """The styles, by id, that hide or number text, themselves or through the style they are based on."""
    raw = {}
    for element in root.iterchildren(f"{W}style"):
        vanish = element.find(f"{W}rPr/{W}vanish")
        number = element.find(f"{W}pPr/{W}numPr/{W}numId")
        depth = element.find(f"{W}pPr/{W}numPr/{W}ilvl")
        parent = element.find(f"{W}basedOn")
        level = depth.get(f"{W}val", "") if depth is not None else ""
        raw[element.get(f"{W}styleId", "")] = _Raw(
            parent="" if parent is None else parent.get(f"{W}val", ""),
            hidden=None if vanish is None else is_on(vanish),
            number="" if number is None else number.get(f"{W}val", ""),
            depth=int(level) if level in set("012345678") else None,
        )
    styles = {name: _resolved(name, raw) for name in raw}
    return {name: style for name, style in styles.items() if style.hidden or style.number not in ("", "0")}


def _resolved(name: str, raw: dict[str, _Raw]) -> Style:
    hidden: bool | None = None
    number, depth = "", None
    seen: set[str] = set()
    while name in raw and name not in seen and len(seen) < 20:
        seen.add(name)
        style = raw[name]
        hidden = style.hidden if hidden is None else hidden
        depth = style.depth if depth is None and not number else depth
        number = number or style.number
        name = style.parent
    return Style(bool(hidden), number, depth)
