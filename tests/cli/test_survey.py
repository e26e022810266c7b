"""``steelyard survey size``: how many answers a survey needs, and how many to ask for them."""

import json

import pytest

from steelyard.cli import main


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ([], 385),
        (["--population", "1000"], 278),
        (["--population", "1"], 1),
        (["--margin", "3%"], 1068),
        (["--margin", "3", "--confidence", "90％"], 752),
        (["--margin", "2.5%", "--population", "11560"], 1357),
    ],
)
def test_the_answers_that_a_margin_takes(words: list[str], answers: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", "size", *words]) == 0
    assert f"至少要{answers}份有效答卷" in capsys.readouterr().out
    main(["survey", "size", *words, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["answers"] == answers


def test_more_are_asked_than_come_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["survey", "size", "--population", "1000", "--response", "60%", "--lang", "en"])
    assert capsys.readouterr().out.rstrip().endswith("With 60% coming back, ask 464.")
    main(["survey", "size", "--population", "300", "--response", "40%"])
    assert "比对象还多：请全部发放" in capsys.readouterr().out
    main(["survey", "size", "--population", "300", "--response", "100%", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["answers"], found["to_ask"], found["response"]) == (169, 169, "100")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--margin", "0"], "--margin 不能是“0”"),
        (["--margin", "五"], "--margin 不能是“五”"),
        (["--confidence", "100%"], "--confidence 不能是“100%”"),
        (["--response", "101%"], "不大于100%"),
        (["--population", "0"], "--population 至少为 1"),
        (["--population", "many"], "--population 不能是“many”"),
    ],
)
def test_wrong_use_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", "size", *words]) == 2
    assert said in capsys.readouterr().err
