"""An archive is refused as a whole, with one sentence, where its directory is not that of plain forms."""

import io
import zipfile
from pathlib import Path

import pytest

from steelyard.cli.files import ENDINGS
from steelyard.portfolio import zipped
from steelyard.portfolio.naming import Item, items

EXAMPLE = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"
REFUSED = {
    "../form.docx": "包外",
    "/form.docx": "包外",
    "a\\..\\form.docx": "包外",
    "C:/form.docx": "包外",
    "a/\x07form.docx": "包外",
    "county/all.zip": "还有压缩包",
    "county/all.RAR": "还有压缩包",
}


def archive(place: Path, *members: tuple[str, bytes]) -> str:
    path = place / "forms.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            info = zipfile.ZipInfo("x")
            info.filename = name  # as it is, which the constructor would mend
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return str(path)


def why(path: str) -> str:
    with pytest.raises(zipped.BadArchive) as error:
        zipped.members(path, ENDINGS)
    assert path in error.value.message.zh
    return error.value.message.zh


@pytest.mark.parametrize("name", REFUSED)
def test_a_dangerous_name_is_refused(name: str, tmp_path: Path) -> None:
    assert REFUSED[name] in why(archive(tmp_path, ("a.docx", b"x"), (name, b"x")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "重名" in why(archive(tmp_path, ("a.docx", b"x"), ("a.docx", b"y")))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    assert "压缩炸弹" in why(archive(tmp_path, ("a.docx", bytes(5_000_000))))


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    path = Path(archive(tmp_path, ("a.docx", b"first"), ("b.docx", b"second")))
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)  # its header is said to be that of the first
    path.write_bytes(data)
    assert "重叠" in why(str(path))


def test_a_password_is_refused(tmp_path: Path) -> None:
    path = Path(archive(tmp_path, ("a.docx", b"x")))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "有密码" in why(str(path))


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "forms.zip"
    path.write_bytes(b"PK no archive")
    assert "不是完整的压缩包" in why(str(path))


def test_an_archive_that_is_refused_is_one_entry(tmp_path: Path) -> None:
    [item] = items([archive(tmp_path, ("../a.docx", b"x"))], ENDINGS, lambda path: None)
    with pytest.raises(zipped.BadArchive):
        item.data()


def test_names_of_a_chinese_system_are_read(tmp_path: Path) -> None:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as made:
        made.writestr("AAAA.docx", EXAMPLE.read_bytes())
    path = tmp_path / "forms.zip"
    path.write_bytes(plain.getvalue().replace(b"AAAA", "县局".encode("gb18030")))
    assert zipped.members(str(path), ENDINGS) == ["县局.docx"]
    assert Item(str(path), "县局.docx").data() == EXAMPLE.read_bytes()


def test_only_what_may_be_a_form_is_taken(tmp_path: Path) -> None:
    inside = (("b/a.docx", b"x"), ("~$a.docx", b"x"), (".a.docx", b"x"), ("a.exe", b"x"), ("a.PDF", b"x"))
    path = archive(tmp_path, *inside)
    assert zipped.members(path, ENDINGS) == ["a.PDF", "b/a.docx"]
    assert zipped.others(path, ENDINGS) == ["a.exe"]
