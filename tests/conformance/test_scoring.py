"""The scorer on answers made by hand, the formats it reads, and the intervals that it prints."""

import json
from pathlib import Path

import pytest
from conformance.faults.answers import Answer, Answers, Pointed, read_answers
from conformance.faults.intervals import exact, wilson
from conformance.faults.key import Entry, Key, Seeded, Spot, read_key
from conformance.faults.scoring import points_at, score
from conformance.faults.tables import tables, told

OFF = Seeded("total-weight-off", "arithmetic", ("weight-total-misstated",), (), "doubt", (Spot(9, "weight", "97"),), ())
ECHO = Seeded("echoed-target", "targets", ("echoed-target",), ("result-not-a-value",), "note", (Spot(4),), ())
TOLD = Seeded(
    *("told-otherwise", "consistency", ("narrative-contradicts-table",), (), "doubt"),
    (Spot(text="办理案件1276件", before="办理案件1267件"),),
    (),
)
KEY = Key(
    7,
    (
        Entry("1.docx", "clean", "national", "docx"),
        Entry("1b.docx", "faulty", "national", "docx", of="1.docx", faults=(OFF, ECHO)),
        Entry("2.xlsx", "faulty", "rugao", "xlsx", faults=(TOLD,)),
        Entry("3.pdf", "tempting", "rugao", "pdf", edit="rate-rounded", tempts=("execution-rate-misstated",)),
    ),
)


def answers(*said: Answer) -> Answers:
    return Answers("tool", said)


def at(**place: object) -> tuple[Pointed, ...]:
    return (Pointed(**place),)  # type: ignore[arg-type]


def test_what_is_found_missed_and_falsely_said() -> None:
    scores = score(
        KEY,
        answers(
            Answer("1b.docx", "total-weight-off", "error", at(row=9)),
            Answer("1b.docx", "echoed-target", "note", at(row=4)),
            Answer("1b.docx", "result-not-a-value", "doubt", at(row=4)),  # implied by the echo
            Answer("2.xlsx", "narrative-contradicts-table", "doubt", at(text="1267件")),  # what the clean form said
            Answer("3.pdf", "execution-rate-misstated", "doubt"),
            Answer("1.docx", "echoed-target", "note"),  # too quiet to be an alarm
        ),
    )
    assert [(one.fault.name, one.named, one.placed) for one in scores.found] == [
        ("total-weight-off", True, True),
        ("echoed-target", True, True),
        ("told-otherwise", True, False),
    ]
    assert dict(scores.true) == {"arithmetic": 1, "targets": 1}
    assert {family: [one.file for one in said] for family, said in scores.false.items()} == {
        "consistency": ["2.xlsx"],
        "arithmetic": ["3.pdf"],
    }
    assert {file: len(loud) for file, loud in scores.alarms.items()} == {"1.docx": 0, "3.pdf": 1}


def test_a_fault_that_must_be_doubted_is_not_found_by_a_note() -> None:
    (off, *_) = score(KEY, answers(Answer("1b.docx", "weight-total-misstated", "note", at(row=9)))).found
    assert not off.named


@pytest.mark.parametrize(
    ("fault", "places", "right"),
    [
        (OFF, at(row=9), True),
        (OFF, at(row=8), False),
        (OFF, (), True),
        (OFF, at(text="97"), True),
        (OFF, at(text="197"), False),
        (OFF, at(text="97.5"), False),
        (TOLD, at(text="１２７６ 件"), True),
        (TOLD, at(text="1,276件"), True),
        (TOLD, at(text="1267件"), False),
        (TOLD, at(text="全年办理案件1276件，完成目标"), True),
        (TOLD, at(row=3), False),
        (TOLD, (*at(row=3), *at(text="1276件")), True),
    ],
)
def test_where_an_answer_points(fault: Seeded, places: tuple[Pointed, ...], right: bool) -> None:
    assert points_at(Answer("1b.docx", fault.name, "error", places), fault) is right


