"""What the figures of a narrative agree with: the judged pairs of the little forms, and the real form."""

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest
from tests import building
from tests.claims.corpus import LittleForm, Pair, Part, little_forms
from tests.shared import SHARED, needs_shared

from steelyard.model import BudgetLine, Claim, Form, Tie
from steelyard.reading import read
from steelyard.recognising import recognise
from steelyard.recognising.claims import claims_of
from steelyard.recognising.ties import tie

ASKING = {"contradicted", "unclear"}


class Tied(NamedTuple):
    """A little form with its claims and the outcome of each pair that was tied."""

    form: Form
    claims: tuple[Claim, ...]
    outcomes: dict[tuple[int, str], str]


def tied(text: str, *rows: tuple[str, str, str], budget: tuple[building.Line, ...] = (), year: int = 2023) -> Tied:
    """A form of one section and some rows (name, target, result)."""
    form = building.form([building.row(*row) for row in rows], sections=[("results", "三、主要绩效", text)],
                         budget=budget, year=year)  # fmt: skip
    claims, _ = claims_of([(form.document.text.index(text), text)], form.sections, year)
    return Tied(form, claims, {(one.claim, one.other): one.outcome for one in tie(form, claims)})


@cache
def little(form: LittleForm) -> Tied:
    return tied(form.text, *((row.name, row.target, row.actual) for row in form.row))


def number(form: LittleForm, part: Part) -> int | None:
    """Which claim a labelled part of the text is; none where it claims nothing."""
    made = little(form)
    offset = made.form.document.text.index(form.text)
    start, end = (offset + at for at in part.span(form.text))
    return next((i for i, claim in enumerate(made.claims) if claim.start < end and start < claim.end), None)


def ends(form: LittleForm, pair: Pair) -> set[tuple[int, str]]:
    """The tie that a pair asks for; one between two claims may be told from either."""
    own = number(form, pair)
    if own is None:
        return set()
    if pair.other is None:
        return {(own, f"indicator:{pair.row}")}
    other = number(form, pair.other)
    return set() if other is None else {(own, f"claim:{other}"), (other, f"claim:{own}")}


def found(form: LittleForm, pair: Pair) -> set[str]:
    """What was said of a pair; of a total and its last part both the sum and the part are told."""
    outcomes = little(form).outcomes
    return {outcomes[end] for end in ends(form, pair) if end in outcomes} or {"untied"}


PAIRS = [pytest.param(form, pair, id=f"{form.id}-{pair.text}") for form in little_forms() for pair in form.pair]

# Nothing is said of these, which is allowed: a word of the one is not known to be a word of the other.
SILENT = {"120批次", "1560件", "2.3万平方米", "1256篇"} | {"wording-34 100%"}


@pytest.mark.parametrize(("form", "pair"), PAIRS)
def test_each_pair_comes_out_as_judged(form: LittleForm, pair: Pair) -> None:
    if form.id.startswith("wording") and {pair.text, f"{form.id} {pair.text}"} & SILENT:
        assert found(form, pair) <= {pair.outcome, "untied"}
    else:
        assert pair.outcome in found(form, pair), pair.why


def test_contradictions_are_found_and_hardly_anything_else() -> None:
    wanted = [(form, pair) for form in little_forms() for pair in form.pair if pair.outcome == "contradicted"]
    right = sum("contradicted" in found(form, pair) for form, pair in wanted)
    every = sum(outcome == "contradicted" for form in little_forms() for outcome in little(form).outcomes.values())
    print(f"contradicted: {right} of {len(wanted)} found, {every} reported")
    assert right >= 0.9 * len(wanted)
    assert right >= 0.95 * every


@pytest.mark.parametrize("form", little_forms(), ids=lambda form: form.id)
def test_no_pair_is_asked_about_that_was_not_judged_so(form: LittleForm) -> None:
    judged = {end for pair in form.pair for end in ends(form, pair) if pair.outcome in ASKING}
    assert not {end for end, outcome in little(form).outcomes.items() if outcome in ASKING} - judged


