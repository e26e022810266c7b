"""Reads the specifications of the checks: tests/cases/<name>.md, see the README there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from steelyard.model import Aim, Document, Finding, Level
from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.scoring.aims import aims_of

CASES = Path(__file__).resolve().parents[1] / "cases"
LEVELS: dict[str, Level] = {"错误": "error", "疑点": "doubt", "提示": "note"}
SOUND_TABLE = """
| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 演出场次 | 30场 | 31场 | 60 | 60 | |
| 效益指标 | 群众满意度 | ≥85% | 90% | 40 | 40 | |
"""

_EXPECTED = re.compile(
    r"- 指出 (?P<about>\S+?)(?:：(?:写 (?P<stated>.+?))?(?:，?应为 (?P<computed>.+?))?)?（(?P<level>错误|疑点|提示)）"
)
_PART = re.compile(r"\n#### (旁表|目标表|台账 \S+)\n")


@dataclass(frozen=True)
class Expected:
    """One finding, as the specification states it."""

    about: str
    stated: str | None
    computed: str | None
    level: Level

    @classmethod
    def of(cls, finding: Finding) -> "Expected":
        return cls(finding.about, finding.stated or None, finding.computed, finding.level)


@dataclass(frozen=True)
class Case:
    """One example: a small form, and what must be found in it (nothing, where ``expected`` is empty)."""

    check: str
    title: str
    form: str
    expected: tuple[Expected, ...]
    skipped: bool
    others: tuple[str, ...] = ()
    ledgers: tuple[tuple[str, str], ...] = ()
    targets: str = ""

    def __str__(self) -> str:
        return f"{self.check}-{self.title}"

    def document(self) -> Document:
        """The example as a file that was read."""
        return _document(self.form, f"{self.title}.md")

    def beside(self) -> list[Document]:
        """The forms that it is held against."""
        return [_document(form, f"旁表{number}.md") for number, form in enumerate(self.others, 1)]

    def aims(self) -> tuple[Aim, ...] | None:
        """The targets that were set for its year, ``None`` where none are given."""
        return aims_of(recognise(_document(self.targets, "目标表.md"))) if self.targets else None

    def folder(self, place: Path) -> Path | None:
        """``place`` with the ledgers that it is held against, ``None`` where it gives none."""
        for name, text in self.ledgers:
            (place / f"{name}.csv").write_text(text, encoding="utf-8")
        return place if self.ledgers else None


def _document(form: str, name: str) -> Document:
    text = form if "|" in form else f"{form}\n{SOUND_TABLE}"
    return read_bytes(text.encode(), name)


def cases() -> list[Case]:
    """All examples of all specifications."""
    return [case for file in sorted(CASES.glob("*.md")) if file.stem != "README" for case in _cases(file)]


def _cases(file: Path) -> Iterator[Case]:
    for part in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.M)[1:]:
        heading, _, body = part.partition("\n")
        assert heading in ("应当指出", "不应指出"), f"{file.name}: {heading}"
        for example in re.split(r"^### ", body, flags=re.M)[1:]:
            title, _, text = example.partition("\n")
            lines = text.splitlines()
            said = [line for line in lines if line.startswith("- ")]
            form, *parts = _PART.split("\n".join(line for line in lines if line not in said).strip())
            others = tuple(text for what, text in _pairs(parts) if what == "旁表")
            ledgers = tuple((what[3:], f"{text.strip()}\n") for what, text in _pairs(parts) if what.startswith("台账"))
            targets = next((text for what, text in _pairs(parts) if what == "目标表"), "")
            expected = tuple(_expected(file, line) for line in said if line != "- 跳过")
            assert bool(expected) == (heading == "应当指出"), f"{file.name}: {title}"
            yield Case(file.stem, title, form, expected, "- 跳过" in said, others, ledgers, targets)


def _pairs(parts: list[str]) -> Iterator[tuple[str, str]]:
    return zip(parts[::2], parts[1::2], strict=True)


def _expected(file: Path, line: str) -> Expected:
    found = _EXPECTED.fullmatch(line)
    assert found, f"{file.name}: {line}"
    return Expected(found["about"], found["stated"], found["computed"], LEVELS[found["level"]])
