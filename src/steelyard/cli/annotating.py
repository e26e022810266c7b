"""``steelyard annotate``: the submitted file itself, with a remark at each place that a finding names."""

import argparse
import os
import sys
from pathlib import Path

from steelyard.cli.checking import job_of, one_form, spare_inputs, told, with_beside
from steelyard.cli.files import put
from steelyard.cli.running import Job, Outcome, attempt, audits
from steelyard.cli.usage import UsageError
from steelyard.model import Lang, Message

# Of the kinds that can hold remarks: how a file may end. A copy ends as the file does, since an office program refuses
# one that holds macros under the other ending.
ENDINGS = {"docx": (".docx", ".docm"), "xlsx": (".xlsx", ".xlsm")}


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the annotated copy; 0 when it is written, whatever was found, 2 where a form beside was not read."""
    path, output = options.path, options.output
    one_form(path, "annotate")
    job, all_read = with_beside(job_of(options, "text", lang), options.beside)
    spare_inputs(options, job)
    contents: list[bytes] = []
    (done,) = told([attempt(job, path, lambda: _annotated(job, path, output, contents))], options, lang)
    if done.error:
        return 2
    put(contents[0], output)
    print(
        done.verdict,
        Message(f"批注已写入 {output}", f"annotated copy written to {output}").say(lang),
        sep="\n",
        file=sys.stderr,
    )
    return 0 if all_read else 2


def _annotated(job: Job, path: str, output: str, contents: list[bytes]) -> Outcome:
    from steelyard.reading import load, read_bytes
    from steelyard.reading.sniffing import kind_of
    from steelyard.reporting import verdict
    from steelyard.reporting.annotating import annotate, check_kind

    data = load(path)
    kind = kind_of(data, path)
    check_kind(kind, path)
    _check_ending(kind, path, output)
    found = audits(job, read_bytes(data, path))
    contents.append(annotate(found, data, job.lang))
    return Outcome(path, "", None, "\n".join(verdict.line(one, job.lang) for one in found))


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
