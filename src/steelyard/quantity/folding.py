"""White space as people leave it in forms, and characters that mean the same."""

import re

_CJK = "\u2e80-\u30ff\u3100-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u2018-\u201f\u2026\U00020000-\U0003ffff"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_SPACES = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])|\s+")


def fold(text: str) -> str:
    """White space folded: none between two Chinese characters or marks, one space elsewhere, none at the ends.

    >>> fold(" 财务  管理 A  B ")
    '财务管理 A B'
    """
    visible = _INVISIBLE.sub("", text).strip()
    return _SPACES.sub(lambda run: _between(visible, run), visible)


def _between(text: str, run: re.Match[str]) -> str:
    return "" if _is_cjk(text[run.start() - 1]) and _is_cjk(text[run.end()]) else " "


_CJK_ONE = re.compile(f"[{_CJK}]")


def _is_cjk(character: str) -> bool:
    return _CJK_ONE.match(character) is not None
