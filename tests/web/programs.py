"""Programs that ask the API, for the tests."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.town import FORM, revision_of

from steelyard.web import tokens
from steelyard.web.access import oneself
from steelyard.web.models import Case, User

ROOT = "/api/v1/"


def token(name: str, **fields: Any) -> str:
    """A token of somebody of the town, who may act by it."""
    user = User.objects.get(username=name)
    return tokens.made(user, oneself(user), **{"name": "测试", "days": 30, "writes": True, **fields})


def program(name: str | None = None, **fields: Any) -> Client:
    """A program that shows somebody's token; without a name, none."""
    return Client(headers={"Authorization": f"Bearer {token(name, **fields)}"} if name else {})


def act(client: Client, case: Case, name: str, revision: int | None = None, **fields: Any) -> Any:
    """Does an act by the API."""
    sent = {"revision": revision_of(case, revision), **fields}
    return client.post(f"{ROOT}cases/{case.id}/acts/{name}", sent, content_type="application/json")


def hand_in(client: Client, case: Case, data: bytes | None = None, name: str = "自评表.docx", **fields: Any) -> Any:
    """Hands a form in by the API."""
    file = SimpleUploadedFile(name, FORM.read_bytes() if data is None else data)
    return client.post(f"{ROOT}cases/{case.id}/versions", {"file": file, "revision": revision_of(case), **fields})
