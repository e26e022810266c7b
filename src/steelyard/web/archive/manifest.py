"""What an archive says of itself."""

import msgspec

from steelyard.model import Message

FORMAT = 1
ABOUT, KEY, MANIFEST = "about.json", "secret", "manifest.json"


class ArchiveError(ValueError):
    """A backup that cannot be made, read or restored; ``message`` says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Message(zh, en)
        super().__init__(en)


def newer(what: str) -> ArchiveError:
    """Something that only a later version of steelyard can have made."""
    zh = f"数据来自更新版本的定盘星（数据结构 {what}），请先升级再试。"
    return ArchiveError(zh, f"This was made by a newer version of steelyard (schema {what}); upgrade it first.")


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who made it: the format of the archive, steelyard's version, when, from which kind of database.

    ``schema`` is the last migration of each application whose tables there are.
    """

    format: int
    version: str
    made: str
    database: str
    schema: dict[str, str]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a table, or the key: its name in the archive, the SHA-256 of its bytes, how many rows it holds."""

    name: str
    sha256: str
    rows: int


class Logged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The log as it was kept: how many entries, the hash of the last (empty without one), whether the chain held."""

    entries: int
    head: str
    holds: bool


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that an archive holds. ``digests`` is the SHA-256 over the names of its files, one a line, in their order.

    ``missing`` are files that the database names and the store did not have, or had with another content.
    """

    about: About
    parts: list[Part]
    files: int
    bytes: int
    digests: str
    log: Logged
    missing: list[str]

    def rows(self) -> dict[str, int]:
        """How many rows there are of each table."""
        found: dict[str, int] = {}
        for part in self.parts:
            if part.name != KEY:
                table = table_of(part.name)
                found[table] = found.get(table, 0) + part.rows
        return found


def part_name(table: str, number: int) -> str:
    """What a piece of a table is called in the archive."""
    return f"tables/{table}/{number:06d}.jsonl"


def table_of(name: str) -> str:
    """The table of which ``name`` is a piece."""
    return name.split("/")[1]


def file_name(digest: str) -> str:
    """What a file of the store is called in the archive."""
    return f"files/{digest[:2]}/{digest}"
