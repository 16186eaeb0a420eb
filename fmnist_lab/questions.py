"""Prediction questions: commit to an answer first, compare it with the result later.

Nothing is graded. Without a widget front end, and under Run All, the question is
plain text and :func:`reveal` still shows the answer.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from fmnist_lab import display, progress_file


def predict(question_id: str, question: str, options: Sequence[object]) -> None:
    """Ask for a prediction: radio buttons and a button that commits to one of them.

    ``question_id`` names the question in the progress file (``"02-shape"``) and in
    :func:`reveal`. The answer is kept as the text of the option.
    """
    choices = [str(option) for option in options]
    box = panel(question_id, choices) if display.in_notebook() else None
    plain = "\n".join([f"Predict: {question}", *(f"  ( ) {choice}" for choice in choices)])
    if box is None:
        print(plain)
        return
    question_html = f"<p><strong>Predict:</strong> {html.escape(question)}</p>"
    items = "".join(f"<li>{html.escape(choice)}</li>" for choice in choices)
    # The question stands outside the panel, so that it can be read where the panel can't run.
    if not display.has_front_end():
        question_html += f"<ul>{items}</ul>"
    display.show({"text/plain": plain, "text/html": question_html})
    display.show(
        {
            **box._repr_mimebundle_(),
            "text/plain": "(Run this cell in JupyterLab to choose.)",
            "text/html": "<p>Run this cell in JupyterLab to choose.</p>",
        }
    )


def reveal(question_id: str, answer: object, explanation: str = "") -> None:
    """Show the answer beside what was predicted, and why it is so."""
    sentences = compare(progress_file.prediction(question_id), str(answer))
    plain = " ".join(part for part in (sentences, explanation) if part)
    body = f"<p><strong>{html.escape(sentences)}</strong> {html.escape(explanation)}</p>"
    display.show({"text/plain": plain, "text/html": body})


def compare(predicted: str | None, answer: str) -> str:
    """One or two sentences: what was predicted and what it is."""
    if predicted is None:
        return f"Answer: {answer}. (You committed to no prediction.)"
    if predicted == answer:
        return f"You predicted {predicted}, and so it is."
    return f"You predicted {predicted}. The answer is {answer}."


def panel(question_id: str, choices: Sequence[str]) -> Any:
    """The options as an ipywidgets box, or None where ipywidgets is not installed.

    ``box.choice``, ``box.commit`` and ``box.message`` are its controls.
    """
    try:
        import ipywidgets
    except ImportError:
        return None
    earlier = progress_file.prediction(question_id)
    if earlier not in choices:
        earlier = None
    layout = ipywidgets.Layout(width="auto")
    choice = ipywidgets.RadioButtons(options=choices, value=earlier, layout=layout)
    commit = ipywidgets.Button(description="Commit", button_style="primary")
    message = ipywidgets.HTML(_earlier(earlier) if earlier else "")

    def store(_: Any) -> None:
        if choice.value is None:
            message.value = "<p role='status'>Choose an answer first.</p>"
        elif progress_file.record_prediction(question_id, choice.value):
            message.value = _earlier(choice.value)
        else:
            message.value = (
                f"<p role='status'>You predict {html.escape(choice.value)}. "
                "It could not be stored here, so remember it.</p>"
            )

    commit.on_click(store)
    box = ipywidgets.VBox([choice, commit, message])
    box.choice, box.commit, box.message = choice, commit, message
    return box


def _earlier(answer: str) -> str:
    return f"<p role='status'>You predict {html.escape(answer)}. Read on to see.</p>"
