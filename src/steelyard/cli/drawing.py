"""``steelyard draw``: the fingerprint of a pool, a double-random draw into a record, and a record made again."""

import argparse
import re
import sys
from collections.abc import Iterator
from decimal import Decimal

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

_SHARE = re.compile(r"(?:(?P<stratum>.+)=)?(?P<number>\d{1,3}(?:\.\d{1,9})?)%")
_COUNT = re.compile(r"(?:(?P<stratum>.+)=)?(?P<number>\d{1,9})")
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
    except OSError as error:
        raise unreadable(str(error.filename or options.pool), error) from error


def _fingerprints(options: argparse.Namespace, lang: Lang) -> int:
    """What is published before the seed is known."""
    print(Message("名录指纹", "pool").say(lang), fingerprint(read_candidates(options.pool)))
    if options.inspectors:
        print(Message("人员指纹", "inspectors").say(lang), fingerprint(read_inspectors(options.inspectors)))
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
        spare(
            options.output, filter(None, (options.pool, options.inspectors)), Message("抽取的名录", "the pool itself")
        )
    staff = read_inspectors(options.inspectors) if options.inspectors else ()
    record = draw(read_candidates(options.pool), options.seed.strip(), sizes, staff, options.team)
    with result(options.output) as write:
        write(write_record(record))
    print(_told(record).say(lang), file=sys.stderr)
    return 0


def _verify(options: argparse.Namespace, lang: Lang) -> int:
    given = [name for name in ("seed", "share", "count", "output") if getattr(options, name)]
    if given:
        raise UsageError(
            Message(
                f"--verify 按记录重抽，不能再写 --{given[0]}。", f"--verify goes by the record; leave --{given[0]} out."
            )
        )
    with open(options.verify, "rb") as file:
        record = read_record(file.read(), options.verify)
    staff = read_inspectors(options.inspectors) if options.inspectors else None
    wrong = verify(record, read_candidates(options.pool), staff)
    for message in wrong:
        print(message.say(lang))
    if not wrong:
        said = _told(record)
        print(Message(f"复核一致：{said.zh}", f"The draw holds: {said.en}").say(lang))
    return DIFFERS if wrong else 0


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
