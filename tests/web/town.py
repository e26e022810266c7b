"""A made-up province with two cities, their units and their people, for the tests of the web application."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from steelyard.reviewing import Person
from steelyard.web.models import Case, Place, Posting, User
from steelyard.web.years import open_for

FORM = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"
YEAR, DUE = 2025, date(2026, 3, 31)
CITY, OTHER_CITY = "云岭省/安澜市", "云岭省/平川市"
# Who is who: user name → role and place. ``both`` has two roles.
PEOPLE = {
    "top": [("administrator", "云岭省")],
    "admin": [("administrator", CITY)],
    "officer": [("officer", CITY)],
    "far-officer": [("officer", OTHER_CITY)],
    "filler": [("filler", f"{CITY}/水务局")],
    "checker": [("checker", f"{CITY}/水务局")],
    "colleague": [("filler", f"{CITY}/教育局")],
    "expert1": [("expert", CITY)],
    "expert2": [("expert", CITY)],
    "expert3": [("expert", CITY)],
}


class Town(NamedTuple):
    """The case of the water office, and that of another unit."""

    case: Case
    other: Case
    users: dict[str, User]


def build() -> Town:
    """The two cities with a year opened in the first."""
    places: dict[str, Place] = {}
    for path in ("云岭省", CITY, OTHER_CITY, f"{CITY}/水务局", f"{CITY}/教育局", f"{OTHER_CITY}/水务局"):
        parent, _, name = path.rpartition("/")
        places[path] = Place.objects.create(parent=places.get(parent), name=name, path=path, files=path.count("/") == 2)
    users = {name: _user(name, postings, places) for name, postings in PEOPLE.items()}
    for city, officer in ((CITY, "officer"), (OTHER_CITY, "far-officer")):
        open_for(places[city], YEAR, DUE, Person(officer, "officer", city))
    cases = {case.unit.path: case for case in Case.objects.select_related("unit")}
    return Town(cases[f"{CITY}/水务局"], cases[f"{CITY}/教育局"], users)


def _user(name: str, postings: list[tuple[str, str]], places: dict[str, Place]) -> User:
    user = User.objects.create(username=name, name=f"{name}同志", fresh=False, password="!")
    for role, path in postings:
        Posting.objects.create(user=user, role=role, place=places[path])
    return user


def browser(name: str | None = None, **settings: Any) -> Client:
    """A browser of somebody who is signed in; without a name, of a visitor."""
    client = Client(**settings)
    if name:
        client.force_login(User.objects.get(username=name))
    return client


def upload(
    client: Client, case: Case, data: bytes | None = None, name: str = "自评表.docx", revision: int | None = None
) -> Any:
    """Hands a form in."""
    file = SimpleUploadedFile(name, FORM.read_bytes() if data is None else data)
    return client.post(f"/cases/{case.id}/upload", {"file": file, "revision": revision_of(case, revision)})


def act(client: Client, case: Case, name: str, revision: int | None = None, **fields: Any) -> Any:
    """Does an act as the page's form does it."""
    path = name if name in ("sample", "score", "reconcile") else f"act/{name}"
    return client.post(f"/cases/{case.id}/{path}", {"revision": revision_of(case, revision), **fields})


def revision_of(case: Case, given: int | None = None) -> int:
    """The revision that a page made now would show."""
    return int(Case.objects.get(id=case.id).revision) if given is None else given


def now(case: Case) -> Case:
    """The case as the database has it."""
    return Case.objects.select_related("unit", "version").get(id=case.id)


def steps(users: dict[str, User]) -> list[tuple[str, str, dict[str, Any]]]:
    """Who does what, and with what, to lead a form that was handed in through the year until it is published."""
    experts = [users["expert1"].id, users["expert2"].id]
    return [
        ("filler", "hand-up", {}),
        ("checker", "submit", {}),
        ("officer", "accept-despite", {"reason": "已电话核实"}),
        ("officer", "sample", {"experts": experts}),
        ("expert1", "score", {"points": "91.5", "reason": "资料齐全"}),
        ("expert2", "score", {"points": "90", "reason": "佐证不足"}),
        ("officer", "reconcile", {"points": "90.75", "reason": "取平均"}),
        ("officer", "tell", {"reason": "见意见书"}),
        ("checker", "agree", {}),
        ("officer", "publish", {}),
    ]


def walk(case: Case, users: dict[str, User], *, until: str = "published") -> None:
    """Leads a case by its people's hands from the open evaluation up to a state."""
    people = {name: browser(name) for name in ("filler", "checker", "officer", "expert1", "expert2")}
    if now(case).state == until:
        return
    answer = upload(people["filler"], case)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    for who, name, fields in steps(users):
        if now(case).state == until:
            return
        sent = {"expert": fields["experts"]} if name == "sample" else fields  # as the page's form calls it
        answer = act(people[who], case, name, **sent)
        assert answer.status_code == 302, (who, name, answer.status_code, answer.content.decode()[:3000])
