"""A form at a month's end, as text, JSON and a drawing: goals and spending against time, each light with its reason."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import steelyard
from steelyard.model import Form, Lang, Message, Unknown
from steelyard.monitoring import Light, Standing, Watch, Watched
from steelyard.monitoring.lights import WORDS
from steelyard.packs.monitoring import Scheme
from steelyard.packs.rules import rule
from steelyard.packs.shapes import Checkpoint, ExecutionAlarm
from steelyard.quantity import half_up
from steelyard.reporting.charts.progress import progress_chart
from steelyard.reporting.lines import Grid, Line, Piece, Style
from steelyard.reporting.words import one_line, plain

HEADS = (
    Message("行", "row"),
    Message("指标", "indicator"),
    Message("指标值", "target"),
    Message("至今完成", "so far"),
    Message("灯", "light"),
    Message("说明", "why"),
)
STYLES: dict[str, Style] = {"red": "error", "yellow": "doubt", "green": "", "blue": "note"}
OFF = Message("未亮", "none")


def reds(watch: Watch) -> int:
    """How many lights are red, alarm and gap included."""
    return sum(light.colour == "red" for light in _lights(watch))


def counted(watch: Watch) -> dict[str, int]:
    """How many lights there are of each colour, ``none`` those that could not be given.

    What the scheme has no rule for does not count, nor does an alarm line that is not there or not known.
    """
    standing = watch.standing
    told = [light for light in (*standing.goals, standing.execution, standing.gap) if light.rule]
    if not isinstance(standing.alarm.colour, Unknown):
        told.append(standing.alarm)
    return dict(Counter("none" if isinstance(one.colour, Unknown) else one.colour for one in told))


def lines(form: Form, scheme: Scheme, watch: Watch, lang: Lang) -> Iterator[Piece]:
    """How many lights of each colour, then spending, a table of the goals, and the rows that are not watched."""
    standing = watch.standing
    said, style = _verdict(watch)
    yield Line(said.say(lang), style)
    about = form.organization or form.title or form.document.path
    zh = f"{about} {form.year}年{standing.month}月底 · {scheme.title}"
    yield Line(Message(zh, f"{about}, end of {form.year}-{standing.month:02} · {scheme.title_en}").say(lang), "head")
    yield from _spending(standing, lang)
    if watch.watched:
        yield _goals(watch, lang)
    reasons: dict[Message, list[str]] = {}
    for row, why in watch.unwatched:
        reasons.setdefault(why, []).append(str(row))
    for why, some in reasons.items():
        zh, en = f"第{'、'.join(some)}行：{why.zh}", f"Row(s) {', '.join(some)}: {why.en}"
        yield Line(Message(zh, en).say(lang), "", 1)


def _verdict(watch: Watch) -> tuple[Message, Style]:
    """The lights of the goals by colour, that of spending, and the first goal to look at; the gravest as a style."""
    goals, spending = watch.standing.goals, watch.standing.execution.colour
    counts = Counter(light.colour for light in goals if not isinstance(light.colour, Unknown))
    zh = [f"{word.zh}{counts[colour]}个" for colour, word in WORDS.items() if counts[colour]]
    en = [f"{counts[colour]} {word.en}" for colour, word in WORDS.items() if counts[colour]]
    if dark := len(goals) - counts.total():
        zh, en = [*zh, f"未亮灯{dark}个"], [*en, f"{dark} without a light"]
    told = Message(f"指标{'、'.join(zh) or '没有可监控的'}", f"goals: {', '.join(en) or 'none that can be watched'}")
    lamps = [told, *_lamps(watch.standing)]
    rows = [str(one.row) for one, light in zip(watch.watched, goals, strict=True) if light.colour == "red"]
    if rows:
        lamps.append(Message(f"先看第{'、'.join(rows)}行", f"look at row(s) {', '.join(rows)} first"))
    style: Style = "error" if reds(watch) else "doubt" if dark or isinstance(spending, Unknown) else ""
    return Message("；".join(one.zh for one in lamps), "; ".join(one.en for one in lamps)), style


def _lamps(standing: Standing) -> Iterator[Message]:
    """Spending always, whatever its light; alarm line and gap where they are red."""
    colour = standing.execution.colour
    if isinstance(colour, Unknown):
        yield Message("支出进度未亮灯", "spending without a light")
    else:
        yield Message(f"支出进度{WORDS[colour].zh}", f"spending {WORDS[colour].en}")
    if standing.alarm.colour == "red":
        yield Message("执行预警线红灯", "alarm line red")
    if standing.gap.colour == "red":
        yield Message("目标与支出红灯", "goals and spending red")


def _spending(standing: Standing, lang: Lang) -> Iterator[Line]:
    colon = "：" if lang == "zh" else ": "
    yield Line(f"{Message('目标完成进度', 'goals').say(lang)}{colon}{_percent(standing.progress, lang)}", "", 1)
    named = (
        (Message("支出进度", "spending"), standing.execution),
        (Message("执行预警线", "alarm line"), standing.alarm),
        (Message("目标与支出", "goals and spending"), standing.gap),
    )
    for name, light in named:
        yield Line(f"{name.say(lang)}{colon}{light.why.say(lang)}", STYLES.get(str(light.colour), ""), 1)


def _goals(watch: Watch, lang: Lang) -> Grid:
    rows = []
    for one, light in zip(watch.watched, watch.standing.goals, strict=True):
        figures = [_figure(figure, one.unit) for figure in (one.goal.target, one.goal.result)]
        rows.append((f"{one.row}", one_line(one.goal.name, 30), *figures, _colour(light, lang), light.why.say(lang)))
    styles = [STYLES.get(str(light.colour), "") for light in watch.standing.goals]
    return Grid(tuple(head.say(lang) for head in HEADS), rows, frozenset({0, 2, 3}), styles)


def entry(form: Form, scheme: str, course: Sequence[Watch], lang: Lang) -> str:
    """JSON: the last month of ``course`` in full, and the two figures of each month. Numbers are texts."""
    last, standing = course[-1], course[-1].standing
    told: dict[str, Any] = {
        "steelyard": steelyard.__version__,
        "path": form.document.path,
        "organization": form.organization,
        "year": form.year,
        "month": standing.month,
        "scheme": scheme,
        "goals": [_goal(one, light, lang) for one, light in zip(last.watched, standing.goals, strict=True)],
        "unwatched": [{"row": row, "why": why.say(lang)} for row, why in last.unwatched],
        "progress": _said(standing.progress, lang),
        "executed": _said(standing.executed, lang),
        "execution": _light(standing.execution, lang),
        "alarm": _light(standing.alarm, lang),
        "gap": _light(standing.gap, lang),
        "course": [_month(one.standing) for one in course],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _goal(one: Watched, light: Light, lang: Lang) -> dict[str, Any]:
    return {
        "row": one.row,
        "name": one.goal.name,
        "way": one.goal.way,
        "target": _number(one.goal.target),
        "result": _number(one.goal.result),
        "unit": one.unit,
        "measure": one.measure or None,
        **_light(light, lang),
    }


def _month(one: Standing) -> dict[str, Any]:
    return {"month": one.month, "progress": _rounded(one.progress), "executed": _rounded(one.executed)}


def chart(form: Form, scheme: Scheme, course: Sequence[Watch], lang: Lang) -> str:
    """The drawing of all months of ``course``, with the alarm lines of the scheme."""
    about = Message("绩效目标与预算执行进度", "Goals and spending against time").say(lang)
    title = " · ".join(filter(None, (form.organization, f"{form.year}", about)))
    return progress_chart([one.standing for one in course], lang, checkpoints=checkpoints(scheme), title=title)


def checkpoints(scheme: Scheme) -> tuple[Checkpoint, ...]:
    """The alarm lines of a scheme, none where it has no such rule."""
    shape = rule(scheme.alarm).shape if scheme.alarm else None
    return shape.checkpoints if isinstance(shape, ExecutionAlarm) else ()


def _lights(watch: Watch) -> tuple[Light, ...]:
    standing = watch.standing
    return *standing.goals, standing.execution, standing.alarm, standing.gap


def _colour(light: Light, lang: Lang) -> str:
    return (OFF if isinstance(light.colour, Unknown) else WORDS[light.colour]).say(lang)


def _figure(figure: Decimal | Unknown, unit: str) -> str:
    return "—" if isinstance(figure, Unknown) else f"{plain(figure)}{unit}"


def _percent(figure: Decimal | Unknown, lang: Lang) -> str:
    return figure.why.say(lang) if isinstance(figure, Unknown) else f"{half_up(figure, 2)}%"


def _light(light: Light, lang: Lang) -> dict[str, Any]:
    colour = None if isinstance(light.colour, Unknown) else light.colour
    return {"light": colour, "rule": light.rule or None, "why": light.why.say(lang)}


def _number(figure: Decimal | Unknown) -> str | None:
    return None if isinstance(figure, Unknown) else plain(figure)


def _rounded(figure: Decimal | Unknown) -> str | None:
    return None if isinstance(figure, Unknown) else f"{half_up(figure, 2)}"


def _said(figure: Decimal | Unknown, lang: Lang) -> dict[str, str | None]:
    why = figure.why.say(lang) if isinstance(figure, Unknown) else None
    return {"value": _rounded(figure), "unit": "%", "why": why}
