"""LibreOffice, where it is installed, as second opinion on old Word files: never required, always shut in.

It runs on its own: in a folder that is deleted afterwards, with a profile of its own, limits on time and
memory, and, where the system allows it, without a network.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 15  # within the time that the reader has as a whole
MEMORY = 4_000_000_000  # bytes of address space, most of which it maps and never touches
OUTPUT = 50_000_000  # bytes of the file that it writes


def as_docx(data: bytes) -> bytes | None:
    """The Word file in the format of today; ``None`` where LibreOffice is missing or makes nothing of it."""
    program = shutil.which("soffice")
    timeout = shutil.which("timeout")
    if program is None or timeout is None or sys.platform == "win32":
        return None
    with tempfile.TemporaryDirectory(prefix="steelyard-") as name:
        folder = Path(name)
        (folder / "form.doc").write_bytes(data)
        command = [timeout, "--kill-after=1", str(SECONDS), *_offline(), program, *_options(folder)]
        try:
            subprocess.run(
                command, cwd=folder, capture_output=True, timeout=SECONDS + 3, preexec_fn=_limit, check=False
            )
            return (folder / "form.docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def _options(folder: Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    converting = ["--convert-to", "docx:Office Open XML Text", "--outdir", str(folder), str(folder / "form.doc")]
    return [profile, "--headless", "--norestore", "--nologo", "--nodefault", *converting]


def _offline() -> list[str]:
    """The command that takes the network away, where this user may use it."""
    unshare = shutil.which("unshare")
    for flags in (["--net"], ["--map-root-user", "--net"]):
        if unshare and not subprocess.run([unshare, *flags, "true"], capture_output=True, check=False).returncode:
            return [unshare, *flags]
    return []


def _limit() -> None:
    """Limits for the child; the soft one that it inherits is too small for it."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MEMORY if hard < 0 else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
