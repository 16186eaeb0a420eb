"""The widgets in JupyterLab: each answers to the mouse and to the keyboard with another picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from support.browser import WIDE, Lab, Watched, cell, run, saves, violations, watch

pytestmark = pytest.mark.timeout(900)

SETUP = """
import fmnist_lab
from autograder import check
from fmnist_lab import data, plots, recorded, widgets
table = data.load_table("train")[:60]
pictures, labels = table[:, 1:].reshape(-1, 28, 28), table[:, 0]
"""
BROWSER = "widgets.image_browser(pictures, labels)"
EXPLORER = "widgets.convolution_explorer(pictures[:20])"
CLINIC = "widgets.curve_clinic(recorded.clinic_cases())"
GALLERY = "widgets.error_gallery(pictures, labels, (labels + labels % 2) % 10)"
PREDICT = 'fmnist_lab.predict("01-columns")'


TRAIN = """
import keras
keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10)])
model.compile(loss=keras.losses.SparseCategoricalCrossentropy(True), metrics=["accuracy"])
from fmnist_lab.training import LiveCurve
history = model.fit(pictures / 255, labels, epochs=10**6, verbose=0, callbacks=[LiveCurve()])
"""
AFTER = "print(len(history.epoch), 'epochs,', model.predict(pictures, verbose=0).shape)"


def open_notebook(lab: Lab, watched: Watched, name: str, cells: list[str]) -> None:
    """Open a new notebook with these cells and run the first one."""
    notebook = new_notebook(cells=[new_code_cell(source.strip()) for source in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, lab.work / name)
    watched.page.goto(lab.address(name))
    watched.page.get_by_text("| Idle").wait_for()
    run(watched.page, cell(watched.page, "table = "))


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Any) -> Iterator[Watched]:
    """A notebook with every widget, its first cell run."""
    context = browser.new_context(viewport=WIDE)
    watched = watch(context.new_page())
    cells = [SETUP, BROWSER, EXPLORER, CLINIC, GALLERY, PREDICT]
    open_notebook(lab, watched, "widgets.ipynb", cells)
    yield watched
    context.close()


class Shown:
    """A widget below its cell; its picture, which must change after something was done."""

    def __init__(self, watched: Watched, source: str) -> None:
        self.page = watched.page
        where = cell(self.page, source)
        run(self.page, where)
        self.box = where.locator(".lm-Widget.jupyter-widgets.widget-vbox").first
        self.image = self.box.locator("img")
        self.image.wait_for()
        self.now = self.picture()

    def picture(self) -> tuple[str, str]:
        return str(self.image.get_attribute("src")), str(self.image.get_attribute("alt"))

    def changed(self) -> str:
        """Wait for another picture; its text alternative, which has changed too."""
        self.page.wait_for_function(
            "([image, before]) => image.isConnected ? image.src !== before : true",
            arg=[self.image.element_handle(), self.now[0]],
        )
        expect(self.image).not_to_have_attribute("src", self.now[0])
        before, self.now = self.now, self.picture()
        assert self.now[1] and self.now[1] != before[1]
        return self.now[1]

    def field(self, name: str) -> Any:
        return self.box.get_by_role("spinbutton", name=name)


def test_image_browser(opened: Watched) -> None:
    shown = Shown(opened, BROWSER)
    box = shown.box
    box.get_by_role("button", name="Next").click()
    assert shown.changed().startswith("index 1: 0 T-shirt/top")
    opened.picture("image-browser")
    box.get_by_role("combobox", name="Class").select_option("9 Ankle boot")
    assert shown.changed().startswith("index 0: 9 Ankle boot")
    box.get_by_text("of 5").wait_for()
    shown.field("Image").press("ArrowUp")
    assert shown.changed().startswith("index 11: 9 Ankle boot")
    box.get_by_role("button", name="Previous").press("Enter")
    assert shown.changed().startswith("index 0: 9 Ankle boot")
    shown.field("Image").fill("5")
    shown.field("Image").press("Enter")
    assert "9 Ankle boot" in shown.changed()


def test_convolution_explorer(opened: Watched) -> None:
    shown = Shown(opened, EXPLORER)
    box = shown.box
    number = shown.field("row 1, col 1")
    number.fill("3")
    number.press("Enter")
    assert "3" in shown.changed()
    assert box.get_by_role("combobox", name="Kernel").input_value() == "own numbers"
    opened.picture("convolution-explorer")
    box.get_by_role("combobox", name="Kernel").select_option("blur")
    shown.changed()
    assert number.input_value() == "0.1"
    box.get_by_role("checkbox", name="then 2x2 max pooling").click()
    assert "13" in shown.changed()
    box.get_by_role("checkbox", name="then 2x2 max pooling").press("Space")
    shown.changed()
    shown.field("Image").press("ArrowUp")
    shown.changed()
    box.get_by_role("button", name="Next").click()
    shown.changed()


def test_curve_clinic(opened: Watched) -> None:
    shown = Shown(opened, CLINIC)
    box = shown.box
    reveal = box.get_by_role("button", name="Reveal")
    reveal.click()
    box.get_by_text("Choose an answer first.").wait_for()
    box.get_by_role("radio", name="overfitting").click()
    reveal.click()
    box.get_by_text("You said overfitting. By the numbers:").wait_for()
    opened.picture("curve-clinic")
    case = box.get_by_role("combobox", name="Case")
    case.focus()
    case.press("End")
    shown.changed()
    assert box.get_by_text("By the numbers:").count() == 0
    # The answer to the case before goes away in a message of its own.
    expect(box.get_by_role("radio", name="overfitting")).not_to_be_checked()
    box.get_by_role("radio", name="underfitting").press("Space")
    expect(box.get_by_role("radio", name="underfitting")).to_be_checked()
    reveal.press("Enter")
    box.get_by_text("You said underfitting. By the numbers:").wait_for()


def test_error_gallery(opened: Watched) -> None:
    shown = Shown(opened, GALLERY)
    box = shown.box
    box.get_by_role("combobox", name="True class").select_option("5 Sandal")
    assert "true: Sandal" in shown.changed()
    box.get_by_role("combobox", name="Predicted").select_option("0 T-shirt/top")
    assert shown.changed().startswith("No mistakes of this kind")
    opened.picture("error-gallery")


def test_a_prediction(opened: Watched) -> None:
    where = cell(opened.page, PREDICT)
    run(opened.page, where)
    where.get_by_role("radio", name="785").click()
    where.get_by_role("button", name="Commit").press("Enter")
    where.get_by_text("You predict 785.").wait_for()
    opened.picture("prediction")


def test_they_are_accessible_and_quiet(opened: Watched) -> None:
    """The widgets, as the tests above left them."""
    assert violations(opened.page, ".jp-OutputArea-output") == []
    assert (opened.errors, opened.elsewhere) == ([], [])


def test_training_is_stopped_and_the_notebook_goes_on(lab: Lab, watched: Watched) -> None:
    """A live curve while it trains; after the Stop button the model and the curve are kept."""
    page = watched.page
    open_notebook(lab, watched, "training.ipynb", [SETUP, TRAIN, AFTER])
    where = cell(page, "model.fit")
    where.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    where.get_by_text("of 1000000, accuracy").wait_for()
    first = where.locator("figcaption").inner_text()
    where.locator("figcaption", has_not_text=first).wait_for()
    page.get_by_role("button", name="Interrupt the kernel").click()
    where.get_by_text("Stopped; the model keeps what it has learned.").wait_for()
    watched.picture("training-stopped")
    assert where.locator("img").count() == 1  # one curve that moved, not one for each epoch
    after = cell(page, "print(len(history.epoch)")
    run(page, after)
    said = after.locator(".jp-OutputArea-output").inner_text()
    assert int(said.split()[0]) >= 2 and said.strip().endswith("epochs, (60, 10)")
    with page.expect_response(saves("Stopped; the model keeps")) as saved:
        page.keyboard.press("Control+s")
    assert saved.value.ok
    kept = nbformat.read(lab.work / "training.ipynb", as_version=4).cells
    assert [cell.source for cell in kept[:3]] == [SETUP.strip(), TRAIN.strip(), AFTER]
    assert "Stopped; the model keeps" in str(kept[1].outputs)
    assert (watched.errors, watched.elsewhere) == ([], [])
