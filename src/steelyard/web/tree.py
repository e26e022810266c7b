"""Changes to the tree of places: one more, another name, and whether a unit files a form."""

from django.db import IntegrityError, transaction

from steelyard.model import Message
from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.access import below
from steelyard.web.models import PATH, Former, Place

LONGEST = 60  # characters of a name
NAME_TAKEN = Message("这个名称已经有了，请换一个。", "The name is taken; choose another.")
PLACE_NAME = Message(
    f"请填写机构名称，不超过{LONGEST}字，不含“/”和“#”。",
    f"Name the place, in {LONGEST} characters at most, without “/” or “#”.",
)
DEEP = Message("机构层级过深。", "The tree is too deep there.")


class Unnamed(Exception):  # noqa: N818 — an answer, not a fault
    """A place cannot have that name; ``why`` says what to do."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why.en)


def added(parent: Place, name: str, by: Person, *, files: bool) -> Place:
    """One more place below ``parent``.

    :raises Unnamed: the name is none, or is taken.
    """
    path = _path(parent, name)
    try:
        with transaction.atomic():
            made = Place.objects.create(parent=parent, name=name, path=path, files=files)
            logbook.append(by, "add-place", path)
    except IntegrityError:
        raise Unnamed(NAME_TAKEN) from None
    return made


def renamed(number: int, name: str, by: Person) -> Place:
    """A place under another name, and all below it with it; what the log says of them stays as it was.

    :raises Unnamed: the name is none, or is taken.
    """
    try:
        with transaction.atomic():
            place = Place.objects.select_for_update(of=("self",)).select_related("parent").get(id=number)
            before, path = place.path, _path(place.parent, name)
            if path == before:
                return place
            for one in Place.objects.filter(below(before)).order_by("path"):
                Former.objects.create(place=one, path=one.path)
                one.path = path + one.path.removeprefix(before)
                if len(one.path) > PATH:
                    raise Unnamed(DEEP)
                one.name = name if one.id == number else one.name
                one.save()
            logbook.append(by, "rename-place", path, reason=before)
    except IntegrityError:
        raise Unnamed(NAME_TAKEN) from None
    place.refresh_from_db()
    return place


def switched(number: int, by: Person) -> Place:
    """A unit that files no form any more, or again; the forms that are there stay."""
    with transaction.atomic():
        place = Place.objects.select_for_update(of=("self",)).get(id=number)
        place.files = not place.files
        place.save()
        logbook.append(by, "let-file" if place.files else "stop-filing", place.path)
    return place


def _path(parent: Place | None, name: str) -> str:
    if not name or len(name) > LONGEST or "/" in name or "#" in name or "\n" in name:
        raise Unnamed(PLACE_NAME)
    path = f"{parent.path}/{name}" if parent else name
    if len(path) > PATH:
        raise Unnamed(DEEP)
    return path
