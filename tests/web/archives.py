"""Archives of small made-up forms, for the tests of many forms at once."""

import io
import zipfile
from typing import Any

from tests.web.hands import form


def small(unit: str, word: str = "", year: str = "2025") -> bytes:
    """A small form that names its unit (none where ``unit`` is empty), told apart by ``word``."""
    named = f"<p>填报单位：{unit}</p><table>" if unit else "<table>"
    return form(word or unit).replace("<table>", named).replace("2025年", f"{year}年" if year else "").encode()


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP archive of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def settled_batch(site: Any) -> int:
    """The number of an archive of the water office's city, of which one form waits to be assigned."""
    from steelyard.web.models import Batch, Member

    place, by = site.case.unit.parent, site.users["officer"]
    batch, new = Batch.objects.get_or_create(
        sha256="0" * 64, defaults={"place": place, "year": 2025, "by": by, "name": "a.zip", "settled": True}
    )
    if new:
        Member.objects.create(batch=batch, number=1, path="a.html", state="open", told={"sha256": "0" * 64})
    return int(batch.id)


def made_export(site: Any) -> int:
    """The number of a file that the officer of the water office's city asked for."""
    from steelyard.web import store
    from steelyard.web.models import Export

    place, by = site.case.unit.parent, site.users["officer"]
    digest = store.keep(b"a workbook")
    return int(
        Export.objects.get_or_create(kind="board", place=place, year=2025, lang="zh", by=by, sha256=digest, size=10)[
            0
        ].id
    )


def addressed(site: Any) -> dict[str, list[Any]]:
    """What the addresses of archives and exports are about, by the names of the addresses."""
    batch = settled_batch(site)
    batches: dict[str, list[Any]] = {name: [batch] for name in ("batch", "batch-cancel", "batch-result")}
    return {**batches, "batch-assign": [batch, 1], "export": [made_export(site)], "dossier": [site.case.id]}
