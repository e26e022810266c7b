"""``steelyard draw``: the fingerprint of a pool, a double-random draw into a record, and a record made again."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from steelyard.cli.files import result, spare
from steelyard.cli.usage import UsageError, unreadable
from steelyard.drawing import (
    DrawError,
    Record,
    Size,
    draw,
    fingerprint,
    read_candidates,
    read_inspectors,
    read_record,
    verify,
    write_record,
)
from steelyard.model import Lang, Message
from steelyard.reporting.words import safe

_SHARE = re.compile(r"(?:(?P<stratum>.+)=)?(?P<number>\d{1,3}(?:\.\d{1,9})?)%")
_COUNT = re.compile(r"(?:(?P<stratum>.+)=)?(?P<number>\d{1,9})")
Read = TypeVar("Read")
DIFFERS = 1  # exit status of a record that does not hold


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Draws, or makes a draw again; answers the exit status: 1 where the record does not hold.

    :raises UsageError: the options, a file or the draw itself is not possible.
    """
    try:
        if options.verify:
            return _verify(options, lang)
        if options.seed is None and not (options.share or options.count or options.output):
            return _fingerprints(options, lang)
        return _draw(options, lang)
    except DrawError as error:
        raise UsageError(error.message) from error


def _fingerprints(options: argparse.Namespace, lang: Lang) -> int:
    """What is published before the seed is known."""
    print(Message("名录指纹", "pool").say(lang), fingerprint(_read(read_candidates, options.pool)))
    if options.inspectors:
        print(Message("人员指纹", "inspectors").say(lang), fingerprint(_read(read_inspectors, options.inspectors)))
    return 0


def _draw(options: argparse.Namespace, lang: Lang) -> int:
    if options.seed is None:
        zh = "缺少 --seed：请给出公开产生的随机数，例如当期彩票开奖号码。"
        raise UsageError(Message(zh, "--seed is missing: give a number drawn in public, such as a lottery's result."))
    sizes = [*_sizes(options.share, _SHARE, "--share"), *_sizes(options.count, _COUNT, "--count")]
    if not sizes:
        zh = "缺少抽取数量：请用 --count 写明数量，或者用 --share 写明比例。"
        raise UsageError(Message(zh, "How many is missing: give --count or --share."))
    if options.output:
        inputs = filter(None, (options.pool, options.inspectors))
        spare(options.output, inputs, Message("抽取的名录", "the pool itself"))
    staff = _read(read_inspectors, options.inspectors) if options.inspectors else ()
    record = draw(_read(read_candidates, options.pool), options.seed.strip(), sizes, staff, options.team)
    with result(options.output) as write:
        write(write_record(record))
    print(safe(_told(record).say(lang)), file=sys.stderr)
    return 0


def _verify(options: argparse.Namespace, lang: Lang) -> int:
    given = next((name for name in ("seed", "share", "count", "output") if getattr(options, name)), None)
    if given:
        zh, en = f"--verify 按记录重抽，不能再写 --{given}。", f"--verify goes by the record; leave --{given} out."
        raise UsageError(Message(zh, en))
    record = read_record(_read(_bytes, options.verify), options.verify)
    staff = _read(read_inspectors, options.inspectors) if options.inspectors else None
    wrong = verify(record, _read(read_candidates, options.pool), staff)
    told = _told(record)
    for message in wrong or (Message(f"复核一致：{told.zh}", f"The draw holds: {told.en}"),):
        print(safe(message.say(lang)))
    return DIFFERS if wrong else 0


def _read(reader: Callable[[str], Read], path: str) -> Read:
    try:
        return reader(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _bytes(path: str) -> bytes:
    return Path(path).read_bytes()


def _sizes(words: list[str], pattern: re.Pattern[str], option: str) -> Iterator[Size]:
    for word in words:
        found = pattern.fullmatch(word.strip().replace("％", "%"))
        if found is None:
            example = "5%、重点=20%" if pattern is _SHARE else "10、重点=3"
            raise UsageError(
                Message(
                    f"{option} 不能是“{word}”，写法如：{example}。",
                    f"{option} cannot be “{word}”; write {example.replace('、', ' or ')}.",
                )
            )
        if pattern is _SHARE:
            yield Size(stratum=found["stratum"], share=Decimal(found["number"]) / 100)
        else:
            yield Size(stratum=found["stratum"], count=int(found["number"]))


def _told(record: Record) -> Message:
    """How many of how many, and by which pool and seed."""
    pool, seed, drawn = record.pool_sha256[:12], record.seed, len(record.drawn)
    eligible, members = (sum(getattr(one, what) for one in record.strata) for what in ("eligible", "members"))
    zh = f"名录{members}个对象，可抽{eligible}个，抽取{drawn}个；名录指纹{pool}…，种子“{seed}”。"
    en = f"{drawn} of {eligible} eligible objects drawn ({members} in the pool); pool {pool}…, seed “{seed}”."
    return Message(zh, en)
