"""Number format codes (``0.00%``, ``#,##0``, ``yyyy"年"m"月"``) taken apart."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple


class Role(Enum):
    """What a piece of a code stands for."""

    LITERAL = auto()  # printed as it is
    DIGIT = auto()  # 0 # ?
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    DATE = auto()  # y m d h s in a run, [h], AM/PM, aaaa
    TEXT = auto()  # @
    GENERAL = auto()
    SLASH = auto()  # of a fraction or a date


class Token(NamedTuple):
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts that ``;`` separates. ``test`` is a condition such as ``>=100`` or ``None``."""

    tokens: tuple[Token, ...]
    test: tuple[str, Decimal] | None

    def has(self, *roles: Role) -> bool:
        return any(token.role in roles for token in self.tokens)


# Codes that files name by number only, as Excel for Simplified Chinese prints them.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "General",
    13: "General", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0", 42: "¥#,##0;¥-#,##0",
    43: "#,##0.00;-#,##0.00", 44: "¥#,##0.00;¥-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip

_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | _(?P<blank>.) | \*(?P<fill>.) | \[\$(?P<money>[^\]-]*)[^\]]*\]
    | \[(?P<test>[<>=]{1,2})(?P<bound>-?[\d.]+)\] | (?P<elapsed>\[[hms]+\]) | \[[^\]]*\]
    | (?P<general>General|G/通用格式) | (?P<exponent>E[+-]) | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<date>y+|m+|d+|h+|s+|e+|a{3,4}) | (?P<digit>[0#?]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_OTHER = {".": Role.POINT, ",": Role.COMMA, "%": Role.PERCENT, "@": Role.TEXT, "/": Role.SLASH}
_LONGEST = 255  # of a code in Excel


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a code. Linear in its length; anything unknown is a literal, as it is to Excel."""
    found: list[Section] = []
    tokens: list[Token] = []
    test: tuple[str, Decimal] | None = None
    for match in _PIECE.finditer(code[:_LONGEST]):
        if match["other"] == ";":
            found.append(Section(tuple(tokens), test))
            tokens, test = [], None
        elif match["test"]:
            test = match["test"], _bound(match["bound"])
        else:
            tokens.extend(_token(match))
    found.append(Section(tuple(tokens), test))
    return tuple(found[:4])


def _bound(text: str) -> Decimal:
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else Decimal(0)


def _token(match: re.Match[str]) -> list[Token]:
    match match.lastgroup:
        case "quoted" | "escaped" | "money":
            return [Token(Role.LITERAL, match[match.lastgroup])]
        case "blank":
            return [Token(Role.LITERAL, " ")]
        case "general":
            return [Token(Role.GENERAL, "")]
        case "exponent":
            return [Token(Role.EXPONENT, match["exponent"])]
        case "half" | "date" | "elapsed":
            return [Token(Role.DATE, match[0].lower())]
        case "digit":
            return [Token(Role.DIGIT, match[0])]
        case "other":
            return [Token(_OTHER.get(match[0], Role.LITERAL), match[0])]
    return []  # a fill, a colour, a language: nothing that is read
