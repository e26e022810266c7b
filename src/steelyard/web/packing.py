"""ZIP archives that are the same bytes for the same files."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can name
CHUNK = 1_000_000


class Packed(NamedTuple):
    """A file of an archive: its content, or the file that holds it."""

    name: str
    content: bytes | Path


def pack(files: Iterable[Packed], target: Path) -> None:
    """Writes the files to an archive at ``target``, one after another."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            info = zipfile.ZipInfo(file.name, LONG_AGO)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as entry:
                if isinstance(file.content, bytes):
                    entry.write(file.content)
                    continue
                with file.content.open("rb") as source:
                    while chunk := source.read(CHUNK):
                        entry.write(chunk)
