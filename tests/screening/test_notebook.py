"""A notebook's bytes: encodings, formats, and files that are no notebook or too large a one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Lesson
from autograder.screening import policy, screen_submission
from support.handed_in import FILE, ORDER, cell_named, codes, handed_in, names


def write_bom(place: Path, text: str) -> None:
    (place / FILE).write_bytes(b"\xef\xbb\xbf" + text.encode())


def write_crlf(place: Path, text: str) -> None:
    (place / FILE).write_bytes(text.replace("\n", "\r\n").replace("\\n", "\\r\\n").encode())


def write_utf16(place: Path, text: str) -> None:
    (place / FILE).write_text(text, encoding="utf-16")


def write_latin1(place: Path, text: str) -> None:
    text = text.replace("My own words.", "Größe")
    (place / FILE).write_text(text, encoding="latin-1")


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (write_bom, []),
        (write_crlf, []),
        (write_utf16, ["not-utf8"]),
        (write_latin1, ["not-utf8"]),
    ],
)
def test_encodings(
    lesson: Lesson, place: Path, write: Callable[[Path, str], None], expected: list[str]
) -> None:
    write(place, json.dumps(handed_in(lesson), indent=1, ensure_ascii=False))
    screened = screen_submission(place, lesson)
    assert codes(screened) == expected
    assert cell_named(screened.notebook, "double").source == "def double(x):\n    return 2 * x"


def test_old_formats(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    for cell in tree["cells"]:
        if cell["cell_type"] == "code":
            cell.update(input=cell.pop("source"), language="python", prompt_number=1)
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": tree["cells"], "metadata": {}}],
    }
    (place / FILE).write_text(json.dumps(old))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["odd-format"]
    assert names(screened.notebook) == ORDER

    (place / FILE).write_text(json.dumps({**handed_in(lesson), "nbformat": "9"}))
    screened = screen_submission(place, lesson)
    assert codes(screened) == ["odd-format"]
    assert names(screened.notebook) == ORDER


def deep_json(_: str) -> bytes:
    return b'{"cells": [], "nbformat": 4, "metadata": ' + b"[" * 900 + b"]" * 900 + b"}"


def deepest_json(_: str) -> bytes:
    return b'{"cells": ' + b"[" * 200_000


def big_number(text: str) -> bytes:
    return text.replace('"nbformat": 4', '"x": ' + "9" * 100_000 + ', "nbformat": 4').encode()


def million_cells(_: str) -> bytes:
    return b'{"nbformat": 4, "cells": [' + b"{}," * 1_000_000 + b"{}]}"


def many_cells(_: str) -> bytes:
    one = {"cell_type": "code", "source": "", "metadata": {}, "outputs": []}
    return json.dumps({"nbformat": 4, "cells": [one] * 1_001}).encode()


def long_cell(_: str) -> bytes:
    one = {"cell_type": "code", "source": "x" * 2_000_000, "metadata": {}, "outputs": []}
    return json.dumps({"nbformat": 4, "cells": [one]}).encode()


def conflict(text: str) -> bytes:
    lines = text.splitlines()
    middle = len(lines) // 2
    return "\n".join(
        [*lines[:middle], "<<<<<<< HEAD", lines[middle], "=======", ">>>>>>> b", *lines[middle:]]
    ).encode()


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (lambda text: b"", "unreadable-notebook"),
        (lambda text: text[: len(text) // 2].encode(), "unreadable-notebook"),
        (lambda text: b"PK\x03\x04" + bytes(200), "unreadable-notebook"),
        (lambda text: b"[1, 2]", "unreadable-notebook"),
        (lambda text: b'{"cells": 3, "nbformat": 4}', "unreadable-notebook"),
        (lambda text: b'{"worksheets": [7], "nbformat": 3}', "unreadable-notebook"),
        (deep_json, "unreadable-notebook"),
        (deepest_json, "unreadable-notebook"),
        (big_number, ""),
        (million_cells, "too-large"),
        (many_cells, "too-large"),
        (long_cell, "too-large"),
        (lambda text: b" " * (policy.MAX_NOTEBOOK_BYTES + 1), "too-large"),
        (conflict, "conflict-markers"),
    ],
)
def test_notebook_files(
    lesson: Lesson, place: Path, make: Callable[[str], bytes], outcome: str
) -> None:
    (place / FILE).write_bytes(make(json.dumps(handed_in(lesson), indent=1)))
    screened = screen_submission(place, lesson)
    assert screened.outcome == outcome
    if outcome:
        assert screened.notebook is None
        assert FILE in screened.message and screened.message.endswith(".")
        assert "Traceback" not in screened.message


def picture(megabytes: int) -> dict[str, object]:
    data = {"image/png": "A" * (megabytes * 2**20)}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def test_outputs_are_dropped_before_anything_is_measured(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    cell = next(cell for cell in tree["cells"] if cell["cell_type"] == "code")
    for outputs in (
        [picture(40)],
        [{"data": {"application/json": [[]] * 600_000}}],
        [json.loads("[" * 200 + "]" * 200)],
        [{"text": [']} \\ " outputs": [ \n']}],
    ):
        cell["outputs"] = outputs
        tree["metadata"]["widgets"] = outputs
        (place / FILE).write_text(json.dumps(tree))
        screened = screen_submission(place, lesson)
        assert (screened.outcome, codes(screened)) == ("", [])
        assert len(screened.raw) <= policy.MAX_NOTEBOOK_BYTES
        assert names(screened.notebook) == ORDER


def test_large_pictures_in_texts_are_named(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    tree["cells"][0]["attachments"] = {"a.png": {"image/png": "A" * (policy.MAX_NOTEBOOK_BYTES)}}
    (place / FILE).write_text(json.dumps(tree))
    screened = screen_submission(place, lesson)
    assert screened.outcome == "too-large"
    assert "32 MiB without the outputs" in screened.message


def test_conflict_markers_in_outputs_do_no_harm(lesson: Lesson, place: Path) -> None:
    tree = handed_in(lesson)
    next(c for c in tree["cells"] if c["cell_type"] == "code")["outputs"] = ["@"]
    conflict = '\n<<<<<<< HEAD\n"a"\n=======\n"b"\n>>>>>>> other\n'
    (place / FILE).write_text(json.dumps(tree).replace('"@"', conflict))
    assert screen_submission(place, lesson).outcome == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_null_characters_at_the_end_do_no_harm(lesson: Lesson, place: Path, encoding: str) -> None:
    text = json.dumps(handed_in(lesson)) + "\n" + "\0" * 4096
    (place / FILE).write_bytes(text.encode(encoding))
    assert screen_submission(place, lesson).outcome == ""


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "is empty"),
        (b"\0" * 4096, "is empty"),
        (b'{"cells": [', "is damaged (line 1)"),
        (b'{"cells": []}{"cells": []}', "is damaged (line 1)"),
    ],
)
def test_a_damaged_notebook_has_a_way_out(
    lesson: Lesson, place: Path, content: bytes, found: str
) -> None:
    (place / FILE).write_bytes(content)
    screened = screen_submission(place, lesson)
    assert screened.outcome == "unreadable-notebook"
    assert f"the file {found}" in screened.message
    assert ".ipynb_checkpoints" in screened.message  # JupyterLab can't open such a file


@pytest.mark.parametrize("name", ["02.py", "02.html", "work.rar"])
def test_an_export_in_place_of_the_notebook_has_a_way_out(
    lesson: Lesson, place: Path, name: str
) -> None:
    (place / name).write_text("exported")
    message = screen_submission(place, lesson).message
    assert f"There is {name}. Hand in the notebook itself" in message


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\3\4\0", "an archive"),
        (b"\n<!DOCTYPE html>", "a web page"),
        (b"%PDF-1.7", "a PDF file"),
    ],
)
def test_what_has_a_notebook_s_name_is_named(
    lesson: Lesson, place: Path, content: bytes, kind: str
) -> None:
    (place / FILE).write_bytes(content)
    screened = screen_submission(place, lesson)
    assert screened.outcome == "unreadable-notebook"
    assert f"it is {kind} under a notebook's name" in screened.message
