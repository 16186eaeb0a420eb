"""A made-up class: made, graded and shown in one go."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.corpus import demo
from autograder.course import find_lessons
from fmnist_lab.errors import CourseError
from support.course import ROOT
from support.pages import check_page


def test_the_whole_product_without_a_student(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    run = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "demo", "--out", str(out), "--students", "10"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr
    page = out / "runs" / "class-02_preprocess" / "report.html"
    assert str(page) in run.stdout
    check_page(page.read_text())

    people = demo.invent(find_lessons(ROOT, ["02"])[0], 10)
    summary = json.loads((out / ".autograder" / "02_preprocess.json").read_text())
    handed_in = {p.id for p in people if p.hands_in != "nothing"}
    assert set(summary["points"]) == handed_in
    assert max(summary["points"].values()) == 12 and min(summary["points"].values()) == 0
    outcomes = {p["outcome"] for p in summary["problems"]}
    assert outcomes == {"missing-notebook", "kernel-died"}
    with (page.parent / "grades.csv").open() as file:
        grades = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert {s: grades[s] for s in handed_in} == summary["points"]
    text = page.read_text()
    for person in people:
        assert f"{person.first} {person.last}" in text
        if person.hands_in == "nothing":
            assert f"{person.id} ({person.first} {person.last})" in text
    source, copy = people[3], people[-4]
    pair = ", ".join(sorted([source.id, copy.id]))
    assert f'<th scope="row">{pair}</th>' in text  # the copy stands out


def test_the_same_class_each_time() -> None:
    lesson = find_lessons(ROOT, ["02"])[0]
    assert demo.invent(lesson, 18) == demo.invent(lesson, 18)
    people = demo.invent(lesson, 18)
    assert len({p.id for p in people}) == 18
    assert sum(p.hands_in == "nothing" for p in people) == 2


def test_nobody_invented_comes_into_the_database_of_the_course(tmp_path: Path) -> None:
    (lesson,) = find_lessons(ROOT, ["02"])
    course = tmp_path / "course"
    shutil.copytree(lesson.source.parent, course / "solutions" / lesson.name)
    settings = (ROOT / "nbgrader_config.py").read_text()
    book = tmp_path / "real.db"
    settings += f'c.CourseDirectory.db_url = "sqlite:///{book}"'
    (course / "nbgrader_config.py").write_text(settings)
    shutil.copytree(
        ROOT / "tests/submissions" / lesson.name, course / "tests/submissions" / lesson.name
    )
    demo.make(type(lesson)(course, lesson.name), tmp_path / "demo", 8)
    assert (tmp_path / "demo" / "gradebook.db").is_file()
    assert not book.exists()


def test_it_deletes_nothing_that_is_not_its_own(tmp_path: Path) -> None:
    lesson = find_lessons(ROOT, ["02"])[0]
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CourseError, match="holds other things"):
        demo.make(lesson, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    with pytest.raises(CourseError, match="is a file"):
        demo.make(lesson, tmp_path / "thesis.txt")
    with pytest.raises(CourseError, match="expected 8 to"):
        demo.invent(lesson, 3)
    empty = tmp_path / "course"
    shutil.copytree(lesson.source.parent, empty / "solutions" / lesson.name)
    with pytest.raises(CourseError, match="nothing for 02_preprocess"):
        demo.invent(type(lesson)(empty, lesson.name), 10)
