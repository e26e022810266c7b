"""Restores an archive into an empty place: looked through first, files before rows, the log verified at the end."""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from steelyard.web import store
from steelyard.web.archive import schema
from steelyard.web.archive.looking import members
from steelyard.web.archive.manifest import ABOUT, KEY, ArchiveError, Manifest, table_of
from steelyard.web.archive.rows import clear, go_on_counting, put


def unpack(file: Path, manifest: Manifest) -> None:
    """Puts back files and rows, at the state of the schema that the archive is of.

    :raises ArchiveError: the archive is too new, or the database is not empty.
    :raises OSError: something cannot be read or written.
    :raises django.db.DatabaseError: the database does not take it.
    """
    schema.known(manifest.about.schema)
    _unused(manifest.about.schema)
    schema.bring_to(manifest.about.schema)
    _files(file)
    _rows(file, manifest)


def _unused(state: dict[str, str]) -> None:
    """Goes by when the database has no tables of ours, or those of ``state`` with nothing in them.

    :raises ArchiveError: somebody has used it.
    """
    there = set(connection.introspection.table_names())
    if "web_head" not in there:
        return
    with connection.cursor() as cursor:
        for table in sorted(there & {"web_user", "web_place", "web_logentry"}):
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            if cursor.fetchone()[0] or schema.applied() != state:
                zh = "数据库里已经有数据，恢复只写入空的数据库，请新建一个。"
                raise ArchiveError(
                    zh, "The database is in use, and a restore writes into an empty one: make a new one."
                )


def _files(file: Path) -> None:
    for member in members(file):
        if member.digest:
            store.put_back(member.digest, member.chunks())
        else:
            member.whole()
    os.sync()  # one for all: nothing is named before the rows are


def _rows(file: Path, manifest: Manifest) -> None:
    """All rows in one transaction; the database looks at their references when it ends."""
    models: dict[str, Any] = {one._meta.label_lower: one for one in schema.models(manifest.about.schema)}
    told = {part.name: part.sha256 for part in manifest.parts}
    with transaction.atomic():
        clear(models.values())
        for member in members(file):
            if member.digest:
                break  # the tables stand before the files
            data = member.whole()
            if member.name in (ABOUT, KEY):
                continue
            if sha256(data).hexdigest() != told.get(member.name):
                raise ArchiveError("备份在恢复时被改动。", "The backup was changed while it was restored.")
            put(models[table_of(member.name)], data)
        go_on_counting(models.values())
