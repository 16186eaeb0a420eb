"""The pages for readers, in a browser: quiet, readable on a phone, accessible."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

from autograder.course import find_lessons
from autograder.publish import site
from support.browser import PHONE, WIDE, Watched, too_wide, violations
from support.course import ROOT

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The first page, lesson 02 and the guides; other lessons are made in the same way."""
    out = tmp_path_factory.mktemp("site")
    site.build(ROOT, find_lessons(ROOT, ["02"]), out)
    return sorted(out.glob("*.html"))


@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_page_is_quiet_fits_and_is_accessible(
    pages: list[Path], watched: Watched, window: dict[str, int]
) -> None:
    page = watched.page
    page.set_viewport_size(window)
    assert {"index.html", "02_preprocess.html"} <= {path.name for path in pages}
    for path in pages:
        page.goto(path.as_uri())
        watched.picture(f"site-{path.stem}-{window['width']}")
        assert too_wide(page) <= 0, path.name
        assert violations(page) == [], path.name
    assert (watched.errors, watched.elsewhere) == ([], [])


def test_every_link_leads_somewhere(pages: list[Path], watched: Watched) -> None:
    for path in pages:
        watched.page.goto(path.as_uri())
        links: Any = watched.page.eval_on_selector_all("a", "found => found.map(a => a.href)")
        for link in links:
            target = urlparse(link)
            if target.scheme == "file":
                assert Path(target.path).exists(), f"{path.name}: {link}"
