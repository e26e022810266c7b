"""An archive that is not as it was written is never taken for one that is."""

import gzip
import io
import random
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from steelyard.web.archive import About, ArchiveError, Logged, Manifest, Part, look
from steelyard.web.archive.manifest import file_name, part_name

ROWS = b'{"id":1}\n{"id":2}\n'
FILES = sorted((sha256(data).hexdigest(), data) for data in (b"one", b"two" * 1000))
ABOUT = About(1, "0.1.0", "2026-01-05T09:00:00+08:00", "sqlite", {"web": "0001_initial"})
Members = list[tuple[str, bytes]]


def members() -> Members:
    """A whole archive, part by part."""
    table = part_name("web.place", 1)
    digests = sha256("".join(f"{digest}\n" for digest, _ in FILES).encode()).hexdigest()
    parts = [Part("secret", sha256(b"key").hexdigest(), 0), Part(table, sha256(ROWS).hexdigest(), 2)]
    size = sum(len(data) for _, data in FILES)
    manifest = Manifest(ABOUT, parts, len(FILES), size, digests, Logged(0, "", True), [])
    return [
        ("about.json", msgspec.json.encode(ABOUT)),
        ("secret", b"key"),
        (table, ROWS),
        *((file_name(digest), data) for digest, data in FILES),
        ("manifest.json", msgspec.json.encode(manifest)),
    ]


def written(path: Path, parts: Members, **more: Any) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, data in parts:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for key, value in more.items():
                setattr(info, key, value)
            tar.addfile(info, io.BytesIO(data))
    return path


def test_a_whole_one_is_whole(tmp_path: Path) -> None:
    found = look(written(tmp_path / "a", members()))
    assert (found.rows(), found.files, found.bytes) == ({"web.place": 2}, 2, 3003)


def test_no_part_can_be_left_out_or_moved(tmp_path: Path) -> None:
    whole = members()
    for at in range(len(whole)):
        with pytest.raises(ArchiveError, match="damaged"):
            look(written(tmp_path / "a", whole[:at] + whole[at + 1 :]))
    for at in range(len(whole) - 1):
        turned = [*whole[:at], whole[at + 1], whole[at], *whole[at + 2 :]]
        if {at, at + 1} & {0, len(whole) - 1} or at in (1, 3):  # a table may stand after a file: nothing is lost by it
            with pytest.raises(ArchiveError, match="damaged"):
                look(written(tmp_path / "a", turned))


@pytest.mark.parametrize(
    "more",
    [
        ("manifest.json", b"{}"),
        ("tables/web.place/000002.jsonl", b"{}\n"),
        ("files/00/" + "0" * 64, b"three"),
        ("files/11/" + "0" * 64, b""),
        ("../escape", b"out"),
        ("/etc/passwd", b"root"),
        ("tables/../../x/000001.jsonl", b""),
    ],
)
def test_no_part_can_be_put_in(tmp_path: Path, more: tuple[str, bytes]) -> None:
    whole = members()
    for at in range(len(whole) + 1):
        with pytest.raises(ArchiveError, match="damaged"):
            look(written(tmp_path / "a", [*whole[:at], more, *whole[at:]]))


def test_every_part_is_held_against_its_hash(tmp_path: Path) -> None:
    whole = members()
    for at, (name, data) in enumerate(whole):
        other = data.replace(b"1", b"3", 1) if b"1" in data else data[:-1] + b"!"
        other = other.replace(b'"format":3', b'"format":0')
        with pytest.raises(ArchiveError, match="damaged"):
            look(written(tmp_path / "a", [*whole[:at], (name, other), *whole[at + 1 :]]))


def test_a_link_is_no_part(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="damaged"):
        look(written(tmp_path / "a", [("about.json", b"")], type=tarfile.SYMTYPE, linkname="/etc/passwd"))


def test_no_byte_can_be_changed_or_cut_off(tmp_path: Path) -> None:
    data = written(tmp_path / "a", members()).read_bytes()
    chance = random.Random(2025)
    for at in range(len(data)):
        (tmp_path / "b").write_bytes(data[:at])
        with pytest.raises(ArchiveError, match="damaged"):
            look(tmp_path / "b")
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        (tmp_path / "b").write_bytes(changed)
        try:
            look(tmp_path / "b")
        except ArchiveError:
            continue
        assert gzip.decompress(changed) == gzip.decompress(data)  # the same said in another way


def test_a_later_format_asks_for_an_upgrade(tmp_path: Path) -> None:
    later = written(tmp_path / "a", [("about.json", b'{"format":2,"anything":[]}')])
    with pytest.raises(ArchiveError, match="newer version"):
        look(later)


def test_what_swells_is_not_read_whole(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    info = tarfile.TarInfo("about.json")
    info.size = 10**10
    with gzip.GzipFile(fileobj=bomb, mode="wb") as packed:
        packed.write(info.tobuf(tarfile.PAX_FORMAT))
    (tmp_path / "a").write_bytes(bomb.getvalue())
    with pytest.raises(ArchiveError, match="damaged"):
        look(tmp_path / "a")
