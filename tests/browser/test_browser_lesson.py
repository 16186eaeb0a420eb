"""A student's way in a browser: the start page, lesson 02 to its end, Validate, handing in."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest

from support.browser import Lab, Watched, cell, finished, run

pytestmark = pytest.mark.timeout(900)

TO_IMAGES = ["return x.reshape(-1, 28, 28, 1)"]
FLOAT64 = ["return images / 255"]
RESCALE = ['return (images / 255).astype("float32")']
PREPROCESS = [
    'if table.shape[1] != 785: raise ValueError("columns")',
    "labels, pixels = table[:, 0], table[:, 1:]",
    'if pixels.min() < 0 or pixels.max() > 255: raise ValueError("pixels")',
    'if labels.min() < 0 or labels.max() > 9: raise ValueError("labels")',
    "return rescale(to_images(pixels)), labels",
]


def type_over(page: Any, where: Any, line: str, lines: list[str]) -> None:
    """Select the text of a cell's line and type other lines in its place."""
    where.locator(".cm-line", has_text=line).click()
    page.keyboard.press("End")
    page.keyboard.press("Shift+Home")  # as far as the indentation
    for number, text in enumerate(lines):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(text)


def restart_and_run_all(page: Any) -> None:
    page.get_by_role("menuitem", name="Kernel").click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()


def validate(page: Any) -> str:
    """What the dialog of nbgrader's Validate button says."""
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Validate").click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    said = str(dialog.inner_text())
    dialog.get_by_role("button").last.click()
    dialog.wait_for(state="detached")
    return said


def panel(page: Any, check: str) -> Any:
    """The last panel that the check has shown."""
    return cell(page, f'check("{check}"').locator("[role=group]")


def test_a_student_lands_on_the_start_page_undisturbed(lab: Lab, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{lab.url}/?token=course")
    page.get_by_role("heading", name="Start here").wait_for()
    page.get_by_text("0 of 90 points from checks").wait_for()
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(".Toastify__toast").count() == 0
    page.get_by_role("link", name="02_preprocess").click()
    page.get_by_role("heading", name="02 · Preprocess").wait_for()
    page.get_by_text("| Idle").wait_for()
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(".Toastify__toast").count() == 0
    assert (watched.errors, watched.elsewhere) == ([], [])


def test_lesson_02_is_solved_in_the_browser(lab: Lab, watched: Watched) -> None:
    page = watched.page
    page.goto(lab.address("02_preprocess/02_preprocess.ipynb"))
    run(page, cell(page, "import fmnist_lab"))

    def solve(exercise: str, lines: list[str], before: str = "raise NotImplementedError(") -> Any:
        where = cell(page, f"def {exercise}(")
        type_over(page, where, before, lines)
        run(page, where)
        run(page, cell(page, f'check("02.{exercise}"'))
        return panel(page, f"02.{exercise}")

    unwritten = cell(page, 'check("02.to_images"')
    run(page, unwritten)
    assert "Not passed yet" in unwritten.inner_text()
    shown = solve("to_images", TO_IMAGES)
    assert "Passed · 3 of 3 points" in shown.inner_text()

    shown = solve("rescale", FLOAT64)
    text = shown.inner_text()
    for part in ("Not passed yet · 0 of 4 points", "What happened", "float32", "Try this"):
        assert part in text
    hint = shown.locator("details").first
    hint.locator("summary").press("Enter")
    assert hint.get_attribute("open") is not None
    watched.picture("check-failed")
    said = validate(page)
    assert "failed" in said.lower() and "02.rescale" in said and "02.to_images" not in said

    shown = solve("rescale", RESCALE, before=FLOAT64[0])
    assert "Passed · 4 of 4 points" in shown.inner_text()
    assert "Passed · 5 of 5 points" in solve("preprocess", PREPROCESS).inner_text()

    restart_and_run_all(page)
    finished(cell(page, "broken = table[:100]"))
    assert "refused:" in cell(page, "broken = table[:100]").inner_text()
    for check in ("02.to_images", "02.rescale", "02.preprocess"):
        assert str(panel(page, check).text_content()).startswith("Passed")
    assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
    watched.picture("check-passed")
    assert "success" in validate(page).lower()
    page.keyboard.press("Control+s")
    assert (watched.errors, watched.elsewhere) == ([], [])


def test_the_start_page_shows_progress_and_makes_the_archive(lab: Lab, watched: Watched) -> None:
    page = watched.page
    page.goto(lab.address())
    run(page, cell(page, "fmnist_lab.progress()"))
    page.get_by_text("12 of 90 points from checks").wait_for()
    hand_in = cell(page, "hand_in(")
    type_over(page, hand_in, 'hand_in("01")', ['hand_in("02")'])
    run(page, hand_in)
    watched.picture("handed-in")
    assert "02_preprocess: nothing is missing." in hand_in.inner_text()
    with page.expect_download() as started:
        hand_in.get_by_role("link", name="02_preprocess.zip").click()
    names = zipfile.ZipFile(started.value.path()).namelist()
    assert names == ["02_preprocess.ipynb"]
    assert (watched.errors, watched.elsewhere) == ([], [])
