"""pdfium, started so that it reads a file alike on every machine.

pdfium looks for a font that a file does not bring among those of the machine. Without one the characters have no
height, and it drops some of them, the last of a line above all. It is given one small font here, in which every
character takes its square, and those of the machine are not looked at.
"""

import atexit
import ctypes
import os
from pathlib import Path

import pypdfium2_raw as pdfium

__all__ = ["pdfium"]

_TEXT = ctypes.POINTER(ctypes.c_char)


def _start() -> None:
    folder = ctypes.cast(ctypes.c_char_p(os.fsencode(Path(__file__).parent)), _TEXT)  # holds room.ttf
    folders = (_TEXT * 2)(folder)  # ends with a null pointer
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))
    atexit.register(pdfium.FPDF_DestroyLibrary)


_start()
