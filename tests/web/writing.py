"""What somebody does at the editor's page, as its form and its script do it."""

from typing import Any

from tests.web.town import now

from steelyard.filling.drafts import Typed
from steelyard.web import drafts
from steelyard.web.models import Case


def begin(client: Any, case: Case, source: str = "blank", profile: str = "rugao-department", **more: Any) -> Any:
    fields = {"from": source, "profile": profile, "draft_revision": revision(case), **more}
    return client.post(f"/cases/{case.id}/draft/begin", fields)


def revision(case: Case) -> int:
    last = drafts.last_save(case)
    return last.revision if last else 0


def current(case: Case) -> Typed:
    last = drafts.last_save(case)
    assert last
    return drafts.read(last)


def fields_of(draft: Typed) -> dict[str, str]:
    """What the editor's form sends for a draft."""
    fields = {"profile": draft.profile}
    fields |= {f"card.{key}": text for key, text in draft.card.items()}
    fields |= {f"narrative.{kind}": text for kind, text in draft.narrative.items()}
    for part in ("budget", "values", "indicators"):
        for number, row in enumerate(getattr(draft, part), 1):
            fields |= {f"{part}.{number}.{key}": text for key, text in row.items()}
    return fields


def send(client: Any, case: Case, do: str = "save", seen: int | None = None, **typed: str) -> Any:
    """Sends the editor's form with something typed in it."""
    fields = {**fields_of(current(case)), **{name.replace("__", "."): text for name, text in typed.items()}}
    fields |= {
        "do": do,
        "draft_revision": str(revision(case) if seen is None else seen),
        "revision": str(now(case).revision),
    }
    return client.post(f"/cases/{case.id}/draft/", fields)


def check(client: Any, case: Case, seen: int | None = None, **typed: str) -> Any:
    fields = {**fields_of(current(case)), **{name.replace("__", "."): text for name, text in typed.items()}}
    fields["draft_revision"] = str(revision(case) if seen is None else seen)
    return client.post(f"/cases/{case.id}/draft/check", fields)
