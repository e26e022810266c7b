"""The shapes of personal data: what must be met, and what must not."""

import pytest

from steelyard.publishing.personal import personal_data


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证320682199001011234", "身份证号码"),
        ("３２０６８２１９９００１０１１２３Ｘ", "身份证号码"),
        ("32068219900101123x。", "身份证号码"),
        ("320682900101123", "身份证号码"),
        ("电话13812345678", "手机号码"),
        ("138-1234-5678", "手机号码"),
        ("138 1234 5678", "手机号码"),
        ("+8613812345678", "手机号码"),
        ("0513-87654321", "电话号码"),
        ("010-8765432", "电话号码"),
        ("zhang.san@example.com", "电子邮箱"),
        ("填表人：张三", "姓名"),
        ("项目负责人: 欧阳修文", "姓名"),
    ],
)
def test_met(text: str, kind: str) -> None:
    (met,) = personal_data({"note": text})
    assert (met.kind.zh, met.key) == (kind, "note")
    assert "*" in met.masked


@pytest.mark.parametrize(
    "text",
    [
        "15326.63万元",
        "统一社会信用代码11320682014261123F",
        "320682199013011234",  # no month has this number
        "12345热线受理5316件",
        "2023-2024年度",
        "完成率0.125-0.875",
        "负责人：各科室主要负责同志",
        "13812345678901件",
        "编号20231234567",
        "财预〔2020〕10号",
        "",
    ],
)
def test_not_met(text: str) -> None:
    assert not list(personal_data({"note": text}))


def test_the_place_is_named_and_the_hash_of_the_file_is_no_text() -> None:
    told = {"sha256": "13812345678" + "0" * 53, "rows": [{"note": ""}, {"note": "13812345678"}], "year": 2023}
    assert [(met.key, met.masked) for met in personal_data(told)] == [("rows.2.note", "138*******8")]
