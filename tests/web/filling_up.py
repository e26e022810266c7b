"""A server on a disk that fills up: ``python -m tests.web.filling_up FOLDER``, where a file system may be mounted.

Forms are handed in until one is refused; then there is room again. The answer is JSON.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.web.hands import Hand, NotDone
from tests.web.killing import lost
from tests.web.servers import free_port, ready, serving
from tests.web.test_outages import status

SIZE, BALLAST = 16_000_000, 13_500_000


def main(folder: str) -> None:
    """Mounts, serves, fills, makes room, and looks at what is there."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    data, port, found = Path(folder) / "data", free_port(), {}
    with serving(data, port, "--demo", "--lang", "en") as process:
        assert process.stderr
        secret = process.stderr.readline().rsplit(" ", 1)[-1].strip()
        ready(port, process)
        hand = Hand(port, "shuiwu", secret)
        ballast = Path(folder) / "ballast"
        ballast.write_bytes(b"\0" * BALLAST)
        taken = []
        try:
            for number in range(200):
                hand.hand_in(f"{number}")
                taken.append(f"{number}.html")
        except NotDone as refused:
            found = {"refused": refused.status, "page": refused.page}
        found["meanwhile"] = status(hand, hand.case)
        words = ["backup", "-o", f"{folder}/backup.tar.gz", "--data", str(data)]
        found["backup"] = subprocess.run([sys.executable, "-m", "steelyard", *words], capture_output=True).returncode
        ballast.unlink()
        found["after"] = hand.hand_in("after")
        taken.append("after.html")
        deadline = time.monotonic() + 20  # an answer is sent before its request is put away
        while os.listdir(data / "incoming") and time.monotonic() < deadline:
            time.sleep(0.1)
        found["left"] = sorted(os.listdir(data / "incoming"))
    print(json.dumps({**found, **lost(str(data), None, taken, [])}))


if __name__ == "__main__":
    main(*sys.argv[1:])
