"""Shows a question with its options, and later the answer beside what was predicted."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from fmnist_lab import display, progress_file
from fmnist_lab.questions.catalogue import Question, find_question


def predict(question_id: str) -> None:
    """Ask for a prediction: radio buttons and a button that commits to one of them.

    ``question_id`` is an id of a lesson's text, such as ``"02-shape"``; another one raises
    CourseError. The answer is kept in the progress file, as the text of the option.
    """
    _ask(find_question(question_id), "Run this cell in JupyterLab to choose.")


def reveal(question_id: str, *, answer: object = None, **values: Any) -> None:
    """Show the answer beside what was predicted, and why it is so.

    In JupyterLab, without a prediction, the question comes first and the answer follows it.
    ``values`` are the numbers that the question's reason names; ``answer`` stands for the answer
    of the texts where it depends on the student's own work.
    """
    question = find_question(question_id)
    right = question.answer if answer is None else str(answer)
    reason = question.explain(values)

    def show_answer(predicted: str | None) -> None:
        sentences = compare(predicted, right)
        plain = " ".join(part for part in (sentences, reason) if part)
        body = f"<p><strong>{html.escape(sentences)}</strong> {html.escape(reason)}</p>"
        display.show({"text/plain": plain, "text/html": body})

    predicted = progress_file.prediction(question_id)
    asks = predicted not in question.options and display.has_front_end()
    if not asks or not _ask(question, "Choose first; the answer comes after it.", show_answer):
        show_answer(predicted)


def compare(predicted: str | None, answer: str) -> str:
    """One or two sentences: what was predicted and what it is."""
    if predicted is None:
        return f"Answer: {answer}. (You committed to no prediction.)"
    if predicted == answer:
        return f"You predicted {predicted}, and so it is."
    return f"You predicted {predicted}. The answer is {answer}."


def _ask(question: Question, instead: str, then: Callable[[str], None] | None = None) -> bool:
    """Show the question, its panel and, where it can't run, ``instead``; False without a panel."""
    box = question_panel(question, then) if display.in_notebook() else None
    choices = "\n".join(f"  ( ) {option}" for option in question.options)
    plain = f"Predict: {question.question}\n{choices}"
    if box is None:
        print(plain)
        return False
    question_html = f"<p><strong>Predict:</strong> {html.escape(question.question)}</p>"
    items = "".join(f"<li>{html.escape(option)}</li>" for option in question.options)
    # The question stands outside the panel, so that it can be read where the panel can't run.
    if not display.has_front_end():
        question_html += f"<ul>{items}</ul>"
    display.show({"text/plain": plain, "text/html": question_html})
    display.show(
        {
            **box._repr_mimebundle_(),
            "text/plain": f"({instead})",
            "text/html": f"<p>{instead}</p>",
        }
    )
    return True


def question_panel(question: Question, then: Callable[[str], None] | None = None) -> Any:
    """The options as an ipywidgets box, or None where ipywidgets is not installed.

    ``box.choice``, ``box.commit``, ``box.message`` and ``box.after`` are its parts. ``then`` is
    called once with the answer that was committed to; what it displays appears in ``box.after``.
    """
    try:
        import ipywidgets
    except ImportError:
        return None
    earlier = progress_file.prediction(question.id)
    if earlier not in question.options:
        earlier = None
    layout = ipywidgets.Layout(width="auto")
    choice = ipywidgets.RadioButtons(options=question.options, value=earlier, layout=layout)
    commit = ipywidgets.Button(description="Commit", button_style="primary")
    message = ipywidgets.HTML(_committed(earlier, then) if earlier else "")
    after = ipywidgets.Output()

    def store(_: Any) -> None:
        if choice.value is None:
            message.value = "<p role='status'>Choose an answer first.</p>"
            return
        if progress_file.record_prediction(question.id, choice.value):
            message.value = _committed(choice.value, then)
        else:
            message.value = (
                f"<p role='status'>You predict {html.escape(choice.value)}. "
                "It could not be stored here, so remember it.</p>"
            )
        if then is not None:
            commit.disabled = True
            with after:
                then(choice.value)

    commit.on_click(store)
    box = ipywidgets.VBox([choice, commit, message, after])
    box.choice, box.commit, box.message, box.after = choice, commit, message, after
    return box


def _committed(answer: str, then: Callable[[str], None] | None) -> str:
    follows = "Here is the answer." if then else "Read on to see."
    return f"<p role='status'>You predict {html.escape(answer)}. {follows}</p>"
