"""A site with a published form, and commands of a later version: ``python -m tests.web.filled``.

``FOLDER [URL]`` fills an empty site. ``--later WORDS…`` carries a command out as a version would that has one more
migration.
"""

import sys
import zlib
from pathlib import Path
from typing import Any

from steelyard.web import settings


def fill(folder: str, url: str | None = None) -> None:
    """Two cities, one form of which went through the whole cycle."""
    settings.configure(Path(folder), url)
    from django.test.utils import setup_test_environment
    from tests.web.town import build, walk

    from steelyard.web.starting import migrate

    migrate()
    setup_test_environment()
    town = build()
    walk(town.case, town.users)
    _draft(town.other, town.users["colleague"])


def _draft(case: Any, by: Any) -> None:
    """A draft of another case with a file that proves a row of it."""
    from steelyard.web import store
    from steelyard.web.models import Draft, Evidence, Saved

    draft = Draft.objects.create(case=case, revision=1)
    Saved.objects.create(draft=draft, revision=1, packed=zlib.compress(bytes(range(256))), what="type", by=by)
    photograph = b"a photograph"
    Evidence.objects.create(
        case=case, row="巡查", name="照片.jpg", kind="jpg", size=len(photograph), sha256=store.keep(photograph), by=by
    )


def later(*words: str) -> int:
    """The command line of a later version."""
    ours = settings._fixed

    def fixed() -> dict[str, Any]:
        return {**ours(), "MIGRATION_MODULES": {"web": "tests.web.later"}}

    settings._fixed = fixed
    from steelyard.cli import main

    return main(words)


if __name__ == "__main__":
    if sys.argv[1] == "--later":
        sys.exit(later(*sys.argv[2:]))
    fill(*sys.argv[1:])
