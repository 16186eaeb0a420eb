"""In a real kernel: what each output holds for JupyterLab and for pages made of the notebook."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

VIEW = "application/vnd.jupyter.widget-view+json"
CELLS = (
    "import fmnist_lab\nimages, labels = fmnist_lab.data.load_arrays('test')",
    "fmnist_lab.widgets.image_browser(images[:20], labels[:20])",
    "fmnist_lab.plots.class_bars([1] * 10)",
    "fmnist_lab.predict('06-best-rate')",
    "fmnist_lab.reveal('06-best-rate', early=0.1, late=0.4)",
    "from fmnist_lab import progress_file\nprogress_file.record('01.class_counts', 3, 3)\nfmnist_lab.progress()",
    "fmnist_lab.prepare_keras()\nimport keras",
    "keras.utils.set_random_seed(0)\n"
    "model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(),"
    " keras.layers.Dense(10, 'softmax')])\n"
    "model.compile('sgd', 'sparse_categorical_crossentropy', metrics=['accuracy'])\n"
    "history = model.fit(images[:640] / 255, labels[:640], epochs=3, verbose=0,"
    " callbacks=[fmnist_lab.training.LiveCurve()])",
)


def run(cells, folder):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return [cell.outputs for cell in notebook.cells]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("JPY_SESSION_NAME", raising=False)
        patch.delenv("FMNIST_PROGRESS", raising=False)
        patch.delenv("TF_CPP_MIN_LOG_LEVEL", raising=False)
        patch.setenv("TF_NUM_INTRAOP_THREADS", "1")
        return run(CELLS, tmp_path_factory.mktemp("work"))


def test_a_widget_comes_with_its_picture_for_pages_that_cannot_run_it(outputs):
    panel, still = outputs[1]
    assert VIEW in panel.data
    assert "run this cell in JupyterLab" in panel.data["text/html"]
    assert still.data["text/html"].startswith("<details open>")
    assert "alt='index 0: 9 Ankle boot" in still.data["text/html"]
    assert still.data["text/plain"].startswith("index 0: 9 Ankle boot")


def test_before_a_person_the_picture_is_folded_up(tmp_path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "01_explore.ipynb")
    _, (_, still), (question, _) = run((*CELLS[:2], CELLS[3]), tmp_path)
    assert still.data["text/html"].startswith("<details><summary>")
    assert "<li>" not in question.data["text/html"]  # the panel has the options


def test_a_figure_as_the_last_line_has_its_text_and_appears_once(outputs):
    (shown,) = outputs[2]
    assert "alt='Bar chart of examples in each class." in shown.data["text/html"]
    assert shown.data["text/plain"].startswith("Bar chart")


def test_a_question_can_be_read_without_widgets_and_run_all_reveals(outputs):
    question, panel = outputs[3]
    assert question.data["text/html"] == (
        "<p><strong>Predict:</strong> From 2 epochs to 20, the best dropout rate</p>"
        "<ul><li>stays the same</li><li>gets higher</li><li>gets lower</li></ul>"
    )
    assert question.data["text/plain"] == (
        "Predict: From 2 epochs to 20, the best dropout rate\n"
        "  ( ) stays the same\n  ( ) gets higher\n  ( ) gets lower"
    )
    assert VIEW in panel.data
    (answer,) = outputs[4]
    assert "Answer: gets higher. (You committed to no prediction.)" in answer.data["text/html"]
    assert "After 2 epochs it is 0.1, after 20 it is 0.4." in answer.data["text/html"]


def test_before_a_person_an_answer_waits_for_a_prediction(tmp_path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "06_regularize.ipynb")
    committed = (
        "from fmnist_lab import progress_file\n"
        "progress_file.record_prediction('06-best-rate', 'gets lower')\n" + CELLS[4]
    )
    _, asked, (answer,) = run((CELLS[0], CELLS[4], committed), tmp_path)
    assert [VIEW in output.data for output in asked] == [False, True]
    assert not any("Answer" in output.data["text/html"] for output in asked)
    assert "You predicted gets lower. The answer is gets higher." in answer.data["text/html"]


def test_progress_is_a_table(outputs):
    (table,) = outputs[5]
    assert "<td style='text-align:left'>3 of 10</td>" in table.data["text/html"]


def test_preparing_keras_writes_one_line_into_the_notebook(outputs):
    (line,) = outputs[6]
    assert (line.name, line.text.count("\n")) == ("stdout", 1)
    assert line.text.startswith("Keras is loaded")


def test_training_is_one_output_that_ends_with_the_last_epoch(outputs):
    (curve,) = outputs[7]
    caption = curve.data["text/plain"].splitlines()[0]
    assert caption.startswith("epoch 3 of 3, accuracy 0.")
    assert "left" not in caption
    assert "3 epochs; training loss" in curve.data["text/html"]
