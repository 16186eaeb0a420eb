"""What a hand-in may hold: sizes, file names, and which lessons take saved weights.

Screening applies these rules before judging, and ``autograder hand-in`` applies them before
upload, so that a student is told beforehand what grading would leave out.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from fmnist_lab.lessons import LESSONS

# Files that editors, Python, operating systems and version control make. They are no part of
# anybody's work: no command of the course copies, hashes, packs or grades them.
JUNK_NAMES = frozenset(
    {
        *(".ipynb_checkpoints", "__pycache__", "__MACOSX", ".git", ".venv", ".virtual_documents"),
        *(".DS_Store", "Thumbs.db", "desktop.ini", "Icon\r"),
    }
)
# How names begin that macOS, Word and LibreOffice give to files beside the real ones.
JUNK_BEGINNINGS = ("._", "~$", ".~lock.")
# What the course and nbgrader themselves write beside a student's notebook.
BOOKKEEPING_NAMES = frozenset(
    (".fmnist-progress.json", "timestamp.txt", "verdict.json", ".verdict.json", "leaderboard.json")
)
IGNORED_NAMES = JUNK_NAMES | BOOKKEEPING_NAMES
COURSE_NAMES = re.compile(r"(autograder|fmnist_lab|fmnist_ref)(\.|/|$)")
WEIGHT_SUFFIXES = (
    ".npz",
    ".npy",
    ".keras",
    ".h5",
    ".hdf5",
    ".pkl",
    ".pickle",
    ".joblib",
    ".pt",
    ".zip",
)

MAX_NOTEBOOK_BYTES = 32 * 2**20  # without its outputs
MAX_SAVED_NOTEBOOK_BYTES = 256 * 2**20  # with its outputs, which are dropped
MAX_JSON_TOKENS = 5_000_000  # strings and brackets that are looked at to find the outputs
MAX_JSON_CONTAINERS = 500_000  # lists and objects, counted in the text before it is parsed
MAX_JSON_DEPTH = 60
MAX_CELLS = 1000
MAX_SOURCE_CHARACTERS = 2**20  # of all cells together
LARGE_CELL_CHARACTERS = 50_000  # a longer cell may hold trained weights
MAX_FILE_BYTES = 20 * 2**20
MAX_FILES_BYTES = 64 * 2**20  # of all files beside the notebook together
MAX_FILES = 200
MAX_FOLDER_DEPTH = 8
MAX_TEXT_BYTES = 50_000  # of the student's own files where a trained network earns points

# Files that one lesson saves for a later one; in other lessons they are ignored without a flag.
SAVED = {name.rpartition("/")[2] for lesson in LESSONS for name in lesson.carries}

UNWANTED_ARCHIVE = "left out; an archive beside a notebook may hold trained networks."
UNWANTED_WEIGHTS = "left out; this lesson trains its networks itself."
NOT_TEXT = (
    "left out; beside this notebook only text is taken, together at most "
    f"{MAX_TEXT_BYTES // 1000} kB, since its networks are trained in it."
)


def is_text(content: bytes) -> bool:
    """Whether the bytes are UTF-8 without null characters."""
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def is_ignored(name: str) -> bool:
    """Whether a file or folder with this name is no part of anybody's work."""
    return name in IGNORED_NAMES or name.startswith(JUNK_BEGINNINGS)


def is_notebook_name(name: str) -> bool:
    """Whether a file is a notebook by its name."""
    return name.lower().endswith(".ipynb")


def is_junk(path: PurePath, root: PurePath) -> bool:
    """Whether a path below ``root`` is junk or lies in a directory that is."""
    return not JUNK_NAMES.isdisjoint(path.relative_to(root).parts)
