"""The two faces that PDFs and pictures are set in, and where they are found.

A PDF must look alike everywhere, so it never asks the machine which fonts it has. The extra ``papers`` brings Noto
Serif SC (宋体) and Noto Sans SC (黑体), both under the SIL Open Font License; ``STEELYARD_FONTS`` names a folder with
others, and Noto CJK of the system serves where neither is there.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from steelyard.papers.errors import PaperError

_SYSTEM = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/local/share/fonts/noto",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
_UNSEEN = "\u200b"  # where a line may end
_FILES = {
    "song": ("NotoSerifSC-Regular.otf", "NotoSerifSC-Regular.ttf", "NotoSerifCJK-Regular.ttc"),
    "hei": ("NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf", "NotoSansCJK-Regular.ttc"),
}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The files of the two faces, which lie in one folder, and the names of their families."""

    files: tuple[Path, Path]
    song: str
    hei: str


@cache
def fonts() -> Fonts:
    """The faces of the first folder that has both. Raises ``PaperError``, which says what to install."""
    for folder in _folders():
        found = [
            next((folder / name for name in names if (folder / name).is_file()), None) for names in _FILES.values()
        ]
        song, hei = found
        if song and hei:
            return Fonts((song, hei), _family("Serif", song), _family("Sans", hei))
    where = os.environ.get("STEELYARD_FONTS")
    raise PaperError(
        f"没有找到输出PDF和图片所需的中文字体{f'（STEELYARD_FONTS指明的{where}中没有）' if where else ''}，"
        'NotoSerifSC-Regular.otf 和 NotoSansSC-Regular.otf：请执行 pip install "steelyard[papers]"，'
        "或把它们放入一个文件夹，用环境变量 STEELYARD_FONTS 指明。",
        "The Chinese fonts that PDFs and pictures need, NotoSerifSC-Regular.otf and NotoSansSC-Regular.otf, were not "
        f'found{f" in STEELYARD_FONTS ({where})" if where else ""}; run pip install "steelyard[papers]", or put them '
        "into a folder and name it in STEELYARD_FONTS.",
    )


def covered(text: str) -> str:
    """``text`` with ``�`` for each character that neither face has."""
    known = _characters()
    return "".join([one if ord(one) in known or one in _UNSEEN else "�" for one in text])


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    known: set[int] = set()
    for file in fonts().files:
        with TTFont(file, lazy=True, fontNumber=0) as face:
            known.update(face.getBestCmap())
    return frozenset(known)


def _folders() -> Iterator[Path]:
    """Where to look; a folder that the user names is the only one."""
    if named := os.environ.get("STEELYARD_FONTS"):
        yield Path(named)
        return
    brought = find_spec("pylopdf_fonts_zh_cn")
    if brought and brought.origin:
        yield Path(brought.origin).parent
    yield from map(Path, _SYSTEM)


def _family(kind: str, file: Path) -> str:
    return f"Noto {kind} CJK SC" if file.suffix == ".ttc" else f"Noto {kind} SC"
