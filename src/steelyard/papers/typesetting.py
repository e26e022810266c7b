"""The one Typst compiler of a process: what it is given as data stays data, and it sees no file and no clock."""

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from steelyard.papers.errors import PaperError
from steelyard.papers.fonts import fonts

if TYPE_CHECKING:
    from typst import Compiler


_MADE = 946_684_800  # PDF/A wants a date; ours has no clock: the first second of 2000


class UnsetError(PaperError):
    """Typst could not set a document; the message has its words."""


def typeset(template: bytes, data: str, output: Literal["pdf", "png"], **options: Any) -> bytes:
    """A document of a template of ours, which reads ``data`` (JSON or SVG) as ``sys.inputs.data``.

    Raises ``PaperError`` where Typst or its fonts are not there, ``UnsetError`` where it cannot set the document.
    """
    compiler = _compiler()
    from typst import TypstError

    face = fonts()
    inputs = {"data": data, "song": face.song, "hei": face.hei}
    try:
        content, warnings = compiler.compile_with_warnings(
            template, format=output, sys_inputs=inputs, timestamp=_MADE, **options
        )
    except TypstError as error:
        raise _unset(error.message) from error
    if warnings:
        raise _unset(warnings[0].message)
    assert isinstance(content, bytes), "a paper is one PDF, a drawing one page"
    return content


@cache
def _compiler() -> "Compiler":
    try:
        from typst import Compiler, Fonts
    except ModuleNotFoundError as error:
        raise PaperError(
            '输出PDF和图片需要排版程序 Typst，请执行 pip install "steelyard[papers]"。',
            'PDFs and pictures need the typesetter Typst; run pip install "steelyard[papers]".',
        ) from error
    face = fonts()
    found = Fonts(include_system_fonts=False, font_paths=[str(face.files[0].parent)])
    for family, file in zip((face.song, face.hei), face.files, strict=True):
        if family not in found.families():
            raise PaperError(
                f"{file} 不是字体“{family}”，请换上完好的字体文件。",
                f"{file} is not the font “{family}”; put the font in its place.",
            )
    return Compiler(font_paths=found, ignore_system_fonts=True)


def _unset(words: str) -> UnsetError:
    return UnsetError(f"排版没有成功：{words}。", f"The paper could not be typeset: {words}.")