CASES = [
    # text, rows, outcomes that are to be (claim text, other end) and no others may ask
    ("排查隐患1072条，整改隐患1062条，整改率99.07%。", [], {("99.07%", "claim:1"): "confirmed"}),
    ("排查隐患1072条，整改隐患1062条，整改率98.07%。", [], {("98.07%", "claim:1"): "contradicted"}),
    ("漏损率由11.2%下降到9.2%，下降2个百分点。", [], {("2个百分点", "claim:1"): "confirmed"}),
    ("漏损率由11.2%下降到9.2%，下降3个百分点。", [], {("3个百分点", "claim:1"): "contradicted"}),
    ("检查企业68家（规上28家、规下40家）。", [], {("68家", "claim:2"): "confirmed", ("28家", "claim:0"): "part-of"}),
    ("检查企业68家，其中发现隐患920处、立案3件。", [], {}),
    ("开展义诊12场，服务群众300人次。开展义诊15场，服务群众400人次。", [], {}),
    ("上年新建停车泊位4100个。", [("新建停车泊位", "4000个", "4200个")], {}),
    ("力争新建停车泊位4100个。", [("新建停车泊位", "4000个", "4200个")], {}),
    ("将新建停车泊位4100个。", [("新建停车泊位", "4000个", "4200个")], {}),
    ("将培训安全员4100人。", [("培训安全员人数", "4000人", "4200人")], {}),
    ("高于全省平均的95.1%。", [("平均入学率", "95%", "97%")], {}),
    ("抽检不合格率1.6%。", [("抽检合格率", "≥98%", "98.4%")], {}),
    ("全年发放补助约410万元。", [("发放补助金额", "400万元", "412.7万元")],
     {("约410万元", "indicator:1"): "confirmed"}),
    ("全年新建停车泊位4100个。", [("停车泊位建设数量", "4000个", "4200个")],
     {("4100个", "indicator:1"): "contradicted"}),
    ("开展安全培训40场次。", [("开展安全培训", "40场", "48场"), ("开展普法培训", "9场", "12场")],
     {("40场次", "indicator:1"): "contradicted"}),
    ("办理案件1210件，较上年的1150件增长5.2%。", [], {("5.2%", "claim:0"): "confirmed"}),
    ("办理案件1210件，较上年的1150件增长5.7%。", [], {("5.7%", "claim:0"): "contradicted"}),
    ("办理案件1210件，上年为1150件，同比下降5.2%。", [], {("5.2%", "claim:0"): "contradicted"}),
    ("办理案件1210件，比上年减少60件，下降4.7%。", [], {("4.7%", "claim:0"): "confirmed"}),
    ("接待游客12.1万人次，较去年的11.5万人次增长5.1%。", [], {("5.1%", "claim:0"): "confirmed"}),
    ("立案120件，办结110件，同比增长5%。", [], {}),
    ("出台四项制度：《甲办法》《乙办法》《丙办法》。", [], {("四项", "list"): "contradicted"}),
    ("完善3项制度（财务管理、资产管理、采购管理）。", [], {("3项", "list"): "confirmed"}),
    ("完善3项制度（财务管理、资产和采购管理）。", [], {}),
    ("存在三个方面的问题：一是人手少；二是设备旧；三是经费紧；四是制度不全。", [],
     {("三个", "list"): "contradicted"}),
    ("主要做了两方面工作。一是抓好党建。二是抓好业务。", [], {("两方面", "list"): "confirmed"}),
    ("建成甲类、乙类、丙类三个中心。", [], {("三个", "list"): "confirmed"}),
    ("新建道路、桥梁、隧道5座。", [], {}),
    ("新建城东、城西、城南等5所学校。", [], {}),
    ("全市有5个开发区：国家级、省级。", [], {}),
    ("开展3次检查，一是查账，二是查物。", [], {}),
    ("针对检查发现的3个问题：一是补齐台账；二是更换设备。", [], {}),
    ("办理登记业务12345件。为民服务，办理登记业务12435件。", [], {("12345件", "claim:1"): "contradicted"}),
    ("发放生活补贴1200万元。开学前发放生活补贴1250万元。", [], {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "expected"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_follows_from_the_words_around(
    text: str, rows: list[tuple[str, str, str]], expected: dict[tuple[str, str], str]
) -> None:
    made = tied(text, *rows)
    named = {
        (made.claims[claim].text, "list" if other.startswith("text:") else other): outcome
        for (claim, other), outcome in made.outcomes.items()
    }
    assert {key: named.get(key) for key in expected} == expected
    assert {key for key, outcome in named.items() if outcome in ASKING} <= expected.keys()


FUNDS = [
    # text, what comes of its amounts, beside a table of funds with 300, 320 and 312.5 万元
    ("项目全年预算320万元，实际支出312.5万元。", {"320万元": "confirmed", "312.5万元": "confirmed"}),
    ("项目全年预算320万元，实际支出321.5万元。", {"320万元": "confirmed", "321.5万元": "contradicted"}),
    ("年初预算安排330万元，已全部下达。", {"330万元": "contradicted"}),
    ("2023年预算300万元，调整后预算320万元。", {"300万元": "confirmed", "320万元": "confirmed"}),
    ("年度预算资金总额3200万元。", {"3200万元": "unclear"}),
    ("全年预算约320万元，执行数近313万元。", {"约320万元": "confirmed", "近313万元": "confirmed"}),
    ("组织培训3期，实际支出35万元。", {}),
    ("全年预算320万元，其中设备采购支出120万元。", {"320万元": "confirmed", "120万元": "part-of"}),
    ("上年预算280万元，比上年预算增加40万元。", {}),
    ("明年拟安排预算350万元。", {}),
]


@pytest.mark.parametrize(("text", "expected"), FUNDS, ids=lambda value: value if isinstance(value, str) else "")
def test_the_budget_is_held_against_its_table(text: str, expected: dict[str, str]) -> None:
    stages = (("initial", "300"), ("adjusted", "320"), ("final", "312.5"))
    lines = tuple(building.line(stage, "年度资金总额", amount, total=True) for stage, amount in stages)
    made = tied(text, budget=lines)
    form = replace(made.form, budget=tuple(map(_in_table, made.form.budget)))
    outcomes = {made.claims[one.claim].text: one.outcome for one in tie(form, made.claims)}
    assert outcomes == expected


def _in_table(line: BudgetLine) -> BudgetLine:
    place = line.amount.printed.place
    assert place is not None
    printed = replace(line.amount.printed, place=replace(place, table=1))
    return replace(line, amount=replace(line.amount, printed=printed))


@cache
def seed() -> Form:
    return recognise(read(SHARED / "seed" / "rugao-2023.txt"))


def seed_ties(text: str) -> list[Tie]:
    told = seed().narrative
    return [one for one in told.ties if told.claims[one.claim].text == text]


@needs_shared
@pytest.mark.parametrize(
    ("text", "other", "outcome", "said"),
    [
        ("1276件", "indicator:15", "contradicted", "1276－1210＝66"),
        ("6080批次", "indicator:22", "unclear", "8.31倍"),
        ("13批次", "indicator:29", "part-of", "13≤163"),
        ("10批次", "indicator:29", "part-of", "10≤163"),
    ],
)
def test_what_the_real_form_says_twice(text: str, other: str, outcome: str, said: str) -> None:
    (one,) = seed_ties(text)
    assert (one.other, one.outcome) == (other, outcome)
    assert said in one.why.zh


@needs_shared
def test_nothing_else_of_the_real_form_is_asked_about() -> None:
    told = seed().narrative
    states = Counter(told.state(index) for index in range(len(told.claims)))
    assert (states["contradicted"], states["unclear"]) == (1, 1)
    places = {line.amount.printed.place.start for line in seed().budget if line.amount.printed.place}
    budget = [index for index, claim in enumerate(told.claims) if claim.start in places]
    assert len(budget) >= 15
    assert {told.state(index) for index in budget} == {"confirmed"}
    assert all(one.why.zh.endswith("。") and one.why.en.endswith(".") for one in told.ties)


def test_what_is_suggested_for_next_year_is_held_against_nothing() -> None:
    text = "进一步新建停车泊位4100个。"
    rows = [building.row("新建停车泊位", "4000个", "4200个")]
    for kind, asked in (("results", {"contradicted"}), ("suggestions", set())):
        form = building.form(rows, sections=[(kind, "五、有关情况", text)], year=2023)
        claims, _ = claims_of([(form.document.text.index(text), text)], form.sections, 2023)
        assert {one.outcome for one in tie(form, claims)} == asked


def test_ties_are_linear_in_rows_and_claims() -> None:
    rows = [(f"开展第{at}类检查次数", "10次", f"{at}次") for at in range(300)]
    made = tied("开展检查12次。" * 300, *rows)
    assert len(made.outcomes) <= 2 * len(made.claims)


def test_empty_lines_without_end_cost_no_more_than_their_number() -> None:
    text = "一是全年办结信访10件。" + "\n" * 200_000 + "二是走访企业30家。"
    assert tied(text, ("办结信访", "≥10件", "10件")).outcomes == {(0, "indicator:1"): "confirmed"}
