"""A data folder with a city of many units for ``bench.web``: ``python -m bench.web_city FOLDER UNITS FORM``."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from steelyard.web.settings import configure

EMPTY = 16  # units that have handed nothing in yet
YEAR = 2025


def main(folder: str, units: int, form: str) -> None:
    """Makes it and prints what the people of the load need to know, as JSON."""
    configure(Path(folder))
    from django.test import Client

    from steelyard.web.starting import migrate

    migrate()
    people = _city(units)
    cases = _handed_in(units, Path(form), people["filler"])
    sessions = {}
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        sessions[name] = client.cookies["sessionid"].value
    known = {
        **sessions,
        "token": "t" * 32,
        "units": units,
        "case": [case.id for case in cases[:units]],
        "version": [case.version.id for case in cases[:units]],
        "empty": [case.id for case in cases[units:]],
    }
    print(json.dumps(known))


def _city(units: int) -> dict[str, Any]:
    """The places, an officer, and a filler of the units that have handed nothing in; the year is open."""
    from steelyard.reviewing import Person
    from steelyard.web.models import Place, Posting, User
    from steelyard.web.years import open_for

    city = Place.objects.create(name="安澜市", path="安澜市")
    names = [f"第{number:04}局" for number in range(units + EMPTY)]
    Place.objects.bulk_create(Place(parent=city, name=name, path=f"安澜市/{name}", files=True) for name in names)
    people = {name: User.objects.create(username=name, name=name, fresh=False) for name in ("officer", "filler")}
    Posting.objects.create(user=people["officer"], role="officer", place=city)
    for place in Place.objects.filter(files=True).order_by("path")[units:]:
        Posting.objects.create(user=people["filler"], role="filler", place=place)
    open_for(city, YEAR, date(2099, 3, 31), Person("officer", "officer", "安澜市"))
    return people


def _handed_in(units: int, form: Path, by: Any) -> list[Any]:
    """All cases; the first ``units`` of them have the form and are submitted."""
    from steelyard.web import store
    from steelyard.web.models import Case
    from steelyard.web.uploads import Kept, kept_results, new_version
    from steelyard.web.worker import audited

    data = form.read_bytes()
    answer = audited(data, form.name)
    kept = Kept(form.name, len(data), store.keep(data), answer, kept_results(answer))
    cases = list(Case.objects.order_by("unit__path"))
    for case in cases[:units]:
        new_version(case, kept, by)
        case.state, case.errors = "submitted", case.version.errors
        case.save()
    return cases


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
