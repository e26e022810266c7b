"""The ground goes away under a server in use and comes back: clear answers, nothing lost, no restart."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.postgres import postgres
from tests.web.hands import Hand, NotDone
from tests.web.servers import free_port, ready, serving

ROOT = Path(__file__).parents[2]
UNSHARE = shutil.which("unshare")
OWN_MOUNTS = [str(UNSHARE), "--user", "--map-root-user", "--mount"]


def status(hand: Hand, path: str) -> int:
    """The answer to somebody who asks for a page."""
    try:
        hand.get(path)
    except NotDone as answer:
        return answer.status
    return 200


def test_a_database_that_goes_and_comes_back(tmp_path: Path) -> None:
    port = free_port()
    with postgres() as own, serving(tmp_path, port, "--demo", "--database", own.url, "--lang", "en") as process:
        assert process.stderr
        secret = process.stderr.readline().rsplit(" ", 1)[-1].strip()
        ready(port, process)
        hand = Hand(port, "shuiwu", secret)
        assert hand.hand_in("before")
        own.stop()
        for _ in range(4):  # every process of the server has lost its connections
            with pytest.raises(NotDone) as refused:
                hand.get(hand.case)
            assert refused.value.status == 503
            assert "数据库暂时连接不上，没有保存任何改动" in refused.value.page
        assert status(hand, "/healthz") == 503
        own.start()
        assert status(hand, hand.case) == 200
        assert hand.hand_in("after")
        page = hand.get(hand.case)
        assert "before.html" in page
        assert "after.html" in page


def test_a_disk_that_is_full_and_has_room_again(tmp_path: Path) -> None:
    if UNSHARE is None or subprocess.run([*OWN_MOUNTS, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file systems of one's own on this machine (unshare --user --mount)")
    command = [*OWN_MOUNTS, sys.executable, "-m", "tests.web.filling_up", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["refused"] == 503
    assert "磁盘已满" in found["page"]
    assert found["meanwhile"] == 200
    assert found["backup"] == 2
    assert found["after"]
    assert (found["lost"], found["holds"], found["left"]) == ([], True, [])
    assert found["files"] == 5 * found["versions"]
