"""Which notebook is judged, whatever its name and its folder."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.course import Lesson
from autograder.screening import (
    archives,
    screen_plain_assignment,
    screen_submission,
    unanswered_notebook,
)
from autograder.screening.flags import printable_name
from support.handed_in import FILE, ORDER, codes, handed_in, names


def test_a_renamed_notebook_is_found(lesson: Lesson, place: Path) -> None:
    inner = place / "my folder"
    inner.mkdir()
    (inner / "small (1).ipynb").write_text(json.dumps(handed_in(lesson)))
    (inner / "notes.txt").write_text("beside it")
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    (place / "scratch.ipynb").write_text(nbformat.writes(other))
    checkpoints = place / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / FILE).write_text(json.dumps(handed_in(lesson)))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["renamed-notebook", "extra-notebook"]
    assert names(screened.notebook) == ORDER
    assert screened.files["notes.txt"] == b"beside it"


def test_a_folder_does_not_take_the_place_of_a_renamed_notebook(
    lesson: Lesson, place: Path
) -> None:
    (place / "copy.ipynb").write_text(json.dumps(handed_in(lesson)))
    (place / FILE).mkdir()
    (place / FILE / "notes.txt").write_text("in the way")
    (place / "notes.txt").write_text("beside it")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, screened.files) == ("", {"notes.txt": b"beside it"})


def test_extra_missing_and_doubtful_notebooks(lesson: Lesson, place: Path) -> None:
    assert screen_submission(place, lesson).outcome == "missing-notebook"
    text = json.dumps(handed_in(lesson))
    (place / "a.ipynb").write_text(text)
    (place / "b.ipynb").write_text(text)
    screened = screen_submission(place, lesson)
    assert screened.outcome == "ambiguous-notebook"
    assert "a.ipynb, b.ipynb" in screened.message
    (place / FILE).write_text(text)
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["extra-notebook"])
    assert screen_submission(place.parent / "nobody", lesson).outcome == "missing-notebook"


def test_another_lessons_notebook_is_not_taken(lesson: Lesson, place: Path) -> None:
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('check("03.split", f)')])
    (place / "03_split.ipynb").write_text(nbformat.writes(other))
    screened = screen_submission(place, lesson)
    assert screened.outcome == "missing-notebook"
    assert "03_split.ipynb" in screened.message


def test_a_folder_does_not_hide_the_course_s_own_names(lesson: Lesson, place: Path) -> None:
    inside = place / "work"
    (inside / "autograder").mkdir(parents=True)
    (inside / "renamed.ipynb").write_text(json.dumps(handed_in(lesson)))
    (inside / "autograder" / "__init__.py").write_text("check = lambda *a: 4.0")
    (inside / "data.csv").write_text("1")
    screened = screen_submission(place, lesson)
    assert screened.outcome == ""
    assert codes(screened) == ["renamed-notebook", "course-file"]
    assert screened.files == {"data.csv": b"1"}


NAMES = {
    "safari": "02_small.ipynb.json",
    "windows": "02_small.ipynb.txt",
    "capitals": "02_small.IPYNB",
    "json": "my answers.json",
    "no suffix": "02_small",
    "backup": "02_small.ipynb~",
    "downloaded twice": "02_small.ipynb.1",
    "Persian": "\u062a\u0645\u0631\u06cc\u0646\u200c\u062f\u0648.ipynb",
    "emoji": "\U0001f468\u200d\U0001f4bb.ipynb",
    "Hebrew": "\u05ea\u05e8\u05d2\u05d9\u05dc\u200e 2.ipynb",
    "Japanese": "\u8ab2\u984c\uff12\u3000\u63d0\u51fa.ipynb",
    "no-break space": "02_small\u00a0(1).ipynb",
    "narrow space": "02_small 10.00.00\u202fAM.ipynb",
    "turned": "02\u202e_small.ipynb",
    "decomposed": "U\u0308bung.ipynb",
    "not UTF-8": "\udcdcbung.ipynb",
    "line break": "02\n\x1b[2J.ipynb",
    "markup": "<img src=x onerror=alert(1)>.ipynb",
    "long": "a" * 249 + ".ipynb",
    "leading dot": ".02_small.ipynb",
    "leading dash": "-rf.ipynb",
    "folder": "U\u0308bung 2/\u3000/02_small.ipynb",
    "unpacked from Windows": "work\\02_small\\02_small.ipynb",
    "climbs": "..\\..\\02_small.ipynb",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_no_reason_for_zero(lesson: Lesson, place: Path, name: str) -> None:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(json.dumps(handed_in(lesson)))
    for junk in ("._" + FILE, ".DS_Store", "desktop.ini", "~$notes.docx", "Icon\r"):
        (place / junk).write_bytes(b"\0\5\x16\7")
    (place / "export.html").write_text("<html></html>")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, codes(screened)) == ("", ["renamed-notebook"])
    assert names(screened.notebook) == ORDER
    message = screened.flags[0].message
    assert message.isprintable() and len(message) < 200 and "<" not in message


def test_what_is_unpacked_from_a_windows_archive_lies_in_folders(
    lesson: Lesson, place: Path
) -> None:
    (place / "work\\02.ipynb").write_text(json.dumps(handed_in(lesson)))
    (place / "work\\data\\U\u0308.csv").write_text("1")
    (place / "work\\autograder\\check.py").write_text("")
    (place / "work\\..\\..\\gradebook.db").write_text("")
    (place / "work\\data\\one").write_text("")
    (place / "work\\data\\one\\two").write_text("inside of a file")
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["odd-file-name", "renamed-notebook", "course-file"]
    assert screened.files == {"data/\u00dc.csv": b"1", "data/one": b""}


def test_several_files_with_odd_suffixes_are_all_named(lesson: Lesson, place: Path) -> None:
    for name in ("a.json", "b.txt"):
        (place / name).write_text(json.dumps(handed_in(lesson)))
    (place / "scratch.ipynb").write_text("{}")
    screened = screen_submission(place, lesson)
    assert screened.outcome == "ambiguous-notebook"
    assert "a.json, b.txt" in screened.message


def test_an_unusable_notebook_gives_way_to_the_only_other_one(lesson: Lesson, place: Path) -> None:
    (place / "02_small (1).ipynb").write_text(json.dumps(handed_in(lesson)))
    untouched = nbformat.writes(unanswered_notebook(lesson))
    for content in ("", "{", untouched):
        (place / FILE).write_text(content)
        screened = screen_submission(place, lesson)
        assert screened.outcome == ""
        assert codes(screened)[0] == "renamed-notebook"
        assert "2 * x" in screened.raw.decode()
    (place / FILE).rename(place / "released.ipynb")  # of two without the name, one is answered
    screened = screen_submission(place, lesson)
    assert screened.outcome == ""
    assert codes(screened) == ["renamed-notebook", "extra-notebook"]
    assert "2 * x" in screened.raw.decode()
    (place / "released.ipynb").rename(place / FILE)
    (place / "02_small (2).ipynb").write_text(json.dumps(handed_in(lesson)))
    assert b"2 * x" not in screen_submission(place, lesson).raw  # the one with the name, as it is
    (place / FILE).write_text("{")
    assert screen_submission(place, lesson).outcome == "unreadable-notebook"


def test_a_missing_notebook_s_sentence_says_what_is_there(lesson: Lesson, place: Path) -> None:
    (place / "answers.pdf").write_bytes(b"%PDF")
    assert "There is answers.pdf." in screen_submission(place, lesson).message
    (place / f".{FILE}.icloud").write_bytes(b"bplist00")
    assert "iCloud has not downloaded" in screen_submission(place, lesson).message


def test_names_are_shown_without_what_can_t_be_seen() -> None:
    assert printable_name("a\u200c\u202eb\u3000c\x1b\ud800<") == "ab c???"


def zipped(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_notebook_in_an_archive_is_judged(lesson: Lesson, place: Path, tmp_path: Path) -> None:
    text = json.dumps(handed_in(lesson))
    files = {f"work\\{FILE}": text, "work/data.csv": "1", "../../../left.txt": "", "/left.txt": ""}
    (place / "My work.ZIP").write_bytes(zipfile_of := zipped(**files, **{f"__MACOSX/._{FILE}": ""}))
    (place / "readme.txt").write_text("")
    screened = screen_submission(place, lesson)
    assert (screened.outcome, screened.files) == ("", {"data.csv": b"1"})
    assert codes(screened) == ["renamed-notebook", "renamed-notebook"]
    assert "My work.ZIP: unpacked" in screened.flags[0].message
    assert names(screened.notebook) == ORDER
    assert not list(tmp_path.rglob("left.txt"))
    (place / "second.zip").write_bytes(zipfile_of)
    assert screen_submission(place, lesson).outcome == "missing-notebook"


def test_an_archive_that_can_t_be_unpacked_is_named(
    lesson: Lesson, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps(handed_in(lesson))
    whole = zipped(**{FILE: text})
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 100_000)
    monkeypatch.setattr(archives, "MAX_ENTRIES", 100)
    for content in (
        whole[:-30],
        whole[: len(whole) // 2],
        b"PK\3\4",
        whole.replace(b"PK\1\2", b"PK\1\3"),
        zipped(**{FILE: text, "bomb": "0" * 10**6}),
        zipped(**{FILE: text, **{f"{k}.txt": "" for k in range(150)}}),
        zipped(**{"inner.zip": "PK", "a.txt": ""}),
    ):
        (place / "work.zip").write_bytes(content)
        screened = screen_submission(place, lesson)
        assert screened.outcome == "missing-notebook"
        assert "There is work.zip." in screened.message


def test_an_archive_with_a_password_is_named(lesson: Lesson, place: Path) -> None:
    content = bytearray(zipped(**{FILE: json.dumps(handed_in(lesson))}))
    content[6] |= 1  # the flag of the file's own header, and in the list of files
    content[content.index(b"PK\1\2") + 8] |= 1
    (place / "work.zip").write_bytes(content)
    screened = screen_submission(place, lesson)
    assert screened.outcome == "missing-notebook"
    assert "work.zip has a password" in screened.message
    assert "without a password" in screened.message
    assert not any("trains its networks" in flag.message for flag in screened.flags)


def test_an_assignment_without_checks_takes_a_renamed_notebook(
    lesson: Lesson, place: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("one.ipynb", "two.ipynb"):
        master = json.loads(nbformat.writes(lesson.notebook))
        for cell in master["cells"]:
            if "nbgrader" in cell["metadata"]:
                cell["metadata"]["nbgrader"]["grade_id"] += name[:3]
        (source / name).write_text(json.dumps(master))
        (place / f"my {name}").write_text(json.dumps(master))
    screened = screen_plain_assignment(place, source)
    for name in ("one.ipynb", "two.ipynb"):
        assert screened[name].outcome == ""
        assert f"my {name}: judged in place of {name}." in screened[name].flags[-1].message
    (source / "two.ipynb").unlink()
    (place / "my one.ipynb").rename(place / "my one.ipynb.txt")
    (one,) = screen_plain_assignment(place, source).values()
    assert (one.outcome, codes(one)) == ("", ["renamed-notebook"])
    (place / "my one.ipynb.txt").unlink()
    (one,) = screen_plain_assignment(place, source).values()
    assert one.outcome == "missing-notebook" and "There is my two.ipynb." in one.message
