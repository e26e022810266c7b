"""A file as it was handed in: the file itself, the report, the result as the contract's JSON."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path

from steelyard.model import Message
from steelyard.web.access import the_version
from steelyard.web.api.shapes import MOST
from steelyard.web.api.site import offers
from steelyard.web.views import versions

Id = Annotated[int, Path(ge=1, le=MOST)]
Lang = Literal["zh", "en"]
BYTES = {"schema": {"type": "string", "format": "binary"}}
RESULT = {"application/json": {"schema": {"type": "object", "required": ["form", "score", "findings"]}}}
REMARKED = {versions.TYPES[kind]: BYTES for kind in versions.ANNOTATED}
FILES = dict.fromkeys((*versions.TYPES.values(), versions.OTHER), BYTES)


@offers("versions/{int:number}/file", "signed in", Message("原文件", "The file itself"), FILES)
def file(request: HttpRequest, number: Id) -> Any:
    """As it was sent, byte for byte."""
    return versions.file(request, number)


@offers("versions/{int:number}/annotated", "signed in", Message("批注稿", "The file with remarks"), REMARKED)
def annotated(request: HttpRequest, number: Id, lang: Lang = "zh") -> Any:
    """Where files of its kind take remarks."""
    return versions.annotated_copy(request, the_version(request, number))


@offers("versions/{int:number}/report", "signed in", Message("核查报告", "The report"), {"text/html": BYTES})
def report(request: HttpRequest, number: Id, lang: Lang = "zh") -> Any:
    """One page for the records."""
    return versions.report(request, number)


@offers("versions/{int:number}/result", "signed in", Message("核查结果", "The result of the audit"), RESULT)
def result(request: HttpRequest, number: Id, lang: Lang = "zh") -> Any:
    """As ``steelyard check --format json`` gives it for one form; docs/schema has its schema."""
    return versions.result(request, number)
