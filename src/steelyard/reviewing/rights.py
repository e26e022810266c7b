"""Who someone is: a role at a place in the tree of organizations, and what that place lets them see.

A place is a path from the top (``云岭省/安澜市/清河县/水利局``). The bureau of a government stands where the government
stands: its reviewers oversee every unit below that place, and nothing beside it.
"""

from dataclasses import dataclass
from typing import Literal

from steelyard.model import Message

Role = Literal["filler", "checker", "officer", "expert", "administrator", "public"]

ROLES: dict[Role, Message] = {
    "filler": Message("填报人", "filler"),
    "checker": Message("单位审核人", "checker of the unit"),
    "officer": Message("财政审核员", "reviewer of the finance bureau"),
    "expert": Message("评审专家", "expert"),
    "administrator": Message("管理员", "administrator"),
    "public": Message("公众", "the public"),
}
_OWN: frozenset[Role] = frozenset({"filler", "checker"})
_ABOVE: frozenset[Role] = frozenset({"officer", "administrator"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts: an identity that the log can name, a role, and the place where it holds."""

    id: str
    role: Role
    place: str = ""


def oversees(place: str, unit: str) -> bool:
    """Whether ``unit`` is ``place`` or stands below it; the empty place is the top."""
    return not place or unit == place or unit.startswith(f"{place}/")


def sees(person: Person, unit: str, *, assigned: bool, public: bool) -> bool:
    """Whether a person may read what a unit filed.

    People of a unit see that unit alone; officers and administrators what they oversee; experts what they were
    ``assigned``; everybody what is ``public``.
    """
    if public:
        return True
    if person.role in _OWN:
        return unit == person.place
    if person.role in _ABOVE:
        return oversees(person.place, unit)
    return person.role == "expert" and assigned
