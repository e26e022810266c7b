"""A data folder with a city of many units for ``bench.web``: ``python -m bench.web_city FOLDER UNITS FORM``."""

import json
import sys
from datetime import date
from pathlib import Path

from steelyard.web.settings import configure

EMPTY = 16  # units that have handed nothing in yet
YEAR = 2025


def main(folder: str, units: int, form: str) -> None:
    """Makes it and prints what the people of the load need to know, as JSON."""
    configure(Path(folder))
    from django.test import Client

    from steelyard.reviewing import Person
    from steelyard.web import store
    from steelyard.web.models import Case, Place, Posting, User
    from steelyard.web.starting import migrate
    from steelyard.web.uploads import Kept, kept_results, new_version
    from steelyard.web.worker import audited
    from steelyard.web.years import open_for

    migrate()
    city = Place.objects.create(name="安澜市", path="安澜市")
    places = [
        Place(parent=city, name=f"第{number:04}局", path=f"安澜市/第{number:04}局", files=True)
        for number in range(units + EMPTY)
    ]
    Place.objects.bulk_create(places)
    people = {}
    for name in ("officer", "filler"):
        people[name] = User.objects.create(username=name, name=name, fresh=False, password="!")
    Posting.objects.create(user=people["officer"], role="officer", place=city)
    for place in Place.objects.filter(files=True)[units:]:
        Posting.objects.create(user=people["filler"], role="filler", place=place)
    open_for(city, YEAR, date(2099, 3, 31), Person("officer", "officer", "安澜市"))
    data = Path(form).read_bytes()
    answer = audited(data, Path(form).name)
    kept = Kept(Path(form).name, len(data), store.keep(data), answer, kept_results(answer))
    cases = list(Case.objects.order_by("unit__path"))
    for case in cases[:units]:
        new_version(case, kept, people["filler"])
        case.state, case.errors = "submitted", case.version.errors
        case.save()
    sessions = {}
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        sessions[name] = client.cookies["sessionid"].value
    rows = len(json.loads(answer.told["zh"].result)["form"]["indicators"])
    known = {
        **sessions,
        "token": "t" * 32,
        "units": units,
        "rows": rows,
        "case": [case.id for case in cases[:units]],
        "version": [case.version.id for case in cases[:units]],
        "empty": [case.id for case in cases[units:]],
    }
    print(json.dumps(known))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
