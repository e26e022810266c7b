"""A form in a Word file of the user's own: ``{fields}`` are written in, everything else stays as it is."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from lxml import etree

from steelyard.filling.fields import bound
from steelyard.filling.wordtemplate.fields import ROW
from steelyard.filling.wordtemplate.package import Template, refusal
from steelyard.filling.wordtemplate.paragraphs import Lookup, P, fill
from steelyard.filling.wordtemplate.tables import TR, Row, repeat, repeated
from steelyard.model import Message

__all__ = ["filled"]

_EXCERPT = 30  # characters of a paragraph, by which a person finds it


def filled(
    template: bytes,
    values: Mapping[str, str],
    rows: Sequence[Row] = (),
    groups: Sequence[str] = (),
    path: str = "",
) -> bytes:
    """The Word file ``template`` with its fields written in; the same arguments give the same bytes.

    ``{name}`` stands for ``values["name"]`` anywhere in the text, a table, a text box, a header, a footer or a note,
    and takes the look of its first brace. A row of a table that holds ``{row.name}``, where ``name`` is a key, is
    repeated for each of ``rows``; cells in it that hold no fields but of ``groups`` (keys, outermost first) are merged
    downwards where they are equal. ``path`` is what messages call the template. Parts without fields are copied.

    :raises FillError: a field of no known name or a brace without its partner, no field at all, fields of an indicator
        outside of a table or in two adjacent rows, no row for ``rows``, or a file that is no template.
    :raises steelyard.reading.UnreadableDocument: the file is damaged, encrypted or beyond the limits of reading.
    """
    book = Template(template, path)
    filling = _Filling(path, values, rows, groups)
    changed = {part: root for part, where, root in book.stories() if filling.story(root, where)}
    if not changed:
        raise refusal(
            path,
            "里没有任何字段，请写上要填的字段，如{organization}，或换一个文件。",
            "holds no field; write the fields to be filled, such as {organization}, or name another file.",
        )
    if rows and not filling.repeated:
        raise refusal(
            path,
            "里没有指标行，请在指标表的一行中写上{row.name}等字段，每个指标会占一行。",
            "has no row for indicators; write fields such as {row.name} into a row of the table of indicators.",
        )
    return book.data(changed)


class _Filling:
    """Fills one part after another; ``repeated`` tells whether a row for indicators was met."""

    def __init__(self, path: str, values: Mapping[str, str], rows: Sequence[Row], groups: Sequence[str]) -> None:
        self._path, self._values, self._rows, self._groups = path, values, rows, groups
        self.repeated = False

    def story(self, root: etree._Element, where: Message) -> bool:
        """Fills a part; whether it held any field."""
        done: set[etree._Element] = set()

        def write(row: etree._Element, values: Row) -> None:
            lookup = self._lookup(where, values)
            own = list(row.iter(P))
            for paragraph in own:
                fill(paragraph, lookup)
            done.update(row.iter(P))

        found = repeated(root)
        self._check(found, where)
        for row in found:
            repeat(row, self._rows, self._groups, write)
        self.repeated |= bool(found)
        lookup = self._lookup(where, None)
        filled = [fill(paragraph, lookup) for paragraph in list(root.iter(P)) if paragraph not in done]
        return any(filled) or bool(found)

    def _check(self, found: list[etree._Element], where: Message) -> None:
        if found and not self._rows:
            raise refusal(
                self._path, "有指标行，但没有可填的指标。", "has a row for indicators, and there are none to fill in."
            )
        for row, after in pairwise(found):
            if next(row.itersiblings(TR), None) is after:
                raise refusal(
                    self._path,
                    f"的{where.zh}里有相邻两行都写了{{row.…}}字段，每个指标只占一行，请并成一行。",
                    f"has {{row.…}} fields in two adjacent rows of {where.en}; an indicator takes one row: join them.",
                )

    def _lookup(self, where: Message, row: Row | None) -> Lookup:
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
            of_row = name.startswith(ROW)
            if of_row and row is None:
                raise refusal(
                    self._path,
                    f"{zh}的字段“{name}”不在表格的行里；{{row.…}}只能写在指标表的一行中。",
                    f"{en} has the field “{name}” outside of a table; {{row.…}} belongs into a row of one.",
                )
            value = (row or {}).get(name.removeprefix(ROW)) if of_row else self._values.get(name)
            if value is None:
                known = {**self._values, **{f"{ROW}{key}": said for key, said in (row or {}).items()}}
                return bound(f"{{{name}}}", known, f"“{self._path}” “{place}”")  # says which name is nearest
            return value

        return lookup
