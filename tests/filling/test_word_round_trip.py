"""The Word template to begin from, filled in as it is, gives the form that is written without one."""

import re
from pathlib import Path

import pytest
from tests.filling.making import PROFILES, data_of

from steelyard import audit, recognise, score
from steelyard.filling import FillError, fill
from steelyard.filling.data import converted
from steelyard.filling.wordtemplate.saying import in_template, lines_of, rows_of, values_of
from steelyard.filling.wordtemplate.starting import word_template
from steelyard.packs.templates import layouts
from steelyard.papers import write
from steelyard.reading import read_bytes

FORMS = 12  # of each profile


@pytest.mark.parametrize("family", PROFILES)
def test_a_template_to_begin_from_gives_the_form(family: str) -> None:
    template = word_template(PROFILES[family])
    for seed in range(FORMS):
        form = fill(converted(data_of(family, seed), f"{family} {seed}"))
        document = read_bytes(in_template(form, template, "我的.docx"), "form.docx")
        plain = read_bytes(write(form.paper, "docx"), "form.docx")
        assert (document.text, document.tables) == (plain.text, plain.tables)  # merged alike, too
        assert (document.asides, document.notices) == (plain.asides, plain.notices)
        findings = audit(score(recognise(document))).findings
        assert [one.name for one in findings if one.level != "note"] == []


def test_the_same_data_gives_the_same_bytes() -> None:
    form = fill(converted(data_of("national", 7), "7"))
    template = word_template("national-project")
    assert template == word_template("national-project")
    assert in_template(form, template, "a") == in_template(form, template, "b")


def test_a_template_of_another_layout_says_which_field_it_lacks() -> None:
    form = fill(converted(data_of("national", 7), "7"))
    with pytest.raises(FillError, match=r"“我的.docx” “\{narrative.overview\}”"):
        in_template(form, word_template("rugao-department"), "我的.docx")


def test_the_page_on_templates_names_every_field_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "word-templates.md").read_text(encoding="utf-8")
    told = {name.replace("名称", "r1") for name in re.findall(r"`\{([^}…]+)\}`", page)}
    said: set[str] = set()
    for family, profile in PROFILES.items():
        layout = layouts()[profile]
        form = fill(converted(data_of(family, 3), "3"))
        rows = {f"row.{name}" for name in rows_of(form, layout)[0]}
        said |= {*values_of(form, layout), *rows, *(f"line.{name}" for line in lines_of(form) for name in line)}
    told_by_pattern = re.compile(r"budget\.|r\d+\.")  # one of a kind stands for all
    assert told - said == set()
    assert {name for name in said - told if not told_by_pattern.match(name)} == set()
