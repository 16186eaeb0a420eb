"""Makes the README's pictures, docs/pictures/, from real pages: `python tools/pictures.py`.

The lesson and the panel are what the tests in a browser see, the class is that of `autograder
demo`, and the report of the reference is the one that `make run` wrote. Takes some three minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
REFERENCE = ROOT / "runs" / "reference" / "report.html"
LESSONS = "tests/browser/test_browser_widgets.py", "tests/browser/test_browser_lesson.py"
BROWSER = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
# left, top, right, bottom in pixels: JupyterLab without its sidebars; the top of a report
WIDGET, PANEL, TOP = (292, 28, 1242, 600), (292, 90, 1242, 690), (0, 0, 1000, 760)
WIDTH, COLOURS = 860, 64


def keep(name: str, source: Path, part: tuple[int, int, int, int]) -> None:
    """Write a part of a screenshot to PICTURES: smaller, with few colours and a thin frame."""
    with Image.open(source) as image:
        cut = image.convert("RGB").crop(part)
    small = cut.resize((WIDTH, round(cut.height * WIDTH / cut.width)), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (small.width + 2, small.height + 2), "#888888")
    framed.paste(small, (1, 1))
    target = PICTURES / f"{name}.png"
    framed.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")


def main() -> int:
    """Take the four pictures; status 2 where the reference has not run yet."""
    if not REFERENCE.exists():
        print(f"error: {REFERENCE} is missing; run `make run` first.", file=sys.stderr)
        return 2
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        seen = Path(directory)
        tests = [sys.executable, "-m", "pytest", "-q", *LESSONS]
        subprocess.run(tests, cwd=ROOT, env=os.environ | {"PICTURES": str(seen)}, check=True)
        demo = [sys.executable, "-m", "autograder.cli", "demo", "--no-open", "--out"]
        subprocess.run([*demo, str(seen / "demo")], cwd=ROOT, check=True)
        (class_report,) = (seen / "demo").rglob("report.html")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER)
            page = browser.new_page(viewport={"width": TOP[2], "height": TOP[3]})
            for name, path in (("class", class_report), ("reference", REFERENCE)):
                page.goto(path.as_uri())
                page.screenshot(path=seen / f"{name}.png")
            browser.close()
        keep("lesson", seen / "convolution-explorer.png", WIDGET)
        keep("panel", seen / "check-failed.png", PANEL)
        keep("class", seen / "class.png", TOP)
        keep("reference", seen / "reference.png", TOP)
    return 0


if __name__ == "__main__":
    sys.exit(main())
