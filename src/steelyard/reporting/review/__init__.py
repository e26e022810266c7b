"""The review report as a paper: what the HTML page shows, as a Word file, a workbook or a PDF prints it."""

from collections.abc import Iterable, Iterator

from steelyard.model import Audited, Lang
from steelyard.papers import Block, Paper, Part
from steelyard.reporting.contents import contents
from steelyard.reporting.headings import WORDS
from steelyard.reporting.review.blocks import says
from steelyard.reporting.review.budget import budget
from steelyard.reporting.review.closing import asides, basis, undecided
from steelyard.reporting.review.evidence import evidence
from steelyard.reporting.review.filed import Filed
from steelyard.reporting.review.findings import findings
from steelyard.reporting.review.numbers import numbers
from steelyard.reporting.review.opening import opening
from steelyard.reporting.review.scoring import scoring

CHINESE = "一二三四五六七八九"


def review(audited: Audited, lang: Lang = "zh") -> Paper:
    """The paper of one form. It lies on its side, since its tables have up to nine columns."""
    shown = contents(audited, lang)
    t = {key: words.say(lang) for key, words in WORDS.items()}
    filed = Filed(shown, t)  # first: the other parts link to what it has placed
    title = f"{shown.form.title or shown.file_name} · {t['kind_of_page']}"  # by its end ``own`` knows a report
    parts: list[tuple[str, Iterable[Block]]] = [
        (t["findings"], findings(shown, t, filed)),
        (t["scoring"], scoring(shown, t)),
        (t["budget"], budget(shown, t)),
        (t["numbers"], numbers(shown, t, filed) if shown.numbers else ()),
        (t["evidence"], evidence(shown, shown.evidence, t) if shown.evidence else ()),
        (t["form"], [says(t["filed_note"], "note"), *filed.blocks, *asides(shown, t)]),
        (t["open"], undecided(shown, t)),
        (t["basis"], basis(shown, t)),
    ]
    blocks = (Part(t["verdict"]), *opening(shown, t), *_parts(parts, lang))
    return Paper(title, blocks, lang, landscape=True)


def _parts(parts: Iterable[tuple[str, Iterable[Block]]], lang: Lang) -> Iterator[Block]:
    """Each part under its numbered heading, a sheet of its own in a workbook; a part without content is left out."""
    nth = 0
    for title, blocks in parts:
        made = list(blocks)
        if made:
            number = f"{CHINESE[nth]}、" if lang == "zh" else f"{nth + 1}. "
            yield from (Part(title), says(number + title, "heading"), *made)
            nth += 1
