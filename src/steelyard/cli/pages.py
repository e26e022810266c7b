"""The pages of official material: what it says, in our own words; its source; worked examples."""

from collections.abc import Iterable, Iterator

import msgspec

from steelyard.model import Lang, Message
from steelyard.packs.calendars import Holiday, Year
from steelyard.packs.forms import Profile
from steelyard.packs.indicators import Framework
from steelyard.packs.ledgers import Column, Ledger, Measure, Pack
from steelyard.packs.loading import Source
from steelyard.packs.monitoring import Scheme
from steelyard.packs.rules import Example, Rule, rules
from steelyard.packs.standards import Standard
from steelyard.packs.surveys import Questionnaire
from steelyard.reporting.sources import cited, seen, validity
from steelyard.reporting.words import KINDS

GIVEN = {
    "result": Message("完成值", "result"),
    "target": Message("指标值", "target"),
    "weight": Message("分值", "weight"),
    "score": Message("得分", "score"),
    "state": Message("评判", "judged"),
    "found": Message("查到", "found"),
    "points": Message("评分人给", "given by a person"),
    "part": Message("部分", "part"),
    "month": Message("月份", "month"),
    "execution": Message("执行率", "execution rate"),
    "progress": Message("目标进度", "progress"),
    "executed": Message("执行数", "executed"),
    "adjusted": Message("调整后预算", "adjusted budget"),
    "budget": Message("预算数", "budget"),
}
GIVES = {
    "yes": Message("是", "yes"),
    "no": Message("否", "no"),
    "unknown": Message("无法判断", "cannot be told"),
    "red": Message("红灯", "red"),
    "yellow": Message("黄灯", "yellow"),
    "green": Message("绿灯", "green"),
    "blue": Message("蓝灯", "blue"),
}
ROLES = {
    "positive": Message("越高越好的指标", "better higher"),
    "exact": Message("等于指标值的指标", "equal to the target"),
    "reverse": Message("越低越好的指标", "better lower"),
    "qualitative": Message("定性指标", "judged in words"),
    "execution": Message("预算执行率", "budget execution"),
    "grades": Message("等级", "grades"),
    "over_achievement": Message("超额完成", "over-achievement"),
    "money_gap": Message("产出与资金进度", "output and money"),
}
TYPES = {
    "string": Message("文字", "text"),
    "integer": Message("整数", "whole number"),
    "number": Message("数", "number"),
    "date": Message("日期", "date"),
    "boolean": Message("是/否", "yes/no"),
}
LIGHTS = {
    "paced": Message("按时间进度的指标", "indicators that grow"),
    "ceiling": Message("不得超过的指标", "upper limits"),
    "floor": Message("不得低于的指标", "lower limits"),
    "execution": Message("预算执行", "budget execution"),
    "alarm": Message("执行预警", "alarm of execution"),
    "gap": Message("目标与资金偏差", "gap between goals and spending"),
}


def rule_page(name: str, rule: Rule, lang: Lang) -> str:
    """A scoring rule: its clause, its source, its worked examples."""
    return _paragraphs(
        [
            f"{name} · {Message(rule.title, rule.title_en).say(lang)}",
            _labelled(Message("条文", "Clause"), Message(rule.clause, rule.clause_en).say(lang), lang),
            *_source(rule.source, lang),
            *_examples(rule.examples, lang),
        ]
    )


def profile_page(name: str, profile: Profile, lang: Lang) -> str:
    """A form profile: its source and the rules that it names."""
    chosen = msgspec.structs.asdict(profile.rules)
    lines = [
        f"  {ROLES[role].say(lang)}  {rule}  {_title(rule, lang)}" for role, rule in chosen.items() if role in ROLES
    ]
    inferred = Message("由公开的表归纳，没有文件规定", "read off published forms, not out of a notice").say(lang)
    return _paragraphs(
        [
            f"{name} · {Message(profile.title, profile.title_en).say(lang)}",
            _labelled(Message("种类", "Kind"), KINDS[profile.kind].say(lang), lang),
            *_source(profile.source, lang),
            *([_labelled(Message("规则来历", "Rules"), inferred, lang)] if profile.inferred else []),
            "\n".join([Message("评分规则", "Scoring rules").say(lang), *lines]),
            _labelled(Message("满分", "Full marks"), str(profile.rules.full_marks), lang),
        ]
    )


