"""Widgets: moving a control changes the picture, and what it shows is right."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest

from fmnist_lab import widgets
from fmnist_lab.errors import CourseError
from fmnist_lab.widgets import clinic, convolution, gallery, image_browsing

GOOD = {
    "loss": [0.5, 0.3, 0.22],
    "accuracy": [0.8, 0.9, 0.925],
    "val_loss": [0.4, 0.3, 0.26],
    "val_accuracy": [0.86, 0.9, 0.918],
}
OVER = {
    "loss": [0.5, 0.2, 0.05],
    "accuracy": [0.8, 0.93, 0.99],
    "val_loss": [0.35, 0.27, 0.45],
    "val_accuracy": [0.87, 0.91, 0.912],
}
UNDER = {
    "loss": [0.9, 0.6, 0.5],
    "accuracy": [0.7, 0.8, 0.83],
    "val_loss": [0.6, 0.45, 0.4],
    "val_accuracy": [0.8, 0.85, 0.87],
}
CASES = [
    {"about": "all images, no dropout", "history": OVER},
    {"about": "all images, some dropout", "history": GOOD},
    {"about": "few epochs", "history": UNDER},
]


@pytest.fixture(scope="module")
def images(train_table):
    return train_table[:60, 1:].reshape(-1, 28, 28)


@pytest.fixture(scope="module")
def labels(train_table):
    return train_table[:60, 0]


def picture(box) -> bytes:
    """The PNG that the box shows."""
    return base64.b64decode(re.search(r"base64,([^']+)'", box.picture.value).group(1))


def described(box) -> str:
    return re.search(r"alt='([^']*)'", box.picture.value).group(1)


def test_image_browser_steps_filters_and_stops_at_the_ends(images, labels):
    box = image_browsing.browser_box(image_browsing.BrowserState(images, labels))
    first = picture(box)
    assert first.startswith(b"\x89PNG")
    box.previous.click()
    assert box.number.value == 1
    box.next.click()
    assert picture(box) != first
    assert described(box).startswith("index 1: 0 T-shirt/top")
    box.classes.value = 9
    assert box.number.value == 1
    assert box.number.max == np.sum(labels == 9)
    assert picture(box) == first  # the first image is an ankle boot
    box.number.value = box.number.max
    box.next.click()
    assert box.number.value == box.number.max
    assert described(box).startswith(f"index {np.flatnonzero(labels == 9)[-1]}: 9 Ankle boot")


def test_image_browser_with_predictions_finds_the_mistakes(images, labels):
    said = labels.copy()
    said[5] = (labels[5] + 1) % 10
    box = image_browsing.browser_box(image_browsing.BrowserState(images, labels, said))
    assert "(right)" in described(box)
    box.mistakes.value = True
    assert described(box).startswith("index 5: ")
    assert "(wrong)" in described(box)
    box.classes.value = int(labels[5] + 2) % 10
    assert "No image is left" in box.picture.value
    assert box.number.disabled
    box.mistakes.value = False
    assert not box.number.disabled
    assert "(right)" in described(box)


def test_convolution_explorer_follows_kernel_preset_image_and_pooling(images):
    box = convolution.explorer_box(images)
    shown = [picture(box)]
    box.cells[4].value = 5.0
    assert box.preset.value == "own numbers"
    assert "(-1 0 1; -1 5 1; -1 0 1)" in described(box)
    shown.append(picture(box))
    box.preset.value = "blur"
    assert [cell.value for cell in box.cells] == [0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1]
    shown.append(picture(box))
    box.pooling.value = True
    assert "pooled, 13 x 13" in described(box)
    shown.append(picture(box))
    box.number.value = 7
    shown.append(picture(box))
    assert len(set(shown)) == len(shown)


def test_correlate_and_pool_do_what_keras_does():
    image = np.arange(30.0).reshape(5, 6)
    kernel = np.array([[1.0, 2.0], [0.0, -1.0]])
    by_hand = [
        [float((image[i : i + 2, j : j + 2] * kernel).sum()) for j in range(5)] for i in range(4)
    ]
    assert convolution.correlate(image, kernel).tolist() == by_hand
    assert convolution.pool(image).tolist() == [[7, 9, 11], [19, 21, 23]]


@pytest.mark.parametrize(
    ("history", "name"), [(GOOD, "good fit"), (OVER, "overfitting"), (UNDER, "underfitting")]
)
def test_diagnosis_names_the_clear_cases(history, name):
    diagnosis, why = clinic.explained_diagnosis(history)
    assert diagnosis == name
    assert f"gap {history['accuracy'][-1] - history['val_accuracy'][-1]:+.3f}" in why


def test_diagnosis_explains_validation_above_training_and_a_border_case():
    assert "dropout is off when validating" in clinic.explained_diagnosis(UNDER)[1]
    ahead = {**GOOD, "accuracy": [0.8, 0.92, 0.95], "val_accuracy": [0.86, 0.9, 0.905]}
    diagnosis, why = clinic.explained_diagnosis(ahead)
    assert diagnosis == "good fit"
    assert "validation is not, yet its loss has not turned" in why
    assert clinic.explained_diagnosis({**ahead, "val_loss": [0.4, 0.3, 0.34]})[0] == "overfitting"
    assert clinic.explained_diagnosis(GOOD, target=0.95)[0] == "underfitting"


def test_curve_clinic_asks_before_it_tells():
    box = clinic.clinic_box(CASES)
    first = picture(box)
    # Before the answer nothing names the diagnosis or what was trained.
    for telling in ("Diagnosis", "overfitting", "dropout"):
        assert telling not in described(box)
    box.reveal.click()
    assert "Choose an answer first" in box.answer.value
    box.guess.value = "good fit"
    box.reveal.click()
    assert "You said good fit. By the numbers: <strong>overfitting</strong>" in box.answer.value
    assert "training accuracy 0.990, validation 0.912" in box.answer.value
    assert "What was trained: all images, no dropout." in box.answer.value
    box.case.value = 2
    assert picture(box) != first
    assert (box.guess.value, box.answer.value) == (None, "")


def test_curve_clinic_counts_first_answers():
    box = clinic.clinic_box(CASES)
    for case, guess, right in (
        (1, "good fit", "0 of 1"),
        (1, "overfitting", "0 of 1"),
        (2, "good fit", "1 of 2"),
        (3, "underfitting", "2 of 3"),
    ):
        box.case.value = case
        box.guess.value = guess
        box.reveal.click()
        assert f"Right at the first try: {right}." in box.answer.value


def test_error_gallery_counts_all_mistakes_in_its_words(images, labels):
    state = gallery.GalleryState(images, labels, (np.asarray(labels) + 1) % 10)
    n = len(images)
    assert n > state.page
    assert state.figure().alt_text.startswith(f"Mistakes 1 to 12 of {n} among {n} images: true: ")
    assert state.figure(page=1).alt_text.startswith(f"Mistakes 13 to {min(24, n)} of {n} ")
    assert state.figure(true=3, predicted=9).alt_text == (
        f"No mistakes of this kind among {n} images."
    )


def test_error_gallery_shows_the_cell_that_was_chosen(images, labels):
    said = np.full(60, 6)
    box = gallery.gallery_box(gallery.GalleryState(images, labels, said))
    wrong = int(np.sum(labels != 6))
    assert f"{wrong} mistakes" in box.count.value
    assert box.number.max == -(-wrong // 12)
    first = picture(box)
    box.next.click()
    assert picture(box) != first
    box.true.value = 0
    assert box.number.value == 1
    assert f"{np.sum(labels == 0)} mistakes" in box.count.value
    assert set(re.findall(r"true: ([^,]+), says: (\w+)", described(box))) == {
        ("T-shirt/top", "Shirt")
    }
    box.predicted.value = 3
    assert "0 mistakes" in box.count.value
    assert "No mistakes" in described(box)


def test_every_control_has_a_name_and_none_needs_a_mouse(images, labels):
    boxes = [
        image_browsing.browser_box(image_browsing.BrowserState(images, labels, labels)),
        convolution.explorer_box(images),
        clinic.clinic_box(CASES),
        gallery.gallery_box(gallery.GalleryState(images, labels, labels)),
    ]
    # Sliders are none of these: in a browser they have no name.
    native = {"Dropdown", "BoundedIntText", "Checkbox", "Button", "FloatText", "RadioButtons"}
    seen = set()
    for box in boxes:
        pending = [box]
        while pending:
            widget = pending.pop()
            pending += getattr(widget, "children", ())
            kind = type(widget).__name__
            if kind in ("VBox", "HBox", "HTML", "Label"):
                continue
            assert kind in native
            assert widget.description, kind
            seen.add(kind)
    assert seen == native


def test_static_forms_say_in_words_what_they_show(images, labels, capsys):
    widgets.image_browser(images, labels, static=True)
    widgets.convolution_explorer(images, static=True)
    widgets.curve_clinic(CASES, static=True)
    widgets.error_gallery(images, labels, np.full(60, 6), static=True)
    said = capsys.readouterr().out
    for fact in (
        "index 0: 9 Ankle boot",
        "a map of 26 x 26",
        "Diagnosis: overfitting",
        "says: Shirt",
    ):
        assert fact in said


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: widgets.image_browser(np.zeros((2, 784)), [1]), "2 images and 1 labels"),
        (
            lambda: widgets.image_browser(np.zeros((2, 784)), [1, 2], [1]),
            "2 images and 1 predictions",
        ),
        (lambda: widgets.error_gallery(np.zeros((2, 784)), [1, 2], [1]), "2 true and 1 predicted"),
        (lambda: widgets.curve_clinic([]), "got no cases"),
    ],
)
def test_a_mistake_is_explained(call, message):
    with pytest.raises(CourseError, match=message):
        call()
