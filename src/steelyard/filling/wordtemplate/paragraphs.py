"""Writes values into the fields of one paragraph, however Word has cut its text into runs."""

from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from steelyard.filling.wordtemplate.fields import Field, fields
from steelyard.papers.text import clean
from steelyard.reading.ooxml import W

P, _R, _T, _SDT = f"{W}p", f"{W}r", f"{W}t", f"{W}sdt"
_PROPERTIES = (f"{W}rPr", f"{W}pPr")
_SKIPPED = frozenset((P, f"{W}del", f"{W}moveFrom", f"{W}sdtPr", *_PROPERTIES))
_TRACELESS = frozenset((f"{W}rPr", f"{W}lastRenderedPageBreak", f"{W}commentReference", f"{W}annotationRef"))
# What belongs to one place of a file and must not be there twice: names, marks, ids.
_ONCE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference")
_OUT_OF_REACH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
    f"{W}ruby",
)
_IDS = frozenset(f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINE, _BLANK = "\n", " \u3000\xa0"

Lookup = Callable[[str | None, str], str]
"""The value of a field, given its name and the text it stands in; raises ``FillError``."""


def text_of(paragraph: etree._Element) -> str:
    """The text that fields are looked for in; anything that is no letter counts as a line break."""
    return "".join(_text(atom) for atom in _atoms(paragraph))


def fill(paragraph: etree._Element, lookup: Lookup) -> bool:
    """Writes values into the fields of a paragraph; whether there were any.

    A value takes the look of the run in which its field begins. A line break in it is one in the paragraph; where the
    field is all that the paragraph holds, each line that is not blank becomes a paragraph of its own.
    """
    atoms = list(_atoms(paragraph))
    text = "".join(map(_text, atoms))
    found = list(fields(text))
    if not found:
        return False
    values = [clean(lookup(field.name, text)) for field in found]
    if len(found) == 1 and _LINE in values[0] and text.strip(_BLANK) == text[found[0].start : found[0].end]:
        _paragraphs(paragraph, [line for line in values[0].split(_LINE) if line.strip()])
    else:
        _write(atoms, found, values)
    return True


def out_of_reach(root: etree._Element) -> Iterator[str]:
    """Texts of formulas, drawings and reading aids, where no field is filled in."""
    return ("".join(str(text) for text in one.itertext()) for one in root.iter(*_OUT_OF_REACH))


def copied(element: etree._Element) -> etree._Element:
    """A copy to stand beside the element, without what may be in a file only once."""
    copy = deepcopy(element)
    for one in list(copy.iter(*(f"{W}{name}" for name in _ONCE), f"{W}id")):
        parent = one.getparent()
        if parent is not None and (one.tag != f"{W}id" or parent.tag == f"{W}sdtPr"):
            parent.remove(one)
    for one in copy.iter(P, f"{W}tr"):
        for name in _IDS & set(one.attrib):
            del one.attrib[name]
    return copy


def _atoms(parent: etree._Element) -> Iterator[etree._Element]:
    """The elements of a paragraph that show something, in order; text boxes hold paragraphs of their own."""
    for element in parent:
        if element.tag == _R:
            yield from (one for one in element if one.tag not in _TRACELESS)
        elif element.tag not in _SKIPPED:
            yield from _atoms(element)


def _text(atom: etree._Element) -> str:
    return (atom.text or "") if atom.tag == _T else _LINE


def _paragraphs(paragraph: etree._Element, lines: list[str]) -> None:
    """One paragraph for each line; a section that ends with the paragraph ends with the last of them."""
    for line in lines[:-1]:
        copy = copied(paragraph)
        for end in copy.findall(f"{W}pPr/{W}sectPr"):
            copy[0].remove(end)
        paragraph.addprevious(copy)
        _put(copy, line)
    _put(paragraph, lines[-1] if lines else "")


def _put(paragraph: etree._Element, value: str) -> None:
    atoms = list(_atoms(paragraph))
    _write(atoms, list(fields("".join(map(_text, atoms)))), [value])


def _write(atoms: list[etree._Element], found: list[Field], values: list[str]) -> None:
    """Gives each atom what it shows now: what stood outside of fields, and the values of those that begin in it."""
    at = 0
    for atom in atoms:
        text = _text(atom)
        end = at + len(text)
        pairs = zip(found, values, strict=True)
        touching = [(field, value) for field, value in pairs if field.start < end and at < field.end]
        if touching and atom.tag == _T:
            pieces, after = [], at
            for field, value in touching:
                pieces.append(text[max(after - at, 0) : max(field.start - at, 0)])
                pieces.append(value if field.start >= at else "")
                after = field.end
            pieces.append(text[after - at :] if after < end else "")
            _show(atom, "".join(pieces))
        at = end


def _show(atom: etree._Element, text: str) -> None:
    for control in atom.iterancestors(_SDT):
        _unbind(control)
    if not text:
        _drop(atom)
        return
    first, *others = text.split(_LINE)
    _set(atom, first)
    last = atom
    for line in others:
        for element in (etree.Element(f"{W}br"), _set(etree.Element(_T), line)):
            last.addnext(element)
            last = element


def _set(atom: etree._Element, text: str) -> etree._Element:
    atom.text = text
    if text != text.strip():
        atom.set(_SPACE, "preserve")
    return atom


def _drop(atom: etree._Element) -> None:
    run = atom.getparent()
    assert run is not None  # a paragraph holds it
    run.remove(atom)
    above = run.getparent()
    if above is not None and run.tag == _R and all(child.tag in _PROPERTIES for child in run):
        above.remove(run)


def _unbind(control: etree._Element) -> None:
    """A content control that mirrors a property of the file, or shows a hint, would lose what is written into it."""
    for tie in control.findall(f"{W}sdtPr/{{*}}dataBinding") + control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
        properties = tie.getparent()
        assert properties is not None  # found within it
        properties.remove(tie)
