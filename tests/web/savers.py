"""Many who fill in one form at once: ``python -m tests.web.savers FOLDER MANY [URL]`` prints what came of it as JSON.

A program of its own, as ``tests.web.crowd`` is: the framework takes one database in a process.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from steelyard.web.settings import configure

THREADS = 16  # of the server, which the people at their browsers share


class Saver:
    """Somebody who types one value into the draft: from the page that all have open, then from the newest one."""

    def __init__(self, case: Any, user: Any, number: int) -> None:
        self.case, self.user, self.number = case, user, number
        self.conflicts = 0

    def save(self, seen: int) -> tuple[int, bytes]:
        """Saves until it is acknowledged; answers the revision that was, and what it held."""
        from django.db import connection

        from steelyard.reviewing import Person
        from steelyard.web import drafts

        people = (Person(self.user.username, "filler", self.case.unit.path),)
        try:
            draft = drafts.read(drafts.Saved.objects.get(draft__case=self.case, revision=seen))
            while True:
                own = self._typed(draft)
                try:
                    saved = drafts.save(self.case, seen, own, self.user, people, "type")
                    return saved.revision, saved.content
                except drafts.Conflict:
                    self.conflicts += 1
                    last = drafts.last_save(self.case)
                    assert last
                    seen, draft = last.revision, drafts.read(last)
        finally:
            connection.close()

    def _typed(self, draft: Any) -> Any:
        from msgspec import structs

        return structs.replace(draft, values=(*draft.values, {"name": f"v{self.number}", "number": f"{self.number}件"}))


def main(folder: str, many: str, url: str | None = None) -> None:
    """All at the draft of one case."""
    configure(Path(folder), url)
    from django.db import connection
    from tests.web.town import build

    from steelyard.filling.drafts import blank
    from steelyard.reviewing import Person
    from steelyard.web import drafts, logbook
    from steelyard.web.models import Saved
    from steelyard.web.starting import migrate

    migrate()
    town = build()
    case, user = town.case, town.users["filler"]
    people = (Person("filler", "filler", case.unit.path),)
    first = drafts.begin(case, 0, blank("rugao-department", "水务局", 2025), user, people, "blank")
    savers = [Saver(case, user, number) for number in range(int(many))]
    with ThreadPoolExecutor(THREADS) as pool:
        told = list(pool.map(lambda saver: saver.save(first.revision), savers))
    kept = {one.revision: one.content for one in Saved.objects.filter(draft__case=case)}
    last = drafts.last_save(case)
    assert last
    said = {
        "vendor": connection.vendor,
        "acknowledged": len({revision for revision, _ in told}),
        "kept": sum(kept.get(revision) == content for revision, content in told),
        "revisions": sorted(kept) == list(range(1, len(savers) + 2)),
        "current": sorted(row["name"] for row in drafts.read(last).values)
        == sorted(f"v{one.number}" for one in savers),
        "conflicts": sum(saver.conflicts for saver in savers),
        "holds": logbook.holds(),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
