"""The API asked with whatever its document allows and does not allow: it never breaks, and answers as it says."""

from collections.abc import Iterator
from contextlib import closing as closed
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.web.programs import ROOT, token
from tests.web.test_access import draft_of, draw_of, targets_of
from tests.web.town import DUE, now, walk

from steelyard.web.models import Item

EXAMPLES = 12  # for each address and kind of data
BOUNDED = settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
UNFIT = [positive_data_acceptance]  # no schema tells which bytes are a form, or which act may be done now


@contextmanager
def kept_open() -> Iterator[None]:
    """A request does not close the connection whose transaction is the test's, as the framework's own client has it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def closing(app: Any) -> Any:
    """The application as servers call it: each answer is closed, which closes the files that came with the request."""

    def called(environ: Any, start: Any) -> list[bytes]:
        with closed(app(environ, start)) as answer:
            return [b"".join(answer)]

    return called


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_the_api_answers_as_its_document_says(site: Any, mode: GenerationMode) -> None:
    walk(site.case, site.users, until="submitted")
    secrets = st.sampled_from([token(name) for name in ("top", "officer", "checker", "filler")])
    real = {
        "cases": site.case.id, "versions": now(site.case).version.id, "published": site.case.id,
        "items": Item.objects.create(case=site.case, number=1, what="补充佐证", due=DUE).id,
        "draws": draw_of(site).id, "targets": targets_of(site).id,
    }  # fmt: skip
    draft_of(site)
    asked = 0

    def checked(case: Any, secret: str, at_home: bool) -> None:
        nonlocal asked
        asked += 1
        spoilt = {where for where, part in case.meta.components.items() if part.mode.is_negative}
        if at_home and "number" in case.path_parameters and ParameterLocation.PATH not in spoilt:
            case.path_parameters["number"] = real[case.path.removeprefix(ROOT).partition("/")[0]]
        shown = {} if ParameterLocation.HEADER in spoilt else {"Authorization": f"Bearer {secret}"}
        with transaction.atomic():
            case.call_and_validate(headers=shown, excluded_checks=UNFIT)
            transaction.set_rollback(True)

    with kept_open():
        document = schemathesis.openapi.from_wsgi(f"{ROOT}openapi.json", closing(get_wsgi_application()))
        for found in document.get_all_operations():
            cases = found.ok().as_strategy(generation_mode=mode)
            BOUNDED(given(cases, secrets, st.booleans())(checked))()
    assert asked >= 100
