"""Makes ``report.png`` anew from the example form: ``python docs/picture.py`` (needs Chromium and Chinese fonts).

The picture shows two stretches of the report side by side: its beginning, and the form as it was filed.
"""

import shutil
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).resolve().parent
FORM = HERE.parent / "examples" / "anlan-water-2025.docx"
WIDTH, HEIGHT = 900, 820  # of each stretch
SHOWN = 680  # the width at which it is shown


def main() -> None:
    """Writes the picture."""
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as started:
        report = Path(folder) / "report.html"
        subprocess.run([sys.executable, "-m", "steelyard", "report", str(FORM), "-o", str(report)], check=True)
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(report.as_uri())
        stretches = [_from(page, "body"), _from(page, "#form")]
        page = browser.new_page(
            viewport={"width": 2 * SHOWN, "height": SHOWN * HEIGHT // WIDTH}
        )  # the report loads none
        page.set_content(_beside(stretches))
        page.screenshot(path=str(HERE / "report.png"))
        browser.close()


def _from(page: Any, selector: str) -> bytes:
    """A stretch of the page that begins at an element."""
    top = page.locator(selector).first.evaluate("one => one.getBoundingClientRect().top + window.scrollY")
    clip = {"x": 0, "y": top, "width": WIDTH, "height": HEIGHT}
    shot: bytes = page.screenshot(full_page=True, clip=clip)
    return shot


def _beside(shots: list[bytes]) -> str:
    sources = [f"data:image/png;base64,{b64encode(shot).decode()}" for shot in shots]
    images = "".join(f'<img src="{source}" style="width:{SHOWN}px;display:block" alt="">' for source in sources)
    return f'<body style="margin:0;display:flex">{images}</body>'


if __name__ == "__main__":
    main()
