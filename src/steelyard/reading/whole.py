"""Whether a web page is there to its end: one that was cut off reads like a shorter form."""

import re
from collections.abc import Iterator

from steelyard.model import Message
from steelyard.reading.building import Builder
from steelyard.reading.errors import Damaged

_MARK = re.compile(r"<(!--|/?(?:table|script|style|html|body)(?![\w:-]))", re.IGNORECASE)
_CLOSED_BY = {
    "!--": re.compile("-->"),
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
}


def check_end(text: str, builder: Builder) -> None:
    """Raises ``Damaged`` for a page that stops within a tag or a table; says in a notice that its end is missing.

    A page that closes its body is there to its end, whatever else its writer forgot to close. A part of a page, which
    never opened one, ends behind its last table.
    """
    marks = list(_marks(text))
    if "/html" in marks or "/body" in marks:
        return
    if text.rfind("<") > text.rfind(">") and re.match(r"<[A-Za-z/!]", text[text.rfind("<") :]):
        raise _stops(builder, "标签", "a tag")
    if marks and marks[-1] in _CLOSED_BY:
        raise _stops(builder, "注释或脚本", "a comment or a script")
    if marks.count("table") > marks.count("/table"):
        raise _stops(builder, "表格", "a table")
    if "html" in marks or "body" in marks:
        builder.notice(
            "网页没有结尾标记，表格之后的内容可能缺失，请对照原文件。",
            "The page has no end tag: what follows the table may be missing; compare it with the original.",
        )


def _stops(builder: Builder, zh: str, en: str) -> Damaged:
    return Damaged(builder.path, Message(f"网页在{zh}中间中断", f"the page stops in the middle of {en}"))


def _marks(text: str) -> Iterator[str]:
    """The tags that tell, in order; a comment, script or style only where it is not closed: with it all ends."""
    at = 0
    while match := _MARK.search(text, at):
        mark, at = match[1].lower(), match.end()
        if mark in _CLOSED_BY:
            end = _CLOSED_BY[mark].search(text, at)
            if end is None:
                yield mark
                return
            at = end.end()
        else:
            yield mark
