"""The pool and the list of inspectors from CSV files, read strictly: a column that is not known is an error."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from steelyard.drawing.pool import Candidate, DrawError, Inspector
from steelyard.model import Message

_OBJECT = {
    "id": ("id", "编号", "对象编号", "统一社会信用代码"),
    "name": ("name", "名称", "对象名称"),
    "stratum": ("stratum", "分层", "类别"),
    "weight": ("weight", "权重"),
    "exclusion": ("exclusion", "不抽取原因", "排除原因"),
    "needs": ("needs", "所需资质"),
}
_INSPECTOR = {
    "id": ("id", "编号", "人员编号", "执法证号"),
    "name": ("name", "姓名"),
    "capabilities": ("capabilities", "资质"),
    "recusals": ("recusals", "回避对象"),
}
_BETWEEN = re.compile(r"[;；、|]")
_WHOLE = re.compile(r"[0-9]{1,9}")


def read_candidates(path: str) -> tuple[Candidate, ...]:
    """The pool: one object a line; columns id, name, stratum, weight, exclusion, needs, or their Chinese names.

    Only the id is compulsory. ``needs`` are separated by semicolons. UTF-8 or GB18030.

    :raises DrawError: naming file, line and column.
    :raises OSError: the file cannot be read.
    """
    return tuple(
        Candidate(
            id=row["id"],
            name=row["name"],
            stratum=row["stratum"],
            weight=_weight(row["weight"], place),
            exclusion=row["exclusion"],
            needs=_several(row["needs"]),
        )
        for place, row in _rows(path, _OBJECT)
    )


def read_inspectors(path: str) -> tuple[Inspector, ...]:
    """The inspectors: columns id, name, capabilities, recusals (ids of objects), or their Chinese names.

    :raises DrawError: naming file, line and column.
    :raises OSError: the file cannot be read.
    """
    found = tuple(
        Inspector(
            id=row["id"],
            name=row["name"],
            capabilities=_several(row["capabilities"]),
            recusals=_several(row["recusals"]),
        )
        for _, row in _rows(path, _INSPECTOR)
    )
    if not found:
        raise DrawError(f"“{path}”里没有检查人员，请补上。", f"“{path}” lists no inspector; add them.")
    return found


def write_candidates(candidates: Iterable[Candidate]) -> str:
    """A pool as CSV, from which ``read_candidates`` reads it again; lists are joined by semicolons."""
    return _written(
        ("编号", "名称", "类别", "权重", "不抽取原因", "所需资质"),
        ((one.id, one.name, one.stratum, one.weight, one.exclusion, ";".join(one.needs)) for one in candidates),
    )


def write_inspectors(inspectors: Iterable[Inspector]) -> str:
    """A list of inspectors as CSV, from which ``read_inspectors`` reads it again."""
    return _written(
        ("编号", "姓名", "资质", "回避对象"),
        ((one.id, one.name, ";".join(one.capabilities), ";".join(one.recusals)) for one in inspectors),
    )


def _written(heading: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue()


def _rows(path: str, columns: dict[str, tuple[str, ...]]) -> Iterator[tuple[Message, dict[str, str]]]:
    """Each line that is not blank: its place in words, and its cells by column; "" for a column that is not there."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        heading = [_plain(cell) for cell in next(reader, [])]
        at = _columns(heading, path, columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            place = Message(f"“{path}”第{reader.line_num}行", f"“{path}”, line {reader.line_num}")
            if len(cells) != len(heading):
                raise DrawError(
                    f"{place.zh}有{len(cells)}格，标题行有{len(heading)}格，请补齐，格内有逗号的加引号。",
                    f"{place.en}: {len(cells)} cells under {len(heading)} headings; quote a cell that has commas.",
                )
            yield place, {name: _plain(cells[at[name]]) if name in at else "" for name in columns}
    except csv.Error as error:
        zh = f"“{path}”第{reader.line_num}行不是规范的CSV（{error}），请另存为CSV后再试。"
        raise DrawError(zh, f"“{path}”, line {reader.line_num}: no proper CSV ({error}); save it again.") from error


def _text(path: str) -> str:
    data = Path(path).read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DrawError(
        f"“{path}”既不是UTF-8也不是GB18030编码，请另存为UTF-8的CSV。",
        f"“{path}” is neither UTF-8 nor GB18030; save it as CSV in UTF-8.",
    )


def _columns(heading: list[str], path: str, columns: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Where each column stands. One that is unknown, comes twice or is missing is an error: it may be a weight."""
    known = {word: name for name, words in columns.items() for word in words}
    found: dict[str, int] = {}
    for column, word in enumerate(heading):
        name = known.get(word)
        if name is None or name in found:
            zh = "不认识" if name is None else "重复"
            en = "is not known" if name is None else "comes twice"
            raise DrawError(
                f"“{path}”标题行的列“{word}”{zh}，可用的列：{'、'.join(words[-1] for words in columns.values())}。",
                f"“{path}”: the column “{word}” {en}; there are: {', '.join(columns)}.",
            )
        found[name] = column
    if "id" not in found:
        raise DrawError(f"“{path}”没有“编号”一列，请加上。", f"“{path}” has no column “id”; add one.")
    return found


def _plain(cell: str) -> str:
    """Composed characters (NFC), no white space around: what looks the same has the same fingerprint."""
    return unicodedata.normalize("NFC", cell).strip()


def _weight(text: str, place: Message) -> int:
    if not text:
        return 1
    if not _WHOLE.fullmatch(text):
        raise DrawError(
            f"{place.zh}的权重“{text}”不是整数；有小数的，请把各权重同乘一个数化为整数。",
            f"{place.en}: the weight “{text}” is no whole number; multiply all weights until they are.",
        )
    return int(text)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for word in _BETWEEN.split(text) if (part := word.strip()))
