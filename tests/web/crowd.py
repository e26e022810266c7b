"""Many at once, on a database of any kind: ``python -m tests.web.crowd FOLDER [URL]`` prints what came of it as JSON.

It is a program of its own since the framework takes one database in a process.
"""

import json
import sys
import threading
from pathlib import Path

from steelyard.web.settings import configure

EDITORS, SAVES = 6, 6
SEES = {"top": 3, "officer": 2, "filler": 1, "colleague": 1, "expert1": 1, "expert3": 0}  # how many forms


def crowd(case: int, unit: str) -> list[BaseException]:
    """``EDITORS`` threads save the same form ``SAVES`` times each, taking turns as the revision tells; their errors."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.test import RequestFactory

    from steelyard.reviewing import Person
    from steelyard.web import limits
    from steelyard.web.acts import Outdated, do
    from steelyard.web.models import Case

    errors: list[BaseException] = []
    anybody = RequestFactory().get("/")
    anybody.user = AnonymousUser()

    def edit(name: str) -> None:
        done = 0
        try:
            while done < SAVES:
                seen = Case.objects.get(id=case).revision
                try:
                    do(case, seen, "save", [Person(name, "filler", unit)], reason=f"{name} 第{done}次")
                    done += 1
                    limits.count(anybody, "api")
                except Outdated:
                    continue
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=(f"editor{number}",)) for number in range(EDITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def _seen(who: str) -> int:
    """How many forms of the town's year somebody's program sees."""
    from tests.web.programs import ROOT, program
    from tests.web.town import YEAR

    return int(program(who).get(f"{ROOT}cases?year={YEAR}").json()["count"])


def _rows_of_the_log() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM web_logentry")
        return int(cursor.fetchone()[0])


def main(folder: str, url: str | None = None) -> None:
    """The crowd at one form, the whole cycle of another, and the log of both."""
    configure(Path(folder), url, limits={"api": (EDITORS * SAVES, 10**9)})
    from django.db import connection
    from django.test.utils import setup_test_environment
    from tests.web.test_targets import AS_SET, evaluated
    from tests.web.town import browser, build, now, walk

    from steelyard.web import logbook
    from steelyard.web.models import Asked
    from steelyard.web.starting import migrate

    migrate()
    migrate()  # a second start finds everything done
    setup_test_environment()
    town = build()
    errors = crowd(town.other.id, town.other.unit.path)
    counted = Asked.objects.get().count
    entries = [entry.reason for entry in logbook.entries(town.other.subject) if entry.act == "save"]
    walk(town.case, town.users)
    moved = evaluated(town, browser, *AS_SET).version.moved
    said = {
        "vendor": connection.vendor,
        "errors": [repr(error) for error in errors],
        "saved": now(town.other).revision - town.other.revision,
        "logged": len(entries),
        "different": len(set(entries)),
        "published": now(town.case).state == "published",
        "counted": counted,
        "moved": moved,
        "holds": logbook.holds(),
        "numbered": sum(1 for _ in logbook.entries()) == _rows_of_the_log(),
        "board": browser("officer").get("/board/").status_code,
        "public": browser().get("/public.json").json()["results"][0]["score"],
        "seen": {who: _seen(who) for who in SEES},
        "ready": browser().get("/healthz").status_code,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
