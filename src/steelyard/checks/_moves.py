"""The rows of a form against the targets that were set for its year (``moved_target``)."""

from collections.abc import Iterator, Sequence

from steelyard.checks._lines import shortened, where
from steelyard.checks._registry import NEXT, At
from steelyard.model import Aim, Finding, Form, Message, Move, Pass, Skip, Unknown, Verdict
from steelyard.scoring.aims import aims_of, moves

NONE_SET = Message("目标表里没有指标。", "The table of targets holds no indicator.")
PUT_BACK = Message(
    "请补列这个指标并按确定的目标自评；经批准取消的，提供批复文件。",
    "Put the indicator back and evaluate it by the target that was set, or give the approval of dropping it.",
)


def against_set(form: Form, aims: Sequence[Aim]) -> Iterator[Verdict | At]:
    """Each target that was set, then each row that none was set for; a weight that one side lacks is skipped."""
    if not aims:
        yield Skip(NONE_SET)
    for move in moves(aims, aims_of(form)):
        if isinstance(move.weighed, Unknown) and move.before and move.after:
            yield Skip(move.weighed.why)
        if move.whole:
            yield Pass()
        else:
            yield At("note" if _harmless(move) else "doubt", _finding(form, move))


def _harmless(move: Move) -> bool:
    return move.change in ("raised", "added") and move.weighed is not True


def _finding(form: Form, move: Move) -> Finding:
    """What became of a target, with where its row stands and both values."""
    then, now = move.before, move.after
    if now is None:
        assert then is not None, "a move has a side"
        name, target = shortened(then.name), then.said
        zh, en = (
            f"确定的目标中有“{name}”（{target}），表中没有列出。",
            f"“{name}” ({target}) was set and is not in the form.",
        )
        return Finding(Message(zh, en), PUT_BACK, "indicators", (), None, target)
    row = next(one for one in form.indicators if one.row == now.row)
    zh, en = f"第{now.row}行“{shortened(now.name)}”", f"Row {now.row} “{shortened(now.name)}”"
    if then is None:
        told = Message(f"{zh}（{now.said}）不在确定的目标之中。", f"{en} ({now.said}) is not among the targets set.")
        return Finding(told, NEXT, f"indicator:{now.row}", where(row.name), now.said)
    told = Message(f"{zh}与确定的目标不同：{move.how.zh}。", f"{en} is not as it was set: {move.how.en}.")
    if move.change == "same":
        stated, computed = (f"{one.weight:f}" for one in (now, then) if not isinstance(one.weight, Unknown))
        return Finding(told, NEXT, f"indicator:{now.row}.weight", where(row.weight), stated, computed)
    if then.said == now.said:
        return Finding(told, NEXT, f"indicator:{now.row}", where(row.name), now.name, then.name)
    return Finding(told, NEXT, f"indicator:{now.row}.target", where(row.target, row.name), now.said, then.said)
