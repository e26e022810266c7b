"""How far the targets were reached, row by row, for all rows where target and result are numbers."""

from decimal import Decimal

from steelyard.model import Indicator, Lang, Mark, Message, Scored
from steelyard.reporting.charts.bullets import Bullet, bullets
from steelyard.reporting.charts.picture import Picture, none
from steelyard.reporting.words import one_line, runs

MOST = 20  # rows of one drawing: more do not fit on a page that lies on its side
NO_RATIO = Message(
    "没有一行的指标值和完成值都是可以相除的数，画不出完成程度。",
    "In no row are target and result numbers that can be divided: how far targets were reached cannot be drawn.",
)


def achieved_pictures(scored: Scored, lang: Lang) -> list[Picture]:
    """Bullets for every row with a ratio, at most twenty a drawing; the last says which rows have none."""
    rows = {row.row: row for row in scored.form.indicators}
    found = [
        _bullet(rows[mark.row], mark, mark.ratio)
        for mark in scored.marks
        if isinstance(mark.ratio, Decimal) and mark.row in rows
    ]
    if not found:
        return none(NO_RATIO, lang)
    parts = -(-len(found) // MOST)
    size = -(-len(found) // parts)  # twenty-one rows are two drawings of ten and eleven, not of twenty and one
    title = Message("指标完成程度（完成值÷指标值）", "How far targets were reached (result ÷ target)").say(lang)
    pictures = []
    for nth in range(parts):
        told = f"{title} {nth + 1}/{parts}" if parts > 1 else title
        rows_here = found[nth * size : (nth + 1) * size]
        pictures.append(Picture(bullets(f"achieved-{nth + 1}", told, rows_here, lang)))
    pictures[-1] = pictures[-1]._replace(note=_note(scored, lang))
    return pictures


def _bullet(row: Indicator, mark: Mark, ratio: Decimal) -> Bullet:
    figures = f"{one_line(row.actual.text)} / {one_line(row.target.text)}"
    return Bullet(f"{row.row} {one_line(row.name.text)}", ratio * 100, figures, mark.short)


def _note(scored: Scored, lang: Lang) -> str:
    without = [mark.row for mark in scored.marks if mark.row and not isinstance(mark.ratio, Decimal)]
    zh, en = (
        "指标值是上限（≤）的，柱不过竖线为达到。",
        "Where the target is a ceiling (≤), a bar short of the line has met it.",
    )
    if without:
        zh += f"第{runs(without, 'zh')}行的指标值或完成值不是可以相除的数，不在图中。"
        en += f" Rows {runs(without, 'en')} have no two numbers that can be divided and are not drawn."
    return Message(zh, en).say(lang)
