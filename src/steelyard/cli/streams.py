"""Standard output and error: UTF-8 whatever the locale, there even where the caller closed them, quiet at the end."""

import io
import os
import sys
from contextlib import suppress


def prepare() -> None:
    """Makes both streams ready for what is printed.

    A stream that the caller closed gets a stand-in. What is written to such a standard output is an error, as it is
    on a full disk; messages go nowhere. Otherwise the next file that is opened would take its number.
    """
    for number, way in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, way)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() and stream.encoding.lower() not in ("ascii", "us-ascii", "ansi_x3.4-1968")
            stream.reconfigure(encoding=stream.encoding if own else "utf-8", errors="replace")


def release() -> None:
    """Lets the interpreter flush into nothing, at exit, what could not be written; it would complain once more."""
    for number, stream in enumerate((sys.stdout, sys.stderr), 1):
        try:
            stream.flush()
        except (OSError, ValueError):
            with open(os.devnull, "w") as nothing:
                os.dup2(nothing.fileno(), number)


def note(*lines: str) -> None:
    """Writes to standard error, each on one line whatever a file is called; unheard, the result stays what it is."""
    from steelyard.reporting.words import safe

    with suppress(OSError):
        for line in lines:
            print(" ".join(safe(line).split("\n")), file=sys.stderr)
