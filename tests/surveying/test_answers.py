"""A survey from its records: every record is accounted for, an unknown code is never dropped in silence."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.model import Unknown
from steelyard.packs.loading import PackError
from steelyard.packs.surveys import questionnaires, read_questionnaire
from steelyard.quantity import half_up
from steelyard.surveying import Sample, survey

ASKED = questionnaires()["regulated-entities"]


def records(**codes: int) -> list[dict[str, str]]:
    return [{"overall": code.removeprefix("c")} for code, many in codes.items() for _ in range(many)]


def test_the_share_of_the_satisfied_with_its_interval_and_the_mean() -> None:
    found = survey(ASKED, records(c5=150, c4=110, c3=20, c2=4, c1=2, c0=10), invited=320, population=11560)
    assert (found.returned, found.judged, found.no_opinion, found.blank) == (296, 286, 10, 0)
    assert isinstance(found.satisfied, Sample)
    assert found.satisfied.share == Decimal(260) / 286
    assert [half_up(100 * bound, 1) for bound in (found.satisfied.low, found.satisfied.high)] == [
        Decimal("87.1"),
        Decimal("93.7"),
    ]
    assert not isinstance(found.score, Unknown)
    assert half_up(found.score[0], 2) == Decimal("87.97")  # (150·100 + 110·80 + 20·60 + 4·40) ÷ 286
    assert found.response_rate == Decimal("0.925")
    assert found.advice == 372


def test_a_code_outside_of_the_scale_makes_the_result_unknown_and_is_named() -> None:
    found = survey(ASKED, [*records(c5=40), {"overall": "9"}, {"overall": "满意"}])
    assert found.invalid == ("9", "满意")
    assert isinstance(found.satisfied, Unknown)
    assert "9、满意" in found.satisfied.why.zh
    assert found.satisfied == found.score


def test_nothing_is_known_without_judgements_or_without_the_number_asked() -> None:
    found = survey(ASKED, [*records(c0=3), {}, {"overall": " "}])
    assert (found.returned, found.judged, found.no_opinion, found.blank) == (5, 0, 3, 2)
    assert all(isinstance(one, Unknown) for one in (found.satisfied, found.score, found.response_rate))
    over = survey(ASKED, records(c5=3), invited=2)
    assert isinstance(over.response_rate, Unknown)
    assert "多于" in over.response_rate.why.zh


def test_another_question_and_one_that_is_not_there() -> None:
    found = survey(ASKED, [{"overall": "5", "speed": "2"}] * 30, question="speed")
    assert isinstance(found.satisfied, Sample)
    assert found.satisfied.share == 0
    for wrong in ("advice", "nothing"):
        with pytest.raises(KeyError, match=wrong):
            survey(ASKED, [], question=wrong)


@given(st.lists(st.sampled_from(["0", "1", "2", "3", "4", "5", "", "x"]), max_size=60))
def test_every_record_is_accounted_for(codes: list[str]) -> None:
    found = survey(ASKED, [{"overall": code} for code in codes])
    odd = Counter(codes)["x"]
    assert found.returned == len(codes) == found.judged + found.no_opinion + found.blank + odd
    assert bool(found.invalid) == bool(odd)


def test_the_questionnaires_on_file_say_what_they_rest_on() -> None:
    for one in questionnaires().values():
        assert one.source.basis
        assert one.overall.kind == "scale"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("overall = true", "", "overall"),
        ("overall = true", 'overall = true\nkind = "text"', "overall"),
        ('id = "speed"', 'id = "overall"', "id: one comes twice"),
        ('code = "4"', 'code = "5"', "code: one comes twice"),
        ("satisfied = true", "satisfied = false", "satisfied"),
        ('"do not know" }', '"do not know", satisfied = true }', "satisfied"),
        ("margin = 0.05", "margin = 5", "margin"),
        ("margin = 0.05", "margins = 0.05", "margin"),
        ('mode = ["online"', 'mode = ["fax"', "mode"),
    ],
)
def test_a_questionnaire_that_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str, named: str) -> None:
    from steelyard.packs.loading import folder

    text = folder("surveys")["regulated-entities"].read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "wrong.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError, match=rf"wrong\.toml.*{named}"):
        read_questionnaire(file)
