"""抄自别处的文字 · Text taken from another form

查什么：应写本单位名称处写了别的单位，“我局”“我县”与单位不符；应写本年度处写了别的年度；给出别的表（--beside）时，
与外单位雷同的段落，与往年相同的数字、问题和建议。比较上年、联合办理、上级部门的提法不算。
为什么：照抄往年或外单位的自评，等于没有自评；留下的旧名称、旧年度就是痕迹。
依据：自评应当真实、客观（财预〔2020〕10号，原文待核）；复核中曾见满意度文字抄自别的局；界线是本项目的判断。
例：2023年的表写“2022年度部门整体支出”；云溪县教育局的表写“清河县教育局是县政府工作部门”。
怎么办：按本单位、本年度的实际情况改写，数字重新核实；确与往年相同的，说明理由。

What: Another unit's name, or “our bureau” in a form of no bureau, where the form's own unit must stand; another year
where its own must; with other forms given (--beside): passages like another unit's, numbers, problems and suggestions
like another year's. Comparisons with last year, joint work and superiors are left alone.
Why: A copied self-evaluation is none; a name or year left in it shows where it came from.
Clause: Results are to be true (Cai Yu (2020) 10, original not seen); reviewers met text of another bureau; the limits
are our judgement.
Example: “The department's spending of 2022” in the form of 2023.
Next: Write what this unit did in this year and verify the numbers anew; where nothing changed, say why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from steelyard.checks._bodies import misnamed, own_body, slots
from steelyard.checks._copies import copies
from steelyard.checks._registry import NEXT, At, check
from steelyard.checks._years import other_years
from steelyard.model import Finding, Form, Message, Pass, Place, Scored, Skip, Verdict

NO_BODY = Message("表中没有写明单位名称。", "The form names no unit.")
IN_FULL = Message("按批准的全称统一写法。", "Write the name in full, as it was approved, throughout.")
NO_YEAR = Message("表中没有写明年度。", "The form names no year.")


@check("consistency", "doubt")
def copied_text(scored: Scored) -> Iterator[Verdict | At]:
    """Names of units, then years, then the forms beside."""
    yield from list(_names(scored.form)) or [Pass()]
    yield from list(_years(scored.form)) or [Pass()]
    yield from copies(scored)


def _names(form: Form) -> Iterator[Verdict | At]:
    found = list(slots(form))
    own = own_body(form, found)
    if own is None:
        yield Skip(NO_BODY)
        return
    other, short = misnamed(form, own, found)
    for name, places in other.items():
        zh, en = f"写作“{name}”，本表单位是“{own.name}”", f"It says “{name}”, but the unit of the form is “{own.name}”"
        yield _finding(zh, en, places, name, own.name)
    for name, places in short.items():
        zh, en = f"单位名称写作“{name}”，全称是“{own.name}”", f"“{name}” stands for the full name, “{own.name}”"
        yield At("note", replace(_finding(zh, en, places, name, own.name), next_step=IN_FULL))


def _years(form: Form) -> Iterator[Verdict]:
    if form.year is None:
        yield Skip(NO_YEAR)
        return
    for year, places in other_years(form).items():
        zh = f"应写本年度之处写{year}年，而表头的年度是{form.year}年"
        en = f"It says {year} where the form's own year must stand, and its head says {form.year}"
        yield _finding(zh, en, places, f"{year}年", f"{form.year}年")


def _finding(zh: str, en: str, places: Sequence[Place], stated: str, own: str) -> Finding:
    more = (f"（{len(places)}处）", f" ({len(places)} times)") if len(places) > 1 else ("", "")
    return Finding(Message(f"{zh}{more[0]}。", f"{en}{more[1]}."), NEXT, "text", tuple(places), stated, own)
