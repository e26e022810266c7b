"""The record of a draw: all that went in and what came out, as JSON."""

import msgspec

from steelyard.drawing.pool import Candidate, DrawError, Inspector, Size


class Stratum(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A stratum of the pool (empty name: the pool has no strata): its members, those not excluded, those drawn."""

    name: str
    members: int
    eligible: int
    drawn: int


class Winner(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An object drawn: its place over all, the ticket that was called first and its number, and its inspectors."""

    place: int
    id: str
    stratum: str
    ticket: int
    number: str
    inspectors: tuple[str, ...]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A draw whole. ``team`` is 0 and ``inspectors_sha256`` empty where no inspectors were drawn."""

    algorithm: str
    seed: str
    team: int
    sizes: tuple[Size, ...]
    pool_sha256: str
    inspectors_sha256: str
    strata: tuple[Stratum, ...]
    drawn: tuple[Winner, ...]
    candidates: tuple[Candidate, ...]
    inspectors: tuple[Inspector, ...]


def write_record(record: Record) -> str:
    """The record as JSON, indented, the same for the same draw."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1).decode() + "\n"


def read_record(data: bytes, name: str) -> Record:
    """A record from JSON; ``name`` is what the file is called in the message.

    :raises DrawError: it is no record of a draw, and why.
    """
    try:
        return msgspec.json.decode(data, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DrawError(f"“{name}”不是抽取记录（{error}）。", f"“{name}” is no record of a draw ({error}).") from error
