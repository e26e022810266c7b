"""The state of the schema: which migrations a database has, and the models as they were at a state."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from steelyard.web.archive.manifest import ArchiveError, newer

# The framework makes its own rows anew. Sessions are no data: who holds a backup must not be signed in by it.
LEFT_OUT = frozenset(("contenttypes", "auth", "sessions"))


def applied() -> dict[str, str]:
    """The last migration of each application that the database has.

    :raises ArchiveError: the database is of a newer version of steelyard, or holds nothing of ours.
    """
    loader = MigrationExecutor(connection).loader
    done = set(loader.applied_migrations)
    if unknown := sorted(f"{app}.{name}" for app, name in done - set(loader.disk_migrations)):
        raise newer(unknown[-1])
    nodes = [node for node in done if not any(child.key in done for child in _after(loader, node))]
    if not any(app == "web" for app, _ in nodes):
        raise ArchiveError(
            "数据库里没有定盘星的数据，请核对 --data 和 --database。",
            "The database holds nothing of steelyard; see whether --data and --database are right.",
        )
    return dict(sorted(nodes))


def _after(loader: Any, node: tuple[str, str]) -> list[Any]:
    return [child for child in loader.graph.node_map[node].children if child.key[0] == node[0]]


def known(schema: dict[str, str]) -> None:
    """Goes by when this version knows every migration of ``schema``.

    :raises ArchiveError: the archive is of a newer version.
    """
    there = MigrationExecutor(connection).loader.disk_migrations
    if unknown := sorted(f"{app}.{name}" for app, name in schema.items() if (app, name) not in there):
        raise newer(unknown[-1])


def bring_to(schema: dict[str, str]) -> None:
    """Makes the tables of an empty database as they were at a state."""
    MigrationExecutor(connection).migrate(sorted(schema.items()))


def models(schema: dict[str, str]) -> list[Any]:
    """The models at a state whose rows a backup holds, in a settled order."""
    state = MigrationExecutor(connection).loader.project_state(sorted(schema.items()))
    found = state.apps.get_models(include_auto_created=True)
    kept = [one for one in found if one._meta.managed and one._meta.app_label not in LEFT_OUT]
    return sorted(kept, key=lambda one: str(one._meta.label_lower))


def file_columns(model: Any) -> tuple[str, ...]:
    """The columns of a model that hold digests of files, as its present class tells (``FILES``)."""
    try:
        present = apps.get_model(model._meta.label)
    except LookupError:
        return ()
    there = {field.attname for field in model._meta.concrete_fields}
    return tuple(name for name in getattr(present, "FILES", ()) if name in there)