def framework_page(name: str, framework: Framework, lang: Lang) -> str:
    """A list of common indicators with their formulas."""
    rows = [f"  {one.level_1} / {one.level_2} / {one.name}：{one.formula}" for one in framework.indicators]
    return _paragraphs(
        [
            f"{name} · {Message(framework.title, framework.title_en).say(lang)}",
            Message(framework.note, framework.note_en).say(lang),
            *_source(framework.source, lang),
            "\n".join([Message("指标与公式", "Indicators and formulas").say(lang), *rows]),
        ]
    )


def ledger_page(name: str, pack: Pack, lang: Lang) -> str:
    """A line of business: the columns of its ledgers, its measures, and the indicators that they prove."""
    return _paragraphs(
        [
            f"{name} · {Message(pack.title, pack.title_en).say(lang)}",
            *_source(pack.source, lang),
            *("\n".join(_ledger(one, lang)) for one in pack.ledgers),
            *("\n".join(_measure(one, lang)) for one in pack.measures),
        ]
    )


def _ledger(one: Ledger, lang: Lang) -> Iterator[str]:
    yield f"{one.name}.csv · {Message(one.title, one.title_en).say(lang)}"
    for column in one.fields:
        must = Message("  必填", "  required").say(lang) if column.constraints.required else ""
        allowed = f"  {'、'.join(column.constraints.enum)}" if column.constraints.enum else ""
        unit = f" {column.unit}" if column.unit else ""
        bounds = "".join(_bounds(one, column, lang))
        yield f"  {column.title}（{column.name}）  {TYPES[column.type].say(lang)}{unit}{must}{allowed}{bounds}"


def _bounds(ledger: Ledger, column: Column, lang: Lang) -> Iterator[str]:
    """The other columns of a record that this one must not be below or above: “  不早于“收到日期””."""
    dates = column.type == "date"
    low = Message("不早于", "not before") if dates else Message("不小于", "not below")
    high = Message("不晚于", "not after") if dates else Message("不大于", "not above")
    for said, name in ((low, column.constraints.not_below), (high, column.constraints.not_above)):
        if name:
            yield f"  {Message(f'{said.zh}“{ledger.column(name).title}”', f'{said.en} {name}').say(lang)}"


def _measure(one: Measure, lang: Lang) -> Iterator[str]:
    yield f"{Message(one.title, one.title_en).say(lang)}（{one.name}，{one.unit}）"
    yield f"  {one.clause}"
    if one.scope:
        yield f"  {_labelled(Message('范围', 'scope'), one.scope, lang)}"
    if one.proves:
        yield f"  {_labelled(Message('可证明的指标', 'proves'), '、'.join(one.proves), lang)}"


def calendar_page(name: str, year: Year, lang: Lang) -> str:
    """The holidays and make-up days of a year, and the notices behind them."""
    lines = [f"  {_holiday(one, lang)}" for one in year.holidays]
    return _paragraphs(
        [
            f"{name} · {Message(year.title, year.title_en).say(lang)}",
            *(line for notice in year.notices for line in _source(notice, lang)),
            "\n".join([Message("放假和调休", "Holidays and make-up days").say(lang), *lines]),
        ]
    )


