"""Forms in a ZIP archive: its directory is held against guards before anything is unpacked, and members under a cap."""

import os
import zipfile
import zlib
from collections.abc import Collection
from functools import lru_cache
from pathlib import PurePosixPath

from steelyard.model import Message
from steelyard.reading import limits
from steelyard.reading.errors import Damaged, Encrypted, TooLarge, UnreadableDocument

MEMBERS = 200_000
TOTAL_BYTES = 200_000_000_000  # of all members together, unpacked
NESTED = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"})
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30  # bytes before the name of a member


class BadArchive(UnreadableDocument):
    """An archive that is refused as a whole; ``detail`` is why."""

    sentence = Message(
        "压缩包“{path}”没有读取（{detail}），请解开后只提交其中的自评表。",
        "The archive “{path}” was not read ({detail}); unpack it and hand in the forms alone.",
    )


def members(path: str, endings: Collection[str]) -> list[str]:
    """The names of the members that may be forms, sorted; ``others`` tells of the rest. Raises ``BadArchive``.

    Refused as a whole: names that lead out of the archive, two members of one name, archives within, bombs (members
    that unpack to more than ``limits.RATIO`` times their size, or that overlap), passwords.
    """
    return sorted(name for name in _guarded(path) if _may_be_form(name, endings))


def others(path: str, endings: Collection[str]) -> list[str]:
    """The names of the members that are no forms by their endings, sorted, without what systems hide.

    Raises ``BadArchive``.
    """
    return sorted(name for name in _guarded(path) if not _may_be_form(name, endings) and not _hidden(name))


def _guarded(path: str) -> list[str]:
    archive = _opened(path, os.getpid())
    infos = [one for one in archive.infolist() if not one.is_dir()]
    if len(infos) > MEMBERS:
        raise BadArchive(path, Message(f"压缩包内文件超过{MEMBERS}个", f"an archive of more than {MEMBERS:,} files"))
    seen: set[str] = set()
    for one in infos:
        _check_name(path, one.filename, seen)
        _check_size(path, one)
    _check_overlaps(path, infos)
    return [one.filename for one in infos]


def read_member(path: str, name: str) -> bytes:
    """A member of an archive that ``members`` has passed. Raises the ``UnreadableDocument`` family."""
    whole = f"{path}!{name}"
    try:
        with _opened(path, os.getpid()).open(name) as stream:
            data = stream.read(limits.FILE_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError) as error:
        raise Damaged(whole, Message("无法解压", "it does not unpack")) from error
    except RuntimeError as error:  # what zipfile raises for a member with a password
        raise Encrypted(whole) from error
    if len(data) > limits.FILE_BYTES:
        raise TooLarge(whole, Message("解压后过大", "unpacked, it is too large"))
    return data


@lru_cache(maxsize=1)  # one archive after another, thousands of members each
def _opened(path: str, process: int) -> zipfile.ZipFile:
    # ``process`` keeps a fork from reading at the place of its parent's file.
    for encoding in ("gb18030", None):  # names that are not marked as UTF-8 are those of a Chinese system
        try:
            return zipfile.ZipFile(path, metadata_encoding=encoding)
        except UnicodeDecodeError:
            continue
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise BadArchive(path, Message("不是完整的压缩包", "it is no whole archive")) from error
    raise BadArchive(path, Message("压缩包目录无法读取", "its directory cannot be read"))


def _may_be_form(name: str, endings: Collection[str]) -> bool:
    return PurePosixPath(name).suffix.lower() in endings and not _hidden(name)


def _hidden(name: str) -> bool:
    return PurePosixPath(name).name.startswith((".", "~$"))


def _check_name(path: str, name: str, seen: set[str]) -> None:
    parts = name.split("/")
    if "\\" in name or name.startswith("/") or ".." in parts or ":" in parts[0] or min(name, default=" ") < " ":
        raise BadArchive(path, Message("压缩包内有指向包外的文件名", "a name in the archive that leads out of it"))
    if name in seen:
        raise BadArchive(path, Message("压缩包内文件重名", "two files of one name in the archive"))
    if PurePosixPath(name).suffix.lower() in NESTED:
        detail = Message(
            f"压缩包内还有压缩包{name}，请先解开", f"an archive within the archive, {name}; unpack it first"
        )
        raise BadArchive(path, detail)
    seen.add(name)


def _check_size(path: str, info: zipfile.ZipInfo) -> None:
    size, name = info.file_size, info.filename
    if info.flag_bits & _ENCRYPTED:
        raise BadArchive(path, Message(f"{name}有密码", f"{name} has a password"))
    if size > limits.RATIO_FROM and size > limits.RATIO * max(info.compress_size, 1):
        zh = f"{name}的压缩比超过{limits.RATIO}倍，疑为压缩炸弹"
        raise BadArchive(
            path, Message(zh, f"{name} unpacks to more than {limits.RATIO} times its size, as a bomb does")
        )


def _check_overlaps(path: str, infos: list[zipfile.ZipInfo]) -> None:
    if sum(one.file_size for one in infos) > TOTAL_BYTES:
        raise BadArchive(path, Message("解压后过大", "unpacked, it is too large"))
    end = 0
    for one in sorted(infos, key=lambda one: one.header_offset):
        if one.header_offset < end:
            detail = Message("压缩包内文件互相重叠，疑为压缩炸弹", "files in it overlap, as those of a bomb do")
            raise BadArchive(path, detail)
        end = one.header_offset + _LOCAL_HEADER + one.compress_size


def is_archive(path: str) -> bool:
    """Whether a file that is named is taken for an archive of forms: by its ending, as a Word file is a ZIP too."""
    return path.lower().endswith(".zip")
