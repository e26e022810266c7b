"""Backs a site up and restores it, in a process that is not set up yet."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from steelyard.model.words import first_line
from steelyard.reviewing import Break, verify
from steelyard.web.archive.looking import look, members
from steelyard.web.archive.manifest import KEY, ArchiveError, Manifest
from steelyard.web.settings import SQLITE, configure


class Restored(NamedTuple):
    """What was put back. ``breaks`` are those of the log; there are none where it held when the backup was made."""

    manifest: Manifest
    breaks: list[Break]


def back_up(target: Path, folder: Path, database: str | None) -> Manifest:
    """Packs what is in a data folder and its database.

    :raises ArchiveError: there is nothing of ours, the target is there already, or the database does not answer.
    :raises steelyard.web.settings.SettingsError: the address of the database is none.
    :raises OSError: the archive cannot be written.
    """
    if not (folder / (SQLITE if database is None else KEY)).exists():
        zh = f"“{folder}”里没有定盘星的数据，请用 --data 指明数据文件夹。"
        raise ArchiveError(zh, f"There is no data of steelyard in “{folder}”; name its folder with --data.")
    configure(folder, database)
    from steelyard.web.archive.packing import pack

    with _answering():
        return pack(target)


def restore(file: Path, folder: Path, database: str | None) -> Restored:
    """Looks an archive through, puts everything back as it was, brings it to the present state of the schema.

    Where that fails, the folder is left empty; the database of a server is then to be made anew.

    :raises ArchiveError: the archive is damaged or too new, or the place is not empty.
    :raises steelyard.web.settings.SettingsError: the folder or the database cannot be used.
    :raises OSError: something cannot be read or written.
    """
    manifest = look(file)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        zh = f"“{folder}”不是空文件夹，恢复只写入空的地方，请换一个。"
        raise ArchiveError(zh, f"“{folder}” is no empty folder, and a restore writes into nothing else.")
    with _or_nothing(folder):
        _put_key(file, folder)
        configure(folder, database)
        from steelyard.web import logbook
        from steelyard.web.archive.unpacking import unpack
        from steelyard.web.starting import migrate

        with _answering():
            unpack(file, manifest)
        migrate()
        return Restored(manifest, list(verify(logbook.entries(), manifest.log.head)))


def _put_key(file: Path, folder: Path) -> None:
    """The key comes first: the settings make one where there is none."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = next(member.whole() for member in members(file) if member.name == KEY)
    with open(os.open(folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        kept.write(key)


@contextmanager
def _or_nothing(folder: Path) -> Iterator[None]:
    """Leaves an empty folder empty when what is done in it fails."""
    try:
        yield
    except BaseException:
        for left in folder.iterdir() if folder.is_dir() else ():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        raise


@contextmanager
def _answering() -> Iterator[None]:
    from django.db import DatabaseError, connection

    try:
        yield
    except DatabaseError as error:
        what = first_line(str(error))
        raise ArchiveError(f"数据库不能用：{what}。", f"Cannot use the database: {what}.") from error
    finally:
        connection.close()
