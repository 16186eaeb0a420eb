"""Prediction questions: commit to an answer first, compare it with the result later.

Nothing is graded. :func:`predict` asks the question of an id, :func:`reveal` shows its answer
beside what was predicted; the texts are in ``texts/NN.toml``. Without a widget front end, and in
a page made of the notebook, the question is plain text and :func:`reveal` shows the answer.
"""

from __future__ import annotations

from fmnist_lab.questions.catalogue import Question, find_question, questions
from fmnist_lab.questions.show import compare, predict, question_panel, reveal

__all__ = [
    "Question",
    "compare",
    "find_question",
    "predict",
    "question_panel",
    "questions",
    "reveal",
]
