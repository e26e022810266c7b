"""Objects of every kind, asked for by their numbers by somebody to whom none of them belongs.

The addresses come from the URL table and the numbers from the database, so that a new kind of object is asked for,
too, without anybody's thinking of it.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import AutoField
from django.urls import URLPattern
from django.urls.converters import IntConverter
from tests.web.programs import ROOT, program, token
from tests.web.test_access import JSON, TOKEN, fields_of
from tests.web.town import CITY, browser, walk

from steelyard.reviewing import ROLES
from steelyard.web import second
from steelyard.web.models import Asked, Failures, Place, Posting, Token, User
from steelyard.web.urls import urlpatterns

NUMBERED = [one for one in urlpatterns if any(isinstance(by, IntConverter) for by in one.pattern.converters.values())]
MISSING = 999_999
OWN = 900_000  # the number of what is the stranger's own, far from all others
NOBODYS = (Asked, Failures)  # counts, which belong to nobody
WHERE = "云岭省/远山市"


def stranger() -> User:
    """Somebody with every role, at a place of which nobody here knows."""
    user = User.objects.create(id=OWN, username="stranger", name="外人", fresh=False, password="!")
    place = Place.objects.create(id=OWN, name="远山市", path=WHERE, parent=Place.objects.get(path="云岭省"))
    for role in ROLES:
        if role != "public":
            Posting.objects.create(user=user, role=role, place=place)
    return user


def numbers() -> set[int]:
    """The numbers of everything that is there, of whatever kind the database numbers."""
    kinds = [model for model in apps.get_app_config("web").get_models() if isinstance(model._meta.pk, AutoField)]
    return {key for kind in kinds for key in kind.objects.values_list("pk", flat=True)}


def kept() -> dict[str, list[Any]]:
    """All that the database holds."""
    models = [model for model in apps.get_app_config("web").get_models() if model not in NOBODYS]
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def filled(pattern: URLPattern, found: set[int]) -> Iterator[str]:
    """The addresses of a pattern with each of the numbers, and with words that name an act in the other places."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))
    for values in product(*(sorted(found) if _numbered(pattern, name) else ["hand-up"] for name in names)):
        address = str(pattern.pattern)
        for value in values:
            address = re.sub(r"<[^>]+>", str(value), address, count=1)
        yield f"/{address}"


def _numbered(pattern: URLPattern, name: str) -> bool:
    return isinstance(pattern.pattern.converters[name], IntConverter)


def asked(client: Any, address: str, name: str) -> list[tuple[int, bytes]]:
    """What is answered to a look, to a form and to a program's act."""
    file = SimpleUploadedFile("自评表.docx", b"PK")
    sent = {"revision": 0, "reason": "我说了算", "points": "90", "role": "administrator", "file": file}
    answers = [client.get(address), client.post(address, sent)]
    if address.startswith(ROOT):
        fields = fields_of(Place.objects.get(path=CITY).id)[name] if name in JSON else {"revision": 0}
        answers.append(client.post(address, fields, content_type="application/json"))
    return [(answer.status_code, TOKEN.sub(b"", answer.content)) for answer in answers]


def test_a_stranger_finds_nothing_whatever_the_number(site: Any) -> None:
    walk(site.case, site.users, until="sampled")
    token("filler")
    second.begin(site.users["filler"])
    found = numbers()
    theirs = stranger()
    page, by_token = browser("stranger"), program("stranger")
    Token.objects.filter(user=theirs).update(id=OWN)
    before = kept()
    wrong = []
    for pattern in NUMBERED:
        client = by_token if hasattr(pattern.callback, "for_programs") else page
        nothing = asked(client, next(filled(pattern, {MISSING})), pattern.name)
        assert 404 in {status for status, _ in nothing}, pattern
        assert {status for status, _ in nothing} <= {400, 404, 405, 422}, pattern
        wrong += [address for address in filled(pattern, found) if asked(client, address, pattern.name) != nothing]
    assert not wrong
    Token.objects.update(used=None)
    assert kept() == before
    assert len(NUMBERED) > 20


def test_a_visitor_finds_nothing_whatever_the_number(site: Any) -> None:
    walk(site.case, site.users, until="sampled")
    found, before = numbers(), kept()
    for pattern in NUMBERED:
        for address in filled(pattern, {min(found), site.case.id, MISSING}):
            for status, _ in asked(browser(), address, pattern.name):
                assert status in (302, 401, 404, 405), address
            assert browser().get(address).headers.get("Location", "/sign-in") == "/sign-in"
    assert kept() == before
