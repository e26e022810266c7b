"""Where a finding stands, in the words of somebody who holds the printed form: 第2行“预算执行率”得分“1”."""

from steelyard.model import Form, Lang, Message, Place
from steelyard.quantity import fold
from steelyard.reporting.words import column, one_line


def place(where: Place, form: Form, lang: Lang) -> str:
    """One place in words, with what is printed there."""
    spot = _narrative(where, form, lang) if where.table is None else _cell(where, form, lang)
    text = one_line(fold(where.text), 24)
    if not text or where.column == "name":
        return spot
    return f"{spot}“{text}”" if lang == "zh" else f"{spot} “{text}”"


def spot(where: Place, lang: Lang) -> str:
    """A cell without its row, where the sentence beside it names the row: 得分“1”, 说明（空）."""
    text = one_line(fold(where.text), 24)
    role = column(where.column, lang)
    if not text:
        return role + Message("（空）", " (empty)").say(lang)
    return f"{role}“{text}”" if lang == "zh" else f"{role} “{text}”"


def row_name(row: int, form: Form) -> str:
    """The printed name of an indicator row, on one line; empty for a row that is none."""
    rows = form.indicators
    if 0 < row <= len(rows) and rows[row - 1].row == row:
        return one_line(rows[row - 1].name.text)
    return next((one_line(other.name.text) for other in rows if other.row == row), "")


def _cell(where: Place, form: Form, lang: Lang) -> str:
    role = "" if where.column == "name" else column(where.column, lang)
    if where.row is None:
        return f"第{where.table}张表{role}" if lang == "zh" else f"table {where.table} {role}".rstrip()
    name = row_name(where.row, form)
    if name:
        zh, en = f"第{where.row}行“{name}”", f"row {where.row} “{name}”"
    elif where.row == 0:
        zh, en = "资金执行行", "line of budget execution"
    elif where.row > len(form.indicators):
        zh, en = "合计行", "total row"
    else:
        zh, en = f"第{where.row}行", f"row {where.row}"
    return zh + role if lang == "zh" else f"{en}, {role}" if role else en


def _narrative(where: Place, form: Form, lang: Lang) -> str:
    within = next((part for part in form.sections if part.start <= where.start < part.end), None)
    heading = one_line(within.heading, 16) if within else ""
    if lang == "zh":
        return f"正文“{heading}”部分" if heading else "正文"
    return f"narrative, section “{heading}”," if heading else "narrative"
