"""A site is put in place whole or not at all, and only where nothing else lies."""

from pathlib import Path

import pytest

from steelyard.publishing import folder
from steelyard.publishing.folder import MARKER, NotOurs, put


def inside(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    put({"index.html": b"1", "forms/a.html": b"a"}, tmp_path / "site")
    put({"index.html": b"2"}, tmp_path / "site")
    assert inside(tmp_path) == [f"site/{MARKER}", "site/index.html"]
    assert (tmp_path / "site" / "index.html").read_bytes() == b"2"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    put({"index.html": b"1"}, tmp_path / "site")
    assert inside(tmp_path / "site") == [MARKER, "index.html"]


@pytest.mark.parametrize("name", ["notes.txt", "forms/b.html"])
def test_a_file_of_somebody_else_is_not_lost(name: str, tmp_path: Path) -> None:
    put({"index.html": b"1", "forms/a.html": b"a"}, tmp_path / "site")
    (tmp_path / "site" / name).write_text("kept", encoding="utf-8")
    with pytest.raises(NotOurs) as caught:
        put({"index.html": b"2"}, tmp_path / "site")
    assert name in caught.value.message.zh
    assert (tmp_path / "site" / name).read_text(encoding="utf-8") == "kept"
    assert (tmp_path / "site" / "index.html").read_bytes() == b"1"


def test_a_page_that_was_edited_by_hand_is_not_lost(tmp_path: Path) -> None:
    put({"index.html": b"1"}, tmp_path / "site")
    (tmp_path / "site" / "index.html").write_bytes(b"by hand")
    with pytest.raises(NotOurs):
        put({"index.html": b"2"}, tmp_path / "site")


def test_a_folder_without_the_marker_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.docx").write_bytes(b"PK")
    with pytest.raises(NotOurs):
        put({"index.html": b"2"}, tmp_path / "site")
    assert inside(tmp_path) == ["site/thesis.docx"]


def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    put({"index.html": b"1"}, tmp_path / "site")
    (tmp_path / "site" / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotOurs):
        put({"index.html": b"2"}, tmp_path / "site")
    assert (tmp_path / "elsewhere").is_dir()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("kept", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        put({"index.html": b"2"}, tmp_path / "site")


def test_when_the_swap_fails_the_site_before_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put({"index.html": b"1"}, tmp_path / "site")
    real = folder.os.replace

    def failing(source: Path, target: Path) -> None:
        if str(source).endswith(".new"):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(folder.os, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        put({"index.html": b"2"}, tmp_path / "site")
    assert inside(tmp_path) == [f"site/{MARKER}", "site/index.html"]
    assert (tmp_path / "site" / "index.html").read_bytes() == b"1"
