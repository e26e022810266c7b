"""Targets and results as officials write them (first version)."""

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Literal

from steelyard.model import Amount, Deadline, Interval, Message, Op, Rank, Result, Target, Unknown, Wording
from steelyard.quantity.folding import fold

_OPS: dict[str, Op] = {
    "≥": ">=", ">=": ">=", "≧": ">=", "⩾": ">=", "不少于": ">=", "不低于": ">=", "不小于": ">=", "至少": ">=", "达到": ">=",
    "≤": "<=", "<=": "<=", "≦": "<=", "⩽": "<=", "不超过": "<=", "不高于": "<=", "不多于": "<=", "不大于": "<=", "控制在": "<=",
    ">": ">", "<": "<", "大于": ">", "小于": "<", "高于": ">", "低于": "<", "超过": ">", "少于": "<", "=": "=", "═": "=", "等于": "=",
}  # fmt: skip
_AFTER: dict[str, Op] = {
    "以上": ">=",
    "及以上": ">=",
    "以上(含)": ">=",
    "以下": "<=",
    "及以下": "<=",
    "以内": "<=",
    "之内": "<=",
}
_OP = "|".join(sorted(map(re.escape, _OPS), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<op>{_OP})?\s*(?P<number>[-+]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)\s*(?P<scale>[万亿]?)(?P<unit>[^\d\s(]*?)"
    rf"(?P<after>{'|'.join(sorted(map(re.escape, _AFTER), key=len, reverse=True))})?(?:\s*\(.*\))?$"
)
_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_RANK = re.compile(r"[一二三四五六七八九十特0-9甲乙丙A]+级|优良?|良好?|合格")
_PERCENT = {"%", "百分比", "百分点", "个百分点"}


def parse_target(text: str, *, unit: str = "", operator: str = "", year: int | None = None) -> Target:
    """What a printed target asks for."""
    return _parse(text, unit, operator)


def parse_result(text: str, *, unit: str = "", year: int | None = None) -> Result:
    """What a printed result states. A bound or a blank is Unknown."""
    found = _parse(text, unit, "")
    if isinstance(found, Interval) or (isinstance(found, Amount) and found.op is not None):
        said = fold(text)
        return Unknown(
            Message(f"实际完成值“{said}”是一个界限，不是数值。", f"The result “{said}” is a bound, not a value.")
        )
    return found


def _parse(text: str, unit: str, operator: str) -> Amount | Deadline | Rank | Wording | Unknown:
    said = fold(text)
    plain = unicodedata.normalize("NFKC", said)
    if plain in {"", "-", "--", "—", "——", "/", "无", "N/A"}:
        return Unknown(Message("此处未填写。", "Nothing is filled in here."))
    if day := _DAY.match(plain):
        return Deadline(datetime.date(int(day[1]), int(day[2]), int(day[3])))
    found = _AMOUNT.match(plain)
    if found is None:
        return Rank(said) if _RANK.fullmatch(plain) else Wording(said, _met(plain))
    op = _OPS.get(found["op"] or unicodedata.normalize("NFKC", operator).strip()) or _AFTER.get(found["after"] or "")
    return _amount(op, found["number"], found["scale"], found["unit"] or unit)


def _amount(op: Op | None, number: str, scale: str, unit: str) -> Amount:
    value = Decimal(number.replace(",", ""))
    if "元" in unit:
        return Amount(op, value, scale + unit)
    power = {"万": 4, "亿": 8}.get(scale, 0)
    value = value.scaleb(power) if power else value
    return Amount(op, value.quantize(Decimal(1)) if power and value == value.to_integral() else value, _plain(unit))


def _plain(unit: str) -> str:
    return "%" if unit in _PERCENT else unit


def _met(plain: str) -> Literal["yes", "partly", "no"] | None:
    if re.search(r"未(完成|达成|开展)", plain):
        return "no"
    if re.search(r"部分|基本完成|未完全", plain):
        return "partly"
    return "yes" if re.search(r"已完成|^完成|达成预期|已达标", plain) else None
