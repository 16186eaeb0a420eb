"""The pages for readers: every lesson is there, no solution is, and nothing comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder import cli
from autograder.course import find_lessons
from autograder.publish import site
from autograder.publish.execute import ExecutedNotebook
from support.course import ROOT

LESSONS = find_lessons(ROOT)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, from the solutions that other tests have executed or will."""
    return site.build(ROOT, LESSONS, tmp_path_factory.mktemp("site")).parent


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda le: le.name)
class TestLesson:
    def test_it_shows_what_the_demonstrations_show(self, lesson, built) -> None:
        page = (built / f"{lesson.name}.html").read_text()
        assert page.count("<figure") >= 2
        assert page.count("Exercise") >= 1 and "NotImplementedError" in page
        assert (built / f"{lesson.name}.ipynb").read_bytes() == (
            lesson.released / f"{lesson.name}.ipynb"
        ).read_bytes()

    def test_no_solution_is_on_it(self, lesson, built) -> None:
        page = re.sub(
            r"\s+", " ", re.sub(r"<[^>]*>", "", (built / f"{lesson.name}.html").read_text())
        )
        released = re.sub(r"\s+", " ", (lesson.released / f"{lesson.name}.ipynb").read_text())
        seen = 0
        source = lesson.source.read_text()
        for solution in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", source, re.S):
            for line in solution.splitlines():
                text = re.sub(r"\s+", " ", line.strip("# "))
                plain = not re.search(r"[\"'\\<>&]", text)
                if len(text) > 25 and plain and text not in released:
                    assert text not in page
                    seen += 1
        assert seen

    def test_a_check_and_an_exercise_show_no_output(self, lesson) -> None:
        """Even when the executed notebook has some."""
        ran = lesson.notebook
        output = {"output_type": "stream", "name": "stdout", "text": "SECRET"}
        for cell in ran.cells:
            if cell.cell_type == "code":
                cell.outputs = [output]
        made = site.reading(lesson, ran)
        marked = {"exercise": 0, "check": 0, "demo": 0}
        for cell in made.cells:
            for tag in set(marked) & set(cell.metadata.get("tags", [])):
                marked[tag] += 1
                assert bool(cell.get("outputs")) == (tag == "demo") or cell.cell_type != "code"
        assert all(marked.values())


def test_nothing_comes_from_elsewhere_and_no_script_runs(built) -> None:
    pages = sorted(built.glob("*.html"))
    assert len(pages) > len(LESSONS)
    for path in pages:
        page = path.read_text()
        assert "<script" not in page and "javascript:" not in page, path.name
        assert not re.findall(r"""(?:src|srcset)\s*=\s*["']?(?!["']?data:)""", page), path.name
        assert not re.findall(r"url\(|@import", page), path.name
        assert not re.search(r"/tmp/|" + re.escape(str(Path.home())) + "/", page), path.name


def test_a_drawing_of_a_guide_is_in_its_page(built) -> None:
    page = (built / "architecture.html").read_text()
    assert page.count('src="data:image/svg+xml;base64,') == 1
    assert 'alt="How a notebook becomes a grade, in numbered steps' in page
    assert (built / "benchmarks.html").read_text().count('src="data:image/png;base64,') == 2


def test_formulas_are_drawn_without_a_script(built) -> None:
    page = (built / "05_train.html").read_text()
    assert page.count("<math") >= 5 and "$$" not in page and "\\frac" not in page


def test_a_question_is_read_before_its_answer(built) -> None:
    page = (built / "02_preprocess.html").read_text()
    assert page.count("<summary>The answer</summary>") >= 5
    assert "You committed to no prediction" not in page
    assert "Run this cell in JupyterLab" not in page
    assert 'fmnist_lab</span><span class="o">.</span><span class="n">predict' not in page


def test_code_that_is_folded_in_the_notebook_is_folded_on_its_page() -> None:
    (lesson,) = (lesson for lesson in LESSONS if lesson.number == "01")
    made = site.reading(lesson, lesson.notebook)
    (cell,) = (cell for cell in made.cells if "def nearest_class" in cell.source)
    page = site._body(made)
    assert cell.metadata.transient == {"remove_source": True}
    assert page.count(">nearest_class<") == 3  # once in the folded code, and two calls
    assert page.index("Code that you need not read</summary>") < page.index(">nearest_class<")


def test_the_command(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(ROOT)
    lesson = find_lessons(ROOT, ["02"])[0]
    kept = ExecutedNotebook(lesson.notebook, 0.0, False)
    monkeypatch.setattr("autograder.publish.execute.executed_solution", lambda *_: kept)
    assert cli.main(["site", "02", "--out", str(tmp_path / "pages")]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "pages" / "index.html")
    (tmp_path / "file").write_text("")
    assert cli.main(["site", "02", "--out", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_word_of_a_lesson_leads_to_its_place_in_the_glossary(built) -> None:
    glossary = (built / "glossary.html").read_text()
    assert '<h3 id="learning-rate">learning rate</h3>' in glossary
    for lesson in LESSONS:
        page = (built / f"{lesson.name}.html").read_text()
        assert "glossary.md" not in page
        for anchor in re.findall(r'href="glossary\.html#([^"]+)"', page):
            assert f'id="{anchor}"' in glossary, (lesson.name, anchor)
