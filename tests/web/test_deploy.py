"""The files of ``deploy`` agree with the program: they start what there is, with its limits and its version."""

import re
import shlex
from pathlib import Path

import steelyard
from steelyard.cli.parser import parse
from steelyard.web.middleware import OVERHEAD
from steelyard.web.settings import ARCHIVE_BYTES, UPLOAD_BYTES

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PINNED = re.compile(r"\d+\.\d+(\.\d+)?(-[a-z-]+)?")


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    """Each way in which the files start the application."""
    [unit] = re.findall(r"^ExecStart=\S+/steelyard (.*)$", text("steelyard.service"), re.M)
    [image] = re.findall(r"^CMD \[(.*)\]$", text("Dockerfile"), re.M)
    [service] = re.findall(r"^    command:\n((?:      - .*\n)+)", text("compose.yaml"), re.M)
    pages = "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("operations.md", "operations.zh-CN.md"))
    crontab = re.findall(r"^    \S+ \S+ \* \* \* \S+/bin/steelyard (.*)$", pages, re.M)
    return [
        shlex.split(unit),
        shlex.split(image.replace(",", " ")),
        [line.removeprefix("      - ") for line in service.splitlines()],
        *(shlex.split(line.partition(" &&")[0]) for line in crontab),
    ]


def test_they_start_what_there_is() -> None:
    found = commands()
    assert len(found) == 5
    for words in found:
        options = parse([word.replace("${STEELYARD_HOST}", "pingjia.example") for word in words], "en")
        assert options.command in ("serve", "backup")


def test_the_proxy_takes_what_the_application_takes() -> None:
    limits = re.findall(r"client_max_body_size (\d+);", text("nginx.conf"))
    assert limits == [str(UPLOAD_BYTES + OVERHEAD), str(ARCHIVE_BYTES + OVERHEAD)]


def test_images_are_pinned_by_version() -> None:
    images = re.findall(r"^FROM (\S+)", text("Dockerfile"), re.M) + re.findall(
        r"^ +image: (\S+)", text("compose.yaml"), re.M
    )
    assert len(images) == 5
    for image in images:
        name, _, tag = image.partition(":")
        assert "/" not in name
        assert PINNED.fullmatch(tag), image
    assert f"steelyard:{steelyard.__version__}" in images


def test_no_password_is_in_them() -> None:
    assert all(
        "password" not in line.lower() or "STEELYARD_DATABASE_PASSWORD" in line
        for line in text("compose.yaml").splitlines()
    )
