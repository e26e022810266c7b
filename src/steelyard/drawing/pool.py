"""Who can be drawn, by whom they are inspected, and how many are wanted."""

import json
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from steelyard.model import Message

ALGORITHM = "steelyard-draw/1"
Member = TypeVar("Member", bound="Candidate | Inspector")
HEAVIEST = 1000  # a ticket is hashed for each unit of weight


class DrawError(ValueError):
    """A draw that cannot be made; ``message`` says why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(zh, en)


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One object of the pool (检查对象). ``weight``: its tickets; ``exclusion``: why it is not drawn, empty if it is.

    ``needs`` are the capabilities that each of its inspectors must have.
    """

    id: str
    name: str = ""
    stratum: str = ""
    weight: int = 1
    exclusion: str = ""
    needs: tuple[str, ...] = ()


class Inspector(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One inspector (执法检查人员), or reviewer. ``recusals``: ids of the objects that it must not inspect (回避)."""

    id: str
    name: str = ""
    capabilities: tuple[str, ...] = ()
    recusals: tuple[str, ...] = ()


class Size(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many of a stratum are drawn: a count, or a share of its eligible candidates, rounded up (0.05 of 30 is 2).

    ``stratum`` is ``None`` for all strata that have no size of their own: of each of them so many.
    """

    stratum: str | None = None
    count: int | None = None
    share: Decimal | None = None

    def of(self, eligible: int) -> int:
        """The number of ``eligible`` candidates that is drawn.

        :raises DrawError: neither or both of count and share are given, or one of them is out of range.
        """
        if (self.count is None) == (self.share is None):
            raise DrawError(
                "抽取数量和抽取比例应当写明一项，且只写一项。", "Give either a count or a share, not both or neither."
            )
        if self.count is not None:
            if self.count < 0:
                raise DrawError(f"抽取数量不能是{self.count}。", f"A count cannot be {self.count}.")
            return self.count
        share = self.share or Decimal(0)
        if not (share.is_finite() and 0 < share <= 1):
            raise DrawError(
                f"抽取比例应当大于0、不超过100%，不能是{self.share}。",
                f"A share lies above 0 and up to 1, not {share}.",
            )
        return int((share * eligible).to_integral_value(ROUND_CEILING))


def canonical(value: Any) -> bytes:
    """Canonical JSON (RFC 8785) of texts, whole numbers, lists and objects with ASCII keys.

    :raises DrawError: a text holds half a surrogate pair, which has no UTF-8.
    """
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        raise DrawError("名录中有无法编码的字符。", "The pool holds a character that cannot be encoded.") from None


def number(*parts: str | int) -> str:
    """The number of a lot: the SHA-256 of the algorithm's name and ``parts``, in hexadecimal."""
    return sha256(canonical([ALGORITHM, *parts])).hexdigest()


def fingerprint(members: Sequence[Candidate] | Sequence[Inspector]) -> str:
    """The SHA-256 of the canonical JSON of all members with all their fields, by id; lists within a member sorted."""
    return sha256(canonical([msgspec.to_builtins(one) for one in settled(members)])).hexdigest()


def settled(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members by id, their lists sorted and without repetition: the order of rows and words plays no part."""
    return tuple(sorted((_sorted(one) for one in members), key=lambda one: one.id))


def check(members: Sequence[Candidate] | Sequence[Inspector], what: Message) -> None:
    """Sees to it that ids are there and are there once, and that weights are whole numbers from 1 to 1000.

    :raises DrawError: naming the member.
    """
    seen: set[str] = set()
    for one in members:
        if not one.id:
            raise DrawError(f"{what.zh}中有一个没有编号，请补上。", f"In the {what.en} one has no id.")
        if one.id in seen:
            raise DrawError(
                f"{what.zh}中编号“{one.id}”重复，请只保留一行。", f"In the {what.en} the id “{one.id}” comes twice."
            )
        seen.add(one.id)
        if isinstance(one, Candidate) and not 1 <= one.weight <= HEAVIEST:
            raise DrawError(
                f"“{one.id}”的权重是{one.weight}，应为1至{HEAVIEST}的整数。",
                f"The weight of “{one.id}” is {one.weight}; it must be a whole number from 1 to {HEAVIEST}.",
            )


def _sorted(one: Member) -> Member:
    lists = ("needs",) if isinstance(one, Candidate) else ("capabilities", "recusals")
    return msgspec.structs.replace(one, **{name: tuple(sorted(set(getattr(one, name)))) for name in lists})
