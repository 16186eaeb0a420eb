"""What a student reads: the panel's words, what was printed, and the messages of ``hint``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.checks.capture import CUT, MAX_PRINTED_CHARACTERS, capture_output
from autograder.checks.catalogue import catalogue
from autograder.checks.notebook import check, hint
from autograder.checks.panel import TRY_FIRST, as_html, as_text, sentence
from autograder.checks.registry import find
from autograder.checks.run import CheckResult
from fmnist_lab import progress_file

COUNTS = find("01.class_counts")


def failed(**changes: str) -> CheckResult:
    return CheckResult(COUNTS.id, 3.0, 0.0, "absent-class-lost", **changes)


def test_the_goal_is_called_so() -> None:
    assert f"Goal: {COUNTS.statement}" in as_text(COUNTS, failed())
    assert "<strong>Goal:</strong> <code>class_counts</code> counts" in as_html(COUNTS, failed())


def test_hint_3_is_offered_inside_hint_2() -> None:
    first, second, third = (
        hint.replace("`", "") for hint in catalogue().codes["absent-class-lost"].hints
    )
    page = re.sub("</?(code|div)[^>]*>", "", as_html(COUNTS, failed()))
    details = [part.split("</details>") for part in page.split("<details")[1:]]
    assert [len(closed) - 1 for closed in details] == [1, 0, 2]  # the third closes the second too
    assert first in details[0][0] and second in details[1][0] and third in details[2][0]
    assert details[1][0].endswith(TRY_FIRST)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the mean is 3", "The mean is 3"),
        ("after training on 3,000 images", "After training on 3,000 images"),
        ("a list of 9 counts", "A list of 9 counts"),
        ("x has shape (3,)", "x has shape (3,)"),
        ("a = 3", "a = 3"),
        ("the(x) is None", "the(x) is None"),
        ("theta is 3", "theta is 3"),
        ("`the` is None", "`the` is None"),
        ("", ""),
    ],
)
def test_sentences_begin_with_a_capital_and_names_stay(text: str, shown: str) -> None:
    assert sentence(text) == shown


def test_output_that_is_cut_says_so_and_ends_with_a_whole_word() -> None:
    with capture_output() as output:
        print(*range(1000, 2000))
    *_, last, note = output.text.split("\n")
    assert note == CUT and len(output.text) <= MAX_PRINTED_CHARACTERS
    assert re.fullmatch(r"[\d ]*\b\d{4}", last)
    with capture_output() as output:
        print("x" * (MAX_PRINTED_CHARACTERS - 1))
    assert CUT not in output.text and len(output.text) == MAX_PRINTED_CHARACTERS
    with capture_output() as output:
        print("x" * MAX_PRINTED_CHARACTERS)
    assert output.text.endswith(f"x\n{CUT}")
    shown = as_text(COUNTS, failed(printed="line\n" * 50))
    assert shown.endswith("    line\n    ... 10 more lines")


def test_a_long_word_stays_in_the_panel_and_a_terminals_colours_out_of_it() -> None:
    page = as_html(COUNTS, failed(printed="\x1b[31mred\x1b[0m\r\n10 %\r20 %\ta\x08b"))
    assert "<pre" in page and page.count("overflow-wrap:anywhere") == 2
    assert ">red\n20 %\tab</pre>" in page


class TestHint:
    @pytest.fixture(autouse=True)
    def in_lesson_02(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "02_preprocess").mkdir()
        monkeypatch.chdir(tmp_path / "02_preprocess")

    @pytest.mark.parametrize(
        ("about", "expected"),
        [
            ("01.splitcolumns", 'Did you mean "01.split_columns"? Lesson 01 has hints for 01.'),
            ("rescale", 'Did you mean "02.rescale"? Lesson 02 has hints for 02.'),
            ("zzz", "Lesson 02 has hints for 02."),
            (3, "Lesson 02 has hints for 02."),
            (["x"], "Lesson 02 has hints for 02."),
        ],
    )
    def test_an_unknown_name(
        self, about: str, expected: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        hint(about)
        assert f"There are no hints under this name. {expected}" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("tier", "words"),
        [
            (1, 'More: `hint("01.mean_image", 2)`.'),
            (2, 'Try once more with this first. More: `hint("01.mean_image", 3)`.'),
            (3, ".reshape(28, 28)."),
        ],
    )
    def test_what_follows(self, tier: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
        hint("01.mean_image", tier)
        assert capsys.readouterr().out.endswith(f"{words}\n")

    def test_a_tier_that_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        hint("01.mean_image", 4)
        out = capsys.readouterr().out
        assert "There is no hint 4; this is the last one: " in out
        assert out.endswith(".reshape(28, 28).\n")

    def test_a_function_in_place_of_the_id(self, capsys: pytest.CaptureFixture[str]) -> None:
        check(hint)  # type: ignore[arg-type]
        expected = 'an id in quotation marks, such as "02.to_images".'
        assert capsys.readouterr().out.strip().endswith(expected)

    def test_an_unknown_check_names_those_of_the_lesson_at_hand(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        check("rescale", None)
        check("01.rescale", None)
        first, second = capsys.readouterr().out.splitlines()
        assert "Known here: 02.to_images, 02.rescale, 02.preprocess." in first
        assert "Known here: 01.split_columns, 01.class_counts, 01.mean_image." in second


def test_a_check_before_its_exercise_lowers_no_progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FMNIST_PROGRESS", str(tmp_path / "progress.json"))
    import numpy as np

    from autograder.checks.undefined_names import LazyName

    assert check("01.class_counts", lambda y: np.bincount(y, minlength=10)) == 3
    assert check("01.class_counts", LazyName(lambda: class_counts)) == 0  # type: ignore[name-defined]  # noqa: F821
    assert "no `class_counts` yet" in capsys.readouterr().out
    assert progress_file.read()["checks"]["01.class_counts"]["score"] == 3
    assert check("01.class_counts", lambda y: None) == 0
    assert progress_file.read()["checks"]["01.class_counts"]["score"] == 0
