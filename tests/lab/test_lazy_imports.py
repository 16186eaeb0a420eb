"""The grammar of addresses is read when there is an address to check."""

from __future__ import annotations

import subprocess
import sys

CHECKED = """
import sys
import traceback

import autograder.course
import jsonschema
import nbformat

nbformat.validate(nbformat.v4.new_notebook())
traceback.format_stack()
print("lark" in sys.modules)
checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
schema = {"type": "string", "format": "iri"}
jsonschema.validate("https://example.org/caf\u00e9", schema, format_checker=checker)
try:
    jsonschema.validate("no address", schema, format_checker=checker)
except jsonschema.ValidationError as error:
    print(error.message)
print("lark" in sys.modules)
"""


def test_a_notebook_is_validated_without_it_and_an_address_with_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECKED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["False", "'no address' is not a 'iri'", "True"]


def test_commands_that_read_notebooks_do_without_it() -> None:
    code = (
        "import sys; import autograder.cli, autograder.grading.coordinator, autograder.publish.site;"
        "print([name for name in ('rfc3987_syntax.syntax_helpers', 'lark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
