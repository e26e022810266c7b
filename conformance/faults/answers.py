"""What a tool says of the files: the neutral format, and the contract's JSON read into it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from conformance.faults.taxonomy import LEVELS

FORMAT = "steelyard-fault-answers"


@dataclass(frozen=True)
class Pointed:
    """A place that a tool points at: a row of the table of indicators, or text that is printed there."""

    row: int | None = None
    column: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Answer:
    """One thing a tool says of a file: a kind of fault (its name or a check's), how grave, and where."""

    file: str
    kind: str
    level: str = "error"
    places: tuple[Pointed, ...] = ()


@dataclass(frozen=True)
class Answers:
    """All that a tool says. ``unread`` are the files that it could not read."""

    tool: str
    answers: tuple[Answer, ...]
    unread: tuple[str, ...] = ()

    def write(self, path: Path) -> None:
        """Writes the neutral format."""
        said = [{key: value for key, value in asdict(one).items() if value} for one in self.answers]
        whole = {"format": FORMAT, "tool": self.tool, "unread": self.unread, "answers": said}
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_answers(path: Path) -> Answers:
    """Answers in the neutral format, or the result of ``steelyard check --format json``.

    :raises ValueError: the file is neither, or an answer lacks its file or its kind; the message names the answer.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path} is no JSON: line {error.lineno}: {error.msg}") from error
    if isinstance(raw, dict) and "steelyard" in raw and "forms" in raw:
        return from_contract("steelyard", raw["forms"])
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError(f"{path} holds neither “format”: “{FORMAT}” nor the result of “steelyard check --format json”")
    said = tuple(_answer(one, f"{path}: answer {nth}") for nth, one in enumerate(raw.get("answers", ()), 1))
    return Answers(str(raw.get("tool", path.stem)), said, tuple(raw.get("unread", ())))


def _answer(raw: Any, where: str) -> Answer:
    if not isinstance(raw, dict) or not isinstance(raw.get("file"), str) or not isinstance(raw.get("kind"), str):
        raise ValueError(f"{where} needs “file” and “kind”, both texts")
    level = raw.get("level", "error")
    if level not in LEVELS:
        raise ValueError(f"{where}: level “{level}” is none of {', '.join(LEVELS)}")
    try:
        places = tuple(Pointed(**place) for place in raw.get("places", ()))
    except TypeError as error:
        raise ValueError(f"{where}: a place has “row”, “column” and “text” only") from error
    return Answer(raw["file"], raw["kind"], level, places)


def from_contract(tool: str, forms: Iterable[dict[str, Any]]) -> Answers:
    """The contract's entries as answers; files are known by their names."""
    entries = list(forms)
    said = tuple(one for entry in entries for one in _findings(entry))
    return Answers(tool, said, tuple(PurePath(entry["path"]).name for entry in entries if entry["error"]))


def _findings(entry: dict[str, Any]) -> Iterator[Answer]:
    for one in entry["findings"] or ():
        places = tuple(Pointed(place["row"], place["column"], place["text"]) for place in one["where"])
        yield Answer(PurePath(entry["path"]).name, one["name"], one["level"], places)
