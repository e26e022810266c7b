"""``steelyard backup`` and ``steelyard restore``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.cli.serving import data_folder, needs_web
from steelyard.cli.usage import UsageError, unreadable, unwritable
from steelyard.model import Lang, Message
from steelyard.reporting.words import safe

if TYPE_CHECKING:
    from steelyard.web.archive import Manifest

INCOMPLETE = 1  # exit status of a backup in which files are missing or whose log does not hold
SHOWN = 5  # missing files named


def backup(options: argparse.Namespace, lang: Lang) -> int:
    """Makes a backup, or verifies one; 0 where all is whole, 1 where files are missing or the log does not hold.

    :raises UsageError: it cannot be made, or the one to be verified is damaged.
    """
    needs_web()
    if bool(options.output) is bool(options.verify):
        zh = "请用 -o 写明备份文件，或者用 --verify 写明要核对的备份，二者取一。"
        raise UsageError(Message(zh, "Say where the backup goes (-o), or which one to verify (--verify)."))
    from steelyard.web.archive import ArchiveError, back_up, look
    from steelyard.web.settings import SettingsError

    target = Path(options.verify or options.output)
    try:
        manifest = look(target) if options.verify else back_up(target, data_folder(options.data), options.database)
    except (ArchiveError, SettingsError) as error:
        raise UsageError(error.message) from error
    except OSError as error:
        raise (unreadable if options.verify else unwritable)(str(target), error) from error
    done = (
        Message("备份完好", "the backup is whole") if options.verify else Message("已备份并核对", "backed up, verified")
    )
    return _told(done, target, manifest, manifest.log.holds, lang)


def restore(options: argparse.Namespace, lang: Lang) -> int:
    """Puts a backup back; 0 where all is whole, 1 where files are missing or the log does not hold.

    :raises UsageError: the backup is damaged or too new, the place is not empty or cannot be written.
    """
    needs_web()
    from steelyard.web.archive import ArchiveError
    from steelyard.web.archive import restore as put_back
    from steelyard.web.settings import SettingsError

    file, folder = Path(options.file), data_folder(options.data)
    if not file.is_file():
        zh = f"打不开“{file}”：没有这个文件。"
        raise UsageError(Message(zh, f"Cannot open “{file}”: there is no such file."))
    try:
        restored = put_back(file, folder, options.database)
    except (ArchiveError, SettingsError) as error:
        raise UsageError(error.message) from error
    except OSError as error:
        raise unwritable(str(folder), error) from error
    done = Message("已恢复并核对", "restored, verified")
    return _told(done, folder, restored.manifest, not restored.breaks, lang)


def _told(done: Message, where: Path, manifest: "Manifest", holds: bool, lang: Lang) -> int:
    about, log = manifest.about, manifest.log
    rows = sum(manifest.rows().values())
    zh = f"{done.zh}：{where}（定盘星 {about.version}，{about.made}，{rows}行、{manifest.files}个文件）"
    en = f"{done.en}: {where} (steelyard {about.version}, {about.made}; {rows} rows, {manifest.files} files)"
    print(safe(Message(zh, en).say(lang)))
    head = Message(
        f"日志{log.entries}条，最后的校验值 {log.head or '—'}", f"log: {log.entries} entries, head {log.head or '—'}"
    )
    print(head.say(lang))
    if not holds:
        zh = "日志不完整：有记录被改动或删除，请查阅 docs/operations.md 中“日志断裂”一节。"
        print(Message(zh, "The log does not hold: see “the log does not hold” in docs/operations.md.").say(lang))
    if manifest.missing:
        named = ", ".join(manifest.missing[:SHOWN])
        many = len(manifest.missing)
        zh = f"数据库提到的{many}个文件丢失或被改动，其余已保存：{named}"
        print(
            Message(zh, f"{many} files that the database names are gone or changed; the rest is kept: {named}").say(
                lang
            )
        )
    return 0 if holds and not manifest.missing else INCOMPLETE
