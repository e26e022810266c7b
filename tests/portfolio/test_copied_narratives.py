"""Narratives like another unit's are found, whatever names, numbers and single words were changed; others are not."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.portfolio.test_questions import ask, counts, unit

from steelyard.portfolio.asking import engine, forms
from steelyard.portfolio.signs.copies import _candidates, _Texts, copied
from steelyard.portfolio.storing import Store, in_arrow, packed

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
pytest.importorskip("datasketch", reason="the extra analysis is not installed")
# Two characters a word.
WORDS = (
    "河道管网校舍门诊渔港苗圃桥梁剧场粮库路灯档案驿站隧道牧场书屋茶园泵房航标社区矿山修缮巡查清淤回访培训抽检登记演练改造补种普查公示"
    "调解验收疏浚采样评估宣讲更换整治群众学员企业农户船员商户居民患者游客教师提前逐一分批按季就地联合连夜随机全程限时减少提高消除缩短"
)


def story(seed: int, sentences: int = 14) -> list[str]:
    source = Random(seed)
    words = [WORDS[at : at + 2] for at in range(0, len(WORDS), 2)]
    return ["".join(source.choices(words, k=14)) + f"{source.randrange(100)}处" for _ in range(sentences)]


def told(sentences: list[str], name: str = "我局") -> dict[str, Any]:
    return {"sections": [("results", "三、主要绩效", "。".join(f"{name}{one}" for one in sentences) + "。")]}


def found(place: Path, *made: Any) -> dict[str, str]:
    lines = ask(place, "gaming", *made)[1]
    return {line["organization"]: line["what"].zh for line in lines if line["sign"].zh == "文字与外单位雷同"}


def test_a_copy_with_other_names_numbers_and_words_is_found(tmp_path: Path) -> None:
    rows, first = counts("137家", score="19"), story(1)
    second = [one.replace("河道", "水道")[:-3] + "7处" for one in first]
    second[3] = story(2)[3]
    made = [unit(name, rows, **told(story(10 + nth))) for nth, name in enumerate(("丙县教育局", "丁县卫生局"))]
    copies = found(
        tmp_path,
        unit("甲县水务局", rows, **told(first, "甲县水务局")),
        unit("乙县水务局", rows, 2022, **told(second, "乙县水务局")),
        *made,
    )
    assert set(copies) == {"甲县水务局", "乙县水务局"}
    assert "与“乙县水务局 2022”的文字有" in copies["甲县水务局"]


def test_own_text_of_last_year_and_everybodys_wording_are_no_copies(tmp_path: Path) -> None:
    rows, own = counts("137家", score="19"), story(1)
    assert not found(tmp_path / "a", unit("甲局", rows, 2022, **told(own)), unit("甲局", rows, **told(own)))
    twice = [unit(name, rows, **told(own)) for name in ("云溪县教育局", "云溪县教育局（本级）")]
    assert not found(tmp_path / "d", *twice)
    common = story(5, 20)
    texts = [told([*common, *story(20 + nth)]) for nth in range(6)]
    everybody = [unit(f"{name}局", rows, **text) for name, text in zip("甲乙丙丁戊己", texts, strict=True)]
    assert not found(tmp_path / "b", *everybody)
    short = story(3, 2)
    assert not found(tmp_path / "c", unit("甲局", rows, **told(short)), unit("乙局", rows, **told(short)))


def test_a_form_that_names_no_unit_is_left_out_and_counted(tmp_path: Path) -> None:
    rows, same = counts("137家", score="19"), told(story(1))
    nameless = replace(unit("甲局", rows, **same), organization="")
    answer, lines = ask(tmp_path, "gaming", nameless, unit("乙局", rows, **same))
    assert "文字与外单位雷同" not in {line["sign"].zh for line in lines}
    assert "1份没有写明单位，没有与外单位比对" in answer.sentence.zh


def test_many_copies_of_one_text_cost_no_pair_of_each_with_each(tmp_path: Path) -> None:
    store, many, alone = Store.begun(str(tmp_path / "store")), 300, 400
    lines = []
    for nth in range(many + alone):
        sentences = story(0) if nth < many else story(nth)
        named = {"form": f"{nth:04d}-1", "path": f"{nth}.docx", "version": "v", "organization": f"{nth}局"}
        keys = [{"form": named["form"], "nth": at, "part": "results", "key": key} for at, key in enumerate(sentences)]
        lines.append({"forms": [named], "sentences": keys})
    store.put(*packed(in_arrow(lines)))  # type: ignore[arg-type]
    known = {line["form"]: line for line in forms(store, ())}
    pairs = _candidates(engine(), _Texts(store, known, frozenset()), known)
    assert many - 1 <= len(pairs) <= 2 * many
    assert len(copied(store, known)) == many
