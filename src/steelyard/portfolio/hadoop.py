"""The file systems that a Spark knows through its Hadoop (hdfs, s3a, oss, …), as one of Arrow's.

It reaches them with the settings and the rights of that Spark. A Spark Connect has none here: its Hadoop is elsewhere.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow
from pyarrow.fs import FileInfo, FileSelector, FileSystemHandler, FileType, PyFileSystem


def system(session: Any, address: str) -> PyFileSystem | None:
    """The file system of an address; ``None`` where the session has no Java behind it.

    :raises OSError: this Hadoop does not know the address, or cannot reach it.
    """
    from pyspark.errors import PySparkException

    try:
        context = session.sparkContext
    except PySparkException:
        return None
    with _told():
        paths = context._jvm.org.apache.hadoop.fs.Path
        found = paths(address).getFileSystem(context._jsc.hadoopConfiguration())
    return PyFileSystem(Handler(found, paths))


class Handler(FileSystemHandler):  # type: ignore[misc]
    """Hadoop's ``FileSystem`` under the names of Arrow's. Files go whole: those of a store are small."""

    def __init__(self, system: Any, paths: Any) -> None:
        self._system, self._paths = system, paths

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Handler) and self._system is other._system

    __hash__ = object.__hash__

    def get_type_name(self) -> str:
        return "hadoop"

    def normalize_path(self, path: str) -> str:
        return path

    def get_file_info(self, paths: list[str]) -> list[FileInfo]:
        return [self._info(path) for path in paths]

    def get_file_info_selector(self, selector: Any) -> list[FileInfo]:
        try:
            with _told():
                found = list(self._system.listStatus(self._paths(selector.base_dir)))
        except FileNotFoundError:
            if not selector.allow_not_found:
                raise
            return []
        infos = [_info(f"{selector.base_dir}/{one.getPath().getName()}", one) for one in found]
        below = [FileSelector(info.path, recursive=True) for info in infos if info.type == FileType.Directory]
        return infos + [one for folder in below * selector.recursive for one in self.get_file_info_selector(folder)]

    def create_dir(self, path: str, recursive: bool) -> None:
        with _told():
            self._system.mkdirs(self._paths(path))

    def delete_dir(self, path: str) -> None:
        self._delete(path, whole=True)

    def delete_dir_contents(self, path: str, missing_dir_ok: bool = False) -> None:
        raise NotImplementedError("a store has no need of it")

    delete_root_dir_contents = delete_dir_contents

    def delete_file(self, path: str) -> None:
        self._delete(path, whole=False)

    def _delete(self, path: str, whole: bool) -> None:
        with _told():
            if not self._system.delete(self._paths(path), whole):
                raise FileNotFoundError(2, "No such file", path)

    def move(self, src: str, dest: str) -> None:
        with _told():
            if not self._system.rename(self._paths(src), self._paths(dest)):
                raise OSError(f"{src} cannot be renamed to {dest}")

    def copy_file(self, src: str, dest: str) -> None:
        raise NotImplementedError("a store has no need of it")

    def open_input_file(self, path: str) -> Any:
        with _told():
            stream = self._system.open(self._paths(path))
            try:
                return pyarrow.BufferReader(bytes(stream.readAllBytes()))
            finally:
                stream.close()

    open_input_stream = open_input_file

    def open_output_stream(self, path: str, metadata: Any) -> Any:
        return pyarrow.PythonFile(_Written(self._system, self._paths(path)), mode="w")

    def open_append_stream(self, path: str, metadata: Any) -> Any:
        raise NotImplementedError("a store has no need of it")

    def _info(self, path: str) -> FileInfo:
        try:
            with _told():
                return _info(path, self._system.getFileStatus(self._paths(path)))
        except FileNotFoundError:
            return FileInfo(path, FileType.NotFound)


class _Written(io.BytesIO):
    """What is written, handed over when it is closed."""

    def __init__(self, system: Any, path: Any) -> None:
        super().__init__()
        self._system, self._path = system, path

    def close(self) -> None:
        if not self.closed:
            with _told():
                stream = self._system.create(self._path, True)
                stream.write(bytearray(self.getvalue()))
                stream.close()
        super().close()


def _info(path: str, status: Any) -> FileInfo:
    return FileInfo(path, FileType.Directory if status.isDirectory() else FileType.File, size=status.getLen())


@contextmanager
def _told() -> Iterator[None]:
    """Errors of Java as ``OSError``, in one line."""
    from py4j.protocol import Py4JError, Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except Py4JJavaError as error:
        cause = str(error.java_exception.toString()).splitlines()[0]
        kind = FileNotFoundError if "FileNotFoundException" in cause else OSError
        raise kind(cause) from error
    except (Py4JError, PySparkException) as error:
        raise OSError(str(error).splitlines()[0]) from error
