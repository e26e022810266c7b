"""Regular expressions compiled when they are first used: compiling all of them would be felt at start-up."""

import re
from typing import cast


class _Late:
    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        for method in ("match", "search", "fullmatch", "finditer", "sub", "pattern"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """``re.compile``, later: the first call of a method compiles."""
    return cast(re.Pattern[str], _Late(source, flags))
