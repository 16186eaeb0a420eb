"""The verdict corpus, and what runs it through the judge."""

from __future__ import annotations

from autograder.corpus.submissions import (
    CorpusSubmission,
    cell_of,
    read,
    submissions,
    write_notebook,
)

__all__ = ["CorpusSubmission", "cell_of", "read", "submissions", "write_notebook"]
