"""Where a store lies: a folder of this machine, or one at an address of another file system (``s3://…``, ``hdfs://…``).

Arrow's file systems carry both. An address that Arrow does not know goes to the Spark that is at hand, which knows
every file system of its Hadoop, else to a file system of fsspec that is installed.
"""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from steelyard.portfolio.refusing import out_of_reach

ARROWS = ("file", "s3", "gs", "gcs", "abfs", "abfss")  # the schemes that Arrow serves without anything else
HADOOPS = ("hdfs", "viewfs")  # those that Arrow serves where Hadoop's library libhdfs is installed
NEW = ".new"  # the ending of a file that is to replace another
ABREAST = 16  # files on their way to another machine at a time


class Place:
    """A folder, its files by their names in it (``/`` between folders). All methods raise ``OSError`` like files do."""

    def __init__(self, address: str, system: Any, path: str) -> None:
        self.address, self.system, self._path = address, system, path
        self.local = Path(path) if system.type_name == "local" else None

    def path(self, name: str) -> str:
        """A file as the file system names it."""
        return f"{self._path}/{name}".rstrip("/")

    def names(self, folder: str = "") -> set[str]:
        """What lies in a folder, without its path; nothing where there is no folder."""
        from pyarrow.fs import FileSelector

        selector = FileSelector(self.path(folder), allow_not_found=True)
        return {one.base_name for one in self.system.get_file_info(selector)} - {""}

    def files(self) -> dict[str, int]:
        """The files in the folder and below, by their names in it, with their bytes; of a file its own, by ``""``.

        Hidden files and folders are left out. An address where nothing lies raises ``FileNotFoundError``.
        """
        from pyarrow.fs import FileSelector, FileType

        [own] = self.system.get_file_info([self._path])
        if own.type == FileType.File:
            return {"": own.size}
        found = self.system.get_file_info(FileSelector(self._path, recursive=True))
        names = {one.path[len(self._path) + 1 :]: one.size for one in found if one.type == FileType.File}
        return {name: size for name, size in names.items() if "/." not in f"/{name}"}

    def made(self, *folders: str) -> None:
        """Makes the folder itself and folders in it, where they are not there."""
        for folder in ("", *folders):
            self.system.create_dir(self.path(folder), recursive=True)

    def read(self, name: str) -> bytes:
        """A file."""
        with self.system.open_input_file(self.path(name)) as file:
            return bytes(file.read())

    def latest(self, name: str) -> bytes:
        """A file that ``replace`` wrote, also while it is being replaced."""
        for one in (name, name + NEW):
            with suppress(FileNotFoundError):
                return self.read(one)
        return self.read(name)

    def replace(self, name: str, content: bytes) -> None:
        """Writes a file in the place of another: who reads finds the one or the other, whole."""
        self._write(name + NEW, content)
        if self.local is None:  # where moving may not replace
            with suppress(FileNotFoundError):
                self.system.delete_file(self.path(name))
        self.system.move(self.path(name + NEW), self.path(name))

    def write(self, files: Mapping[str, bytes]) -> None:
        """Writes files that nobody reads yet."""
        self._abreast(self._write, *zip(*files.items(), strict=True))

    def remove(self, names: Collection[str]) -> None:
        """Removes files, whether they are there or not."""
        self._abreast(self._remove, sorted(names))

    def _abreast(self, work: Any, *many: Any) -> None:
        if self.local is not None:
            list(map(work, *many))
        else:
            with ThreadPoolExecutor(ABREAST) as threads:
                list(threads.map(work, *many))

    def _write(self, name: str, content: bytes) -> None:
        with self.system.open_output_stream(self.path(name)) as file:
            file.write(content)

    def _remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self.system.delete_file(self.path(name))


def place(address: str, spark: Callable[[], Any] = lambda: None) -> Place:
    """The folder at ``address``: a path of this machine, or ``scheme://…``.

    ``spark`` answers the Spark at hand, or ``None``; it is asked only where its Hadoop may be wanted.

    :raises PortfolioError: no file system here knows the address, or it cannot be used.
    """
    from pyarrow import ArrowException
    from pyarrow.fs import FileSystem, LocalFileSystem

    scheme = address.partition("://")[0]
    if scheme == address:
        return Place(address, LocalFileSystem(), str(Path(address).absolute()))
    try:
        if scheme not in ARROWS and (session := spark()) is not None:
            from steelyard.portfolio.hadoop import system as hadoop

            if (found := hadoop(session, address)) is not None:
                return Place(address, found, address.rstrip("/"))
        if scheme in (*ARROWS, *HADOOPS):
            system, path = FileSystem.from_uri(address)
            return Place(address, system, path.rstrip("/"))
        return Place(address, *_fsspec(address))
    except (OSError, ArrowException, ImportError, ValueError) as error:
        raise out_of_reach(address, str(error) or type(error).__name__) from error


def _fsspec(address: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    found, path = url_to_fs(address)
    return PyFileSystem(FSSpecHandler(found)), str(path).rstrip("/")