def test_the_report_says_it_in_numbers() -> None:
    scores = score(KEY, answers(Answer("1b.docx", "total-weight-off"), Answer("1.docx", "nonsense")))
    said = "".join(tables(scores))
    assert "| arithmetic | 1 | 1 | 100.0 % (20.7–100.0) | 100.0 % (20.7–100.0) | 100.0 % (20.7–100.0) |" in said
    assert "| all | 3 | 1 | 33.3 % (6.1–79.2) | 100.0 % (20.7–100.0) | 50.0 % (9.5–90.5), 1 of no family |" in said
    assert "| clean | 1 | 1 | 1.000 | 100.0 % (2.5–100.0) |" in said
    assert told(scores)["missed"] == [
        {"file": "1b.docx", "fault": "echoed-target", "named": False},
        {"file": "2.xlsx", "fault": "told-otherwise", "named": False},
    ]


def test_the_key_is_read_as_it_was_written(tmp_path: Path) -> None:
    KEY.write(tmp_path)
    assert read_key(tmp_path) == KEY
    raw = json.loads((tmp_path / "key.json").read_text("utf-8"))
    (tmp_path / "key.json").write_text(json.dumps({**raw, "version": 0}), encoding="utf-8")
    with pytest.raises(ValueError, match="is of version 0"):
        read_key(tmp_path)
    with pytest.raises(ValueError, match=r"holds no key\.json"):
        read_key(tmp_path / "elsewhere")


def test_neutral_answers_are_read_as_they_were_written(tmp_path: Path) -> None:
    said = Answers("tool", (Answer("1.docx", "echoed-target", "note", at(row=4, text="健全")),), ("3.pdf",))
    said.write(tmp_path / "answers.json")
    assert read_answers(tmp_path / "answers.json") == said


def test_the_contracts_json_is_read_as_answers(tmp_path: Path) -> None:
    place = {"part": "table", "table": 1, "row": 9, "column": "weight", "start": 1, "end": 3, "text": "97"}
    finding = {"name": "weight-total-misstated", "level": "error", "where": [place]}
    forms = [
        {"path": "in/1b.docx", "error": None, "findings": [finding]},
        {"path": "3.pdf", "error": "cannot be read", "findings": None},
    ]
    (tmp_path / "result.json").write_text(json.dumps({"steelyard": "0.1.0", "forms": forms}), encoding="utf-8")
    read = read_answers(tmp_path / "result.json")
    assert read.answers == (
        Answer("1b.docx", "weight-total-misstated", "error", at(row=9, column="weight", text="97")),
    )
    assert read.unread == ("3.pdf",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is no JSON: line 1"),
        ("[]", "holds neither"),
        ('{"format": "steelyard-fault-answers", "answers": [{"file": "1.docx"}]}', "answer 1 needs"),
        (
            '{"format": "steelyard-fault-answers", "answers": [{"file": "a", "kind": "b", "level": "loud"}]}',
            "level “loud” is none of",
        ),
        (
            '{"format": "steelyard-fault-answers", "answers": [{"file": "a", "kind": "b", "places": [{"page": 1}]}]}',
            "a place has",
        ),
    ],
)
def test_what_is_no_answer_is_told_by_file_and_number(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        read_answers(tmp_path / "answers.json")


def test_an_answer_about_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match=r"about 9\.docx"):
        score(KEY, answers(Answer("9.docx", "echoed-target")))


def test_intervals_are_those_of_the_tables() -> None:
    assert [round(end, 4) for end in wilson(95, 100)] == [0.8882, 0.9785]
    assert [round(end, 4) for end in exact(95, 100)] == [0.8872, 0.9836]
    assert [round(end, 4) for end in exact(0, 300)] == [0, 0.0122]
    assert [round(end, 4) for end in exact(2000, 4000)] == [0.4844, 0.5156]
    assert wilson(0, 0) == exact(0, 0) == (0.0, 1.0)
