"""An administrator's pages of the tree of places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from steelyard.model import Message
from steelyard.web import tree
from steelyard.web.access import acting_as, opens, overseen, the_place
from steelyard.web.models import Place
from steelyard.web.pages import page, text
from steelyard.web.tree import Unnamed


@opens("administrator")
@require_http_methods(["GET", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """The tree of places, and one more place below one of them."""
    if request.method == "GET":
        return _places(request)
    parent = the_place(request, request.POST.get("parent", ""), "administrator")
    by, files = acting_as(request, "administrator", parent.path), bool(request.POST.get("files"))
    try:
        tree.added(parent, text(request, "name", tree.LONGEST + 1), by, files=files)
    except Unnamed as no:
        return _places(request, no.why)
    return redirect("places")


def _places(request: HttpRequest, error: Message | None = None) -> HttpResponse:
    found = overseen(request, "administrator").order_by("path")
    matter = {"tree": found, "error": error and error.say(request.lang)}
    return page(request, "places", matter, 400 if error else 200)


@opens("administrator")
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, number: int) -> HttpResponse:
    """One place: its name, those it had before, and another name for it."""
    one = the_place(request, number, "administrator")
    if request.method == "GET":
        return _place(request, one)
    try:
        tree.renamed(one.id, text(request, "name", tree.LONGEST + 1), acting_as(request, "administrator", one.path))
    except Unnamed as no:
        return _place(request, one, no.why)
    return redirect("place", one.id)


def _place(request: HttpRequest, one: Place, error: Message | None = None) -> HttpResponse:
    matter = {"one": one, "before": one.paths[1:], "error": error and error.say(request.lang)}
    return page(request, "place", matter, 400 if error else 200)


@opens("administrator")
@require_POST
def switch_place(request: HttpRequest, number: int) -> HttpResponse:
    """Says that a unit files no form any more, or does so again."""
    one = the_place(request, number, "administrator")
    tree.switched(one.id, acting_as(request, "administrator", one.path))
    return redirect("place", one.id)
