"""A form in a Word file of the user's own: ``{fields}`` are written in, everything else stays as it is."""

from collections.abc import Mapping

from lxml import etree

from steelyard.filling.fields import bound
from steelyard.filling.wordtemplate.fields import fields, plain
from steelyard.filling.wordtemplate.package import Template, refusal
from steelyard.filling.wordtemplate.paragraphs import Lookup, P, fill, out_of_reach
from steelyard.filling.wordtemplate.tables import Repeat, Row, adjacent, repeat, repeated
from steelyard.model import Message

__all__ = ["Repeat", "filled"]

_EXCERPT = 30  # characters of a paragraph, by which a person finds it


def filled(
    template: bytes, values: Mapping[str, str], repeats: Mapping[str, Repeat] | None = None, path: str = ""
) -> bytes:
    """The Word file ``template`` with its fields written in; the same arguments give the same bytes.

    ``{name}`` stands for ``values["name"]`` anywhere in the text, a table, a text box, a header, a footer or a note,
    and takes the look of its first brace. A row of a table that holds ``{row.name}``, where ``row`` is a key of
    ``repeats``, is repeated for each of its rows, and ``name`` is a key of these; see ``Repeat``. ``path`` is what
    messages call the template. Parts without fields are copied.

    :raises FillError: a field of no known name or a brace without its partner, no field at all, fields of a row outside
        of a table or in two adjacent rows, no place for rows that need one, or a file that is no template.
    :raises steelyard.reading.UnreadableDocument: the file is damaged, encrypted or beyond the limits of reading.
    """
    book = Template(template, path)
    filling = _Filling(path, values, repeats or {})
    changed = {part: root for part, where, root in book.stories() if filling.story(root, where)}
    if not changed:
        raise refusal(
            path,
            "里没有任何字段，请写上要填的字段，如{organization}，或换一个文件。",
            "holds no field; write the fields to be filled, such as {organization}, or name another file.",
        )
    for kind, one in filling.repeats.items():
        if one.needed and kind not in filling.met:
            raise refusal(
                path,
                f"里没有指标行，请在指标表的一行中写上{{{kind}.name}}等字段，每个指标会占一行。",
                f"has no row for indicators; write fields such as {{{kind}.name}} into a row of their table.",
            )
    return book.data(changed)


class _Filling:
    """Fills one part after another; ``met`` are the kinds of rows for which there was a place."""

    def __init__(self, path: str, values: Mapping[str, str], repeats: Mapping[str, Repeat]) -> None:
        self._path, self._values, self.repeats = path, values, repeats
        self._known = _named(values)
        self.met: set[str] = set()

    def story(self, root: etree._Element, where: Message) -> bool:
        """Fills a part; whether it held any field."""
        self._check(root, where)
        done: set[etree._Element] = set()
        found = repeated(root, self.repeats)
        if kind := adjacent(found):
            raise refusal(
                self._path,
                f"的{where.zh}里有相邻两行都写了{{{kind}.…}}字段，每项只占一行，请并成一行。",
                f"has {{{kind}.…}} fields in two adjacent rows of {where.en}; each takes one row: join them.",
            )
        for row, kind in found.items():

            def write(copy: etree._Element, values: Row, kind: str = kind) -> None:
                lookup = self._lookup(where, kind, values)
                for paragraph in list(copy.iter(P)):
                    fill(paragraph, lookup)
                done.update(copy.iter(P))

            repeat(row, kind, self.repeats[kind], write)
            self.met.add(kind)
        lookup = self._lookup(where)
        filled = [fill(paragraph, lookup) for paragraph in list(root.iter(P)) if paragraph not in done]
        return any(filled) or bool(found)

    def _check(self, root: etree._Element, where: Message) -> None:
        for text in out_of_reach(root):
            for field in fields(text):
                if field.name in self._known or (field.name or "").partition(".")[0] in self.repeats:
                    raise refusal(
                        self._path,
                        f"的{where.zh}里，字段“{field.name}”写在公式、图形或拼音里，填不进去，请移到普通文字里。",
                        f"has the field “{field.name}” in a formula, drawing or reading aid of {where.en}, where"
                        " none is filled in; move it into the text.",
                    )

    def _lookup(self, where: Message, kind: str = "", row: Row | None = None) -> Lookup:
        own = f"{kind}."
        of_row = _named({f"{own}{key}": said for key, said in (row or {}).items()})

        def lookup(name: str | None, text: str) -> str:
            place = text.strip().replace("\n", " ")
            place = place if len(place) <= _EXCERPT else f"{place[:_EXCERPT]}…"
            zh, en = f"的{where.zh}“{place}”处", f"at “{place}” in {where.en}"
            if name is None:
                raise refusal(
                    self._path,
                    f"{zh}花括号不成对；花括号只用来写字段，一对括一个，如{{organization}}。",
                    f"{en} has a brace without its partner; a pair holds one field, such as {{organization}}.",
                )
            if name.partition(".")[0] in self.repeats and not (row is not None and name.startswith(own)):
                raise refusal(
                    self._path,
                    f"{zh}的字段“{name}”只能写在表格的一行中，同一行里不能写别的表的字段。",
                    f"{en} has the field “{name}”, which belongs into a row of a table that holds no other kind.",
                )
            value = of_row.get(name, self._known.get(name))
            if value is None:
                said = {**self._values, **{f"{own}{key}": "" for key in row or ()}}
                return bound(f"{{{name}}}", said, f"“{self._path}” “{place}”")  # says which name is nearest
            return value

        return lookup


def _named(values: Mapping[str, str]) -> dict[str, str]:
    return {plain(name): value for name, value in values.items()}
