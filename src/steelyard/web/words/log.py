"""The words of the log."""

from steelyard.model import Message

WORDS = {
    "log_holds": Message("日志完整，没有被改动过。", "The log is whole: no entry was changed or dropped."),
    "log_broken": Message(
        "日志不完整：有记录被改动或删除。请导出后用 steelyard verify-log 查明位置。",
        "The log does not hold: entries were changed or dropped. Export it; steelyard verify-log says where.",
    ),
    "log_head": Message(
        "最后一条的校验值，公布后可供日后核对", "Hash of the last entry; publish it to hold later logs against"
    ),
    "log_last": Message("最近的记录", "The last entries"),
    "export_log": Message("导出全部日志（JSON Lines）", "Export the whole log (JSON Lines)"),
}
