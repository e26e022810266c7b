"""A site with a published form, and commands of a later version: ``python -m tests.web.filled``.

``FOLDER [URL]`` fills an empty site. ``--later WORDS…`` carries a command out as a version would that has one more
migration.
"""

import sys
from pathlib import Path
from typing import Any

from steelyard.web import settings


def fill(folder: str, url: str | None = None) -> None:
    """Two cities, one form of which went through the whole cycle, another of which is being filled in."""
    settings.configure(Path(folder), url)
    from django.test.utils import setup_test_environment
    from tests.web.town import build, walk

    from steelyard.web.starting import migrate

    migrate()
    setup_test_environment()
    town = build()
    walk(town.case, town.users)
    _filling_in(town)


def _filling_in(town: Any) -> None:
    """A draft with two saves, and a file that proves something in it."""
    from msgspec import structs

    from steelyard.filling.drafts import blank
    from steelyard.reviewing import Person
    from steelyard.web import drafts, proofs

    case, user = town.other, town.users["colleague"]
    people = (Person(user.username, "filler", case.unit.path),)
    first = blank("rugao-department", case.unit.name, case.year)
    saved = drafts.begin(case, 0, first, user, people, "blank")
    typed = structs.replace(first, indicators=({"name": "巡查河道"},))
    drafts.save(case, saved.revision, typed, user, people, "type")
    proofs.add(case, "巡查河道", proofs.Proof("台账.pdf", "pdf", b"%PDF-1.4"), user, people)


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
