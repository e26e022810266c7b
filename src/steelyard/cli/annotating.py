"""``steelyard annotate``: the submitted file itself, with a remark at each place that a finding names."""

import argparse
import os
from pathlib import Path

from steelyard.cli.checking import job_of, one_form, spare_inputs, told, with_beside
from steelyard.cli.files import put
from steelyard.cli.running import Job, Outcome, attempt, audits
from steelyard.cli.streams import note
from steelyard.cli.usage import UsageError
from steelyard.model import Lang, Message

# Of the kinds that can hold remarks: how a file may end. A copy ends as the file does, since an office program refuses
# one that holds macros under the other ending.
ENDINGS = {"docx": (".docx", ".docm"), "xlsx": (".xlsx", ".xlsm")}
UNCHANGED = Message(
    "没有要批注的内容，副本与原文件相同。", "There is nothing to remark on; the copy is the form as it was."
)
SIGNED = Message(
    "原文件带有数字签名；加了批注的副本与签名时不同，签名在副本中无效。",
    "The form bears a digital signature, which does not hold for the annotated copy.",
)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the annotated copy; 0 when it is written, whatever was found, 2 where a form beside was not read."""
    path, output = options.path, options.output
    one_form(path, "annotate")
    job, all_read = with_beside(job_of(options, "text", lang), options.beside)
    spare_inputs(options, job)
    copies: list[bytes] = []
    (done,) = told([attempt(job, path, lambda: _annotated(job, path, output, copies))], options, lang)
    if done.error:
        return 2
    put(copies[0], output)
    note(*done.verdict.split("\n"))
    return 0 if all_read else 2


def _annotated(job: Job, path: str, output: str, copies: list[bytes]) -> Outcome:
    """Puts the copy into ``copies``; what is told of it is the verdict of the outcome."""
    from steelyard.reading import load, read_bytes
    from steelyard.reading.guards import Archive
    from steelyard.reporting import verdict
    from steelyard.reporting.annotating import annotate, check_kind

    data = load(path)
    document = read_bytes(data, path)
    check_kind(document.format, path)
    _check_ending(document.format, path, output)
    found = audits(job, document)
    copies.append(annotate(found, data, job.lang))
    lines = [verdict.line(one, job.lang) for one in found]
    if copies[0] == data:
        lines.append(UNCHANGED.say(job.lang))
    elif Archive(data, path).signed:
        lines.append(SIGNED.say(job.lang))
    lines.append(Message(f"批注已写入 {output}", f"annotated copy written to {output}").say(job.lang))
    return Outcome(path, "", None, "\n".join(lines))


def _check_ending(kind: str, path: str, output: str) -> None:
    own = Path(path).suffix.lower()
    wanted = own if own in ENDINGS[kind] else ENDINGS[kind][0]
    if Path(output).suffix.lower() != wanted:
        name = os.path.basename(output)
        raise UsageError(
            Message(
                f"批注写在原文件的副本里，“{name}”的扩展名应当是 {wanted}。",
                f"The annotated copy is of the same kind as the form; let “{name}” end in {wanted}.",
            )
        )
