"""Drawings for files that cannot show SVG as it is."""

from functools import lru_cache

from lxml import etree

from steelyard.papers.errors import PaperError
from steelyard.papers.typesetting import typeset

_TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.data), format: "svg", width: 156mm)"""
DENSITY = 200  # dots an inch


@lru_cache(maxsize=64)
def png(svg: str) -> bytes:
    """A drawing as a picture of 200 dots an inch at the full width of a portrait page."""
    ratio(svg)
    return typeset(_TEMPLATE, svg, "png", ppi=DENSITY)


@lru_cache(maxsize=64)
def ratio(svg: str) -> float:
    """Height through width of a drawing. Raises ``PaperError`` where it is no SVG or names no size."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(svg.encode(), parser)
        box = root.get("viewBox")
        size = box.replace(",", " ").split()[2:] if box else [root.get("width", ""), root.get("height", "")]
        width, height = (float(one.removesuffix("px").removesuffix("pt")) for one in size)
        return height / width
    except (etree.XMLSyntaxError, ValueError, ZeroDivisionError) as error:
        raise PaperError(
            "图不是有效的SVG，或没有写明宽和高（width、height或viewBox）。",
            "A drawing is no valid SVG or names no size; give it width and height, or a viewBox.",
        ) from error
