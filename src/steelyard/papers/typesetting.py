"""The one Typst compiler of a process: what it is given as data stays data, and it sees no file and no clock."""

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from steelyard.papers.errors import PaperError
from steelyard.papers.fonts import fonts

if TYPE_CHECKING:
    from typst import Compiler


def typeset(template: bytes, data: str, output: Literal["pdf", "png"], **options: Any) -> bytes:
    """A document of a template of ours, which reads ``data`` (JSON or SVG) as ``sys.inputs.data``.

    Raises ``PaperError`` where Typst is not installed or cannot set the document, with its own words.
    """
    from typst import TypstError

    face = fonts()
    inputs = {"data": data, "song": face.song, "hei": face.hei}
    try:
        content, warnings = _compiler().compile_with_warnings(
            template, format=output, sys_inputs=inputs, timestamp=0, **options
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
        from typst import Compiler
    except ModuleNotFoundError as error:
        raise PaperError(
            '输出PDF和图片需要排版程序 Typst，请执行 pip install "steelyard[papers]"。',
            'PDFs and pictures need the typesetter Typst; run pip install "steelyard[papers]".',
        ) from error
    return Compiler(font_paths=[str(fonts().folder)], ignore_system_fonts=True)


def _unset(words: str) -> PaperError:
    return PaperError(f"排版没有成功：{words}。", f"The paper could not be typeset: {words}.")
