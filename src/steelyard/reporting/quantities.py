"""Targets and results as JSON: ``value`` and ``unit`` (a target also ``op``); what is no number says its kind."""

from typing import Any

from steelyard.model import (
    Amount,
    Deadline,
    Interval,
    Lang,
    Message,
    Period,
    Rank,
    Result,
    Target,
    Unknown,
    Wording,
)
from steelyard.reporting.words import plain

NO_NUMBER = {
    "interval": Message("是一个区间，见 low 和 high", "an interval: see low and high"),
    "deadline": Message("是一个期限，见 date", "a day: see date"),
    "period": Message("是一段时间，见 first 和 last", "a period: see first and last"),
    "rank": Message("是一个等级，见 text", "a level of a scale: see text"),
    "wording": Message("是文字表述，由人判断，见 text", "words, judged by a person: see text"),
}


def quantity(target: Target, lang: Lang) -> dict[str, Any] | Unknown:
    """A target as an object with ``op``, ``value`` and ``unit``; ``Unknown`` stays, for its reason to be told."""
    if isinstance(target, Unknown):
        return target
    if isinstance(target, Amount):
        return {"op": target.op, **_amount(target)}
    operator = target.op if isinstance(target, Deadline | Rank) else None
    return {"op": operator, **_other(target, lang)}


def result(value: Result, lang: Lang) -> dict[str, Any] | Unknown:
    """A result as an object with ``value`` and ``unit``; ``Unknown`` stays, for its reason to be told."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Amount):
        return _amount(value)
    return _other(value, lang)


def _amount(amount: Amount) -> dict[str, Any]:
    """``trend`` and ``rough`` are there where the words beside the number say so."""
    shown: dict[str, Any] = {"value": plain(amount.value), "unit": amount.unit}
    if amount.trend:
        shown["trend"] = amount.trend
    return {**shown, "rough": True} if amount.rough else shown


def _other(value: Interval | Deadline | Period | Rank | Wording, lang: Lang) -> dict[str, Any]:
    kind = type(value).__name__.lower()
    unit = value.unit if isinstance(value, Interval) else ""
    return {"value": None, "unit": unit, "kind": kind, **_details(value), "why": {"value": NO_NUMBER[kind].say(lang)}}


def _details(value: Interval | Deadline | Period | Rank | Wording) -> dict[str, Any]:
    match value:
        case Interval():
            bounds = {"low": plain(value.low), "high": plain(value.high)}
            way = {"trend": value.trend} if value.trend else {}
            return {**bounds, "low_open": value.low_open, "high_open": value.high_open, **way}
        case Deadline():
            given = {"year_given": value.year_given, "day_given": value.day_given}
            return {"date": value.date.isoformat(), **given}
        case Period():
            return {"first": value.first.isoformat(), "last": value.last.isoformat()}
        case Rank():
            return {"text": value.text}
        case Wording():
            return {"text": value.text, "met": value.met}