def scheme_page(name: str, scheme: Scheme, lang: Lang) -> str:
    """A scheme of monitoring: its source and the rules that give the lights."""
    chosen = {role: one for role in LIGHTS if (one := getattr(scheme, role))}
    lines = [f"  {LIGHTS[role].say(lang)}  {one}  {_title(one, lang)}" for role, one in chosen.items()]
    return _paragraphs(
        [
            f"{name} · {Message(scheme.title, scheme.title_en).say(lang)}",
            Message(scheme.note, scheme.note_en).say(lang),
            *_source(scheme.source, lang),
            "\n".join([Message("监控规则", "Rules").say(lang), *lines]),
        ]
    )


def questionnaire_page(name: str, asked: Questionnaire, lang: Lang) -> str:
    """A questionnaire: whom it asks, its questions, its scale."""
    answers = [f"  {one.code}  {Message(one.label, one.label_en).say(lang)}" for one in asked.scale]
    questions = [f"  {one.id}  {Message(one.text, one.text_en).say(lang)}" for one in asked.questions]
    return _paragraphs(
        [
            f"{name} · {Message(asked.title, asked.title_en).say(lang)}",
            _labelled(Message("调查范围", "Frame"), Message(asked.frame, asked.frame_en).say(lang), lang),
            *_source(asked.source, lang),
            "\n".join([Message("问题", "Questions").say(lang), *questions]),
            "\n".join([Message("量表", "Scale").say(lang), *answers]),
        ]
    )


def standard_page(name: str, standard: Standard, lang: Lang) -> str:
    """A data standard: its source, its elements with our name for each, and what no form can fill."""
    parts = [f"{name} · {Message(standard.title, standard.title_en).say(lang)}", *_source(standard.source, lang)]
    own = Message("自定名称", "our name").say(lang)
    for table in standard.tables:
        names = " / ".join(dict.fromkeys((table.department, table.project)))
        lines = [f"{names}  {Message(table.title, table.title_en).say(lang)}"]
        for one in table.elements:
            told = [one.name, Message(one.title, one.title_en).say(lang), own if one.own else one.key]
            lines.append("  " + "  ".join(told))
        lines += [f"  {one.name}  {one.title}  ×  {one.why}" for one in table.unfilled]
        parts.append("\n".join(lines))
    return _paragraphs(parts)


def _holiday(one: Holiday, lang: Lang) -> str:
    """春节  2023-01-21 — 2023-01-27  上班：2023-01-28、2023-01-29."""
    span = f"{one.first}" if one.first == one.last else f"{one.first} — {one.last}"
    worked = ("、" if lang == "zh" else ", ").join(map(str, one.make_up))
    worked = f"  {_labelled(Message('上班', 'worked'), worked, lang)}" if worked else ""
    note = f"（{one.note}）" if one.note and lang == "zh" else ""
    return f"{Message(one.name, one.name_en).say(lang)}  {span}{worked}{note}"


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(parts)


def _labelled(label: Message, text: str, lang: Lang) -> str:
    return f"{label.zh}：{text}" if lang == "zh" else f"{label.en}: {text}"


def _source(source: Source, lang: Lang) -> Iterator[str]:
    yield _labelled(Message("来源", "Source"), f"{cited(source)}（{validity(source, lang)}）", lang)
    yield _labelled(Message("原文", "Original"), seen(source, lang), lang)


def _title(rule: str, lang: Lang) -> str:
    known = rules().get(rule)
    return Message(known.title, known.title_en).say(lang) if known else ""


def _examples(examples: tuple[Example, ...], lang: Lang) -> Iterator[str]:
    if examples:
        yield "\n".join([Message("算例", "Examples").say(lang), *(f"  {_example(one, lang)}" for one in examples)])


def _example(example: Example, lang: Lang) -> str:
    given = [f"{GIVEN[key].say(lang) if key in GIVEN else key} {value}" for key, value in example.given.items()]
    how = f"（{example.how}）" if example.how else ""
    gives = GIVES[example.gives].say(lang) if example.gives in GIVES else example.gives
    return f"{('，' if lang == 'zh' else ', ').join(given)} → {gives}{how}"
