"""An instructor's way in a browser: formgrader, the feedback page, the report of a class."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder import report
from autograder.corpus import demo
from autograder.course import Lesson, find_lessons
from autograder.grading.coordinator import grade
from autograder.grading.summary import GradingOptions
from support.browser import (
    PHONE,
    SECONDS,
    TOKEN,
    WIDE,
    Watched,
    missing,
    saves,
    too_wide,
    violations,
)
from support.course import ROOT, header

pytestmark = pytest.mark.timeout(900)

LESSON = "02_preprocess"
ESSAY = f"""

# %% [markdown]
# ## Reflection
#
# Why is the factor fixed? Rubric: one point for the batch, one for the test data.

{header("essay", "reflection", 2)}
# ### BEGIN SOLUTION
# Otherwise the same picture gives other numbers in another batch.
# ### END SOLUTION
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """Three graded students of a made-up class, whose lesson has a written answer; one is left."""
    (lesson,) = find_lessons(ROOT, ["02"])
    place = tmp_path_factory.mktemp("source")
    for part in ("solutions", "tests/submissions"):
        shutil.copytree(ROOT / part / LESSON, place / part / LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", place)
    source = place / "solutions" / LESSON / f"{LESSON}.py"
    source.write_text(source.read_text() + ESSAY)
    course = demo.make(Lesson(place, LESSON), place / "demo", 8)
    made = Lesson(course, lesson.name)
    everyone = sorted(p.name for p in (course / "submitted").iterdir() if p.is_dir())
    for left_out in everyone[4:]:
        shutil.rmtree(course / "submitted" / left_out)
    grade(made, GradingOptions(workers=2, students=tuple(everyone[:3])))
    return made


@pytest.fixture(scope="module")
def formgrader(graded: Lesson, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Jupyter server in the course directory, as an instructor starts it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
    environment |= {"HOME": str(home)}
    options = ["--no-browser", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    if os.getuid() == 0:
        options.append("--allow-root")
    log = home / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=graded.course,
            env=environment,
            stdout=out,
            stderr=out,
        )
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + SECONDS
    try:
        while process.poll() is None and time.monotonic() < until:
            with suppress(OSError):
                urllib.request.urlopen(f"{url}/api?token={TOKEN}", timeout=5).close()
                break
            time.sleep(0.1)
        else:
            pytest.fail(log.read_text())
        yield url
    finally:
        process.terminate()
        process.wait(SECONDS)


def log_in(watched: Watched, url: str) -> None:
    """By JupyterLab's own link, which is what sets the cookie that formgrader's tables need."""
    watched.page.goto(f"{url}/lab?token={TOKEN}")
    watched.page.get_by_role("menuitem", name="Nbgrader").wait_for()
    watched.page.goto(f"{url}/formgrader/manage_assignments")


def students(lesson: Lesson) -> list[str]:
    return sorted(p.name for p in (lesson.course / "submitted").iterdir() if p.is_dir())


def score(lesson: Lesson, student: str) -> tuple[float, float]:
    """What the gradebook has: all points, and those for the written answer."""
    with Gradebook(f"sqlite:///{lesson.course}/gradebook.db") as gradebook:
        found = gradebook.find_submission(LESSON, student)
        essay = gradebook.find_grade("reflection", LESSON, LESSON, student)
        return float(found.score), float(essay.manual_score or 0)


def test_the_autograde_button_gives_the_judges_grade(
    graded: Lesson, formgrader: str, watched: Watched
) -> None:
    page = watched.page
    log_in(watched, formgrader)
    row = page.get_by_role("row", name=LESSON)
    row.wait_for()
    watched.picture("formgrader-assignments")
    row.locator(".num-submissions a").click()
    left = students(graded)[3]
    row = page.get_by_role("row", name=left)
    row.wait_for()
    watched.picture("formgrader-submissions")
    row.locator(".autograde a").click()
    page.get_by_text("Successfully autograded").wait_for(timeout=3000 * SECONDS)
    verdict = json.loads(
        (graded.course / "autograded" / left / LESSON / "verdict.json").read_text()
    )
    earned = sum(check["score"] for check in verdict["checks"])
    assert verdict["seal"] == "sealed" and earned > 0
    assert score(graded, left)[0] == pytest.approx(earned)


def test_a_written_answer_is_graded_by_hand(
    graded: Lesson, formgrader: str, watched: Watched
) -> None:
    page = watched.page
    student = students(graded)[0]
    before = score(graded, student)
    log_in(watched, formgrader)
    page.get_by_role("link", name="Manual Grading").click()
    for address in (f"**/gradebook/{LESSON}", f"**/gradebook/{LESSON}/{LESSON}"):
        page.locator("tbody").get_by_role("link", name=LESSON).click()
        page.wait_for_url(address)
    page.get_by_text("Submission #1").wait_for()
    watched.picture("formgrader-gradebook")
    with Gradebook(f"sqlite:///{graded.course}/gradebook.db") as gradebook:
        number = gradebook.find_submission_notebook(LESSON, LESSON, student).id
    page.goto(f"{formgrader}/formgrader/submissions/{number}/")
    panels = page.locator("div[role=group][aria-label*='02.']")
    panels.first.wait_for()
    assert panels.count() == 3
    page.get_by_text("Rubric: one point for the batch").wait_for()
    field = page.locator("input.score").last  # the reflection is the lesson's last graded cell
    field.scroll_into_view_if_needed()
    field.fill("1.5")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url) as saved:
        field.press("Tab")
    assert saved.value.ok
    watched.picture("formgrader-by-hand")
    after = score(graded, student)
    assert after == (pytest.approx(before[0] - before[1] + 1.5), 1.5)


def looked_at(watched: Watched, path: Path, name: str) -> None:
    """A page for reading: quiet, no wider than a phone, accessible; at two widths."""
    missing(path)
    page = watched.page
    for window in (WIDE, PHONE):
        page.set_viewport_size(window)
        page.goto(path.as_uri())
        watched.picture(f"{name}-{window['width']}")
        assert too_wide(page) <= 0, window
        assert violations(page) == [], window
    assert (watched.errors, watched.elsewhere) == ([], [])


def test_the_feedback_page(graded: Lesson, watched: Watched) -> None:
    command = [sys.executable, "-m", "nbgrader", "generate_feedback", LESSON, "--student=[ab].*"]
    environment: dict[str, Any] = {**os.environ}
    done = subprocess.run(
        command, cwd=graded.course, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    pages = sorted((graded.course / "feedback").rglob("*.html"))
    assert len(pages) == 2
    for path in pages:
        looked_at(watched, path, f"feedback-{path.parts[-3]}")
        assert watched.page.get_by_role("link", name="02.rescale", exact=True).count() == 1
        panels = watched.page.locator("div[role=group][aria-label*='02.']")
        assert panels.count() == 3
        panels.last.scroll_into_view_if_needed()
        watched.picture(f"feedback-{path.parts[-3]}-panel")


def test_the_report(graded: Lesson, watched: Watched) -> None:
    looked_at(watched, report.write(graded), "report")


def test_a_lesson_is_edited_in_jupyterlab_and_released(
    graded: Lesson, formgrader: str, watched: Watched
) -> None:
    """The script opens as a notebook; saving it changes that sentence and nothing else."""
    page = watched.page
    source = graded.source
    before = source.read_text(encoding="utf-8")
    page.goto(f"{formgrader}/lab/tree/solutions/{LESSON}?token={TOKEN}&reset")
    page.get_by_role("menuitem", name="Nbgrader").wait_for()  # the last of JupyterLab to come
    page.get_by_role("listitem", name=source.name).click(button="right")
    page.locator(".lm-Menu").get_by_text("Open With").hover()  # submenus have no role
    page.get_by_role("menuitem", name="Notebook", exact=True).click()
    page.get_by_text("| Idle").wait_for()
    page.get_by_role("heading", name="02 · Preprocess").dblclick()
    page.locator(".jp-MarkdownCell .cm-line", has_text="# 02 · Preprocess").click()
    page.keyboard.press("End")
    page.keyboard.type("\n\nA sentence of the instructor's.")
    page.keyboard.press("Shift+Enter")
    page.get_by_role("paragraph").get_by_text("A sentence of the instructor's.").wait_for()
    watched.picture("source-edited")
    with page.expect_response(saves("A sentence of the instructor's.")) as saved:
        page.keyboard.press("Control+s")
    assert saved.value.ok

    def cells(text: str) -> str:
        return text.split("# %%", 1)[1]  # what stands above them is jupytext's

    title = "# # 02 · Preprocess: from a table to what a network takes\n"
    assert title in before
    now = before.replace(title, f"{title}#\n# A sentence of the instructor's.\n")
    assert cells(source.read_text(encoding="utf-8")) == cells(now)
    command = [sys.executable, "-m", "autograder.cli", "release", LESSON]
    done = subprocess.run(command, cwd=graded.course, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{LESSON}: released" in done.stdout
    handed_out = json.loads((graded.course / "lessons" / LESSON / f"{LESSON}.ipynb").read_text())
    assert "A sentence of the instructor's." in "".join(handed_out["cells"][0]["source"])
    assert (watched.errors, watched.elsewhere) == ([], [])
