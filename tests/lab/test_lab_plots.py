"""Figures: what they draw, what their text says, and that they leave matplotlib alone."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from PIL import Image

from fmnist_lab import plots, recorded
from fmnist_lab.errors import CourseError

RUN = {
    "dropout": 0.5,
    "width": 8,
    "history": {
        "loss": [1.0, 0.5, 0.25],
        "accuracy": [0.6, 0.8, 0.9],
        "val_loss": [0.9, 0.4, 0.6],
        "val_accuracy": [0.7, 0.88, 0.85],
    },
}
MATRIX = np.diag(np.full(10, 90))
MATRIX[6, 0] = 30
MATRIX[4, 2] = 7


@pytest.fixture(scope="module")
def images(train_table):
    return train_table[:40, 1:].reshape(-1, 28, 28)


@pytest.fixture(scope="module")
def labels(train_table):
    return train_table[:40, 0]


def charts(images, labels):
    kernel = np.array([[-1, 0, 1]] * 3)
    shares = np.full((40, 10), 0.02)
    shares[:, 7] = 0.82
    return {
        "redrawn_test_sets": plots.redrawn_test_sets(
            np.random.default_rng(0).binomial(10_000, 0.92, 500) / 10_000, 0.92, 10_000
        ),
        "best_of_looks": plots.best_of_looks([1, 10, 100], [0.92, 0.9242, 0.9268], truth=0.92),
        "class_recalls": plots.class_recalls([0.9] * 9 + [np.nan], [1000] * 9 + [0]),
        "calibration": plots.calibration(np.linspace(0, 1, 500), np.arange(500) % 3 > 0),
        "leaderboard": plots.leaderboard(recorded.leaderboard()),
        "image_grid": plots.image_grid(images[:3], labels[:3]),
        "one_image": plots.one_image(images[0], 9, 0, prediction=7),
        "samples_by_class": plots.samples_by_class(images, labels, per_class=3),
        "class_bars": plots.class_bars([6000] * 10),
        "pixel_histogram": plots.pixel_histogram(images),
        "curves": plots.curves(RUN, target=0.92),
        "curves_grid": plots.curves_grid([RUN, {**RUN, "width": 16}], target=0.92),
        "feature_maps": plots.feature_maps(
            images[0], kernel, np.ones((26, 26)), np.zeros((13, 13))
        ),
        "probabilities": plots.probabilities(images[0], shares[0], label=9),
        "confusion": plots.confusion(MATRIX),
        "misclassified": plots.misclassified(images, labels, shares.argmax(1), shares, count=4),
        "error_bars": plots.error_bars(
            [("baseline", 0.88, 0.003), ("fix", 0.92, 0.002)], target=0.92
        ),
        "dropout_table": plots.dropout_table([RUN], epochs=(1, 3)),
        "dropped_units": plots.dropped_units(),
        "learning_rates": plots.learning_rates(
            lambda step: min(step, 12 - step) / 100, epochs=6, steps_per_epoch=2
        ),
    }


FACTS = {
    "image_grid": "3 images of 28 by 28 pixels, values 0 to 255. In order: Ankle boot; T-shirt/top; "
    "T-shirt/top.",
    "one_image": "predicted: 7 Sneaker (wrong)",
    "samples_by_class": "9 Ankle boot, 3 shown",
    "class_bars": "all 10 classes have 6,000, 60,000 together",
    "pixel_histogram": "31,360 pixel values of type uint8: from 0 to 255",
    "curves": "validation loss 0.900 to 0.600 (best 0.400 in epoch 2)",
    "curves_grid": "dropout 0.5, width 16: 3 epochs",
    "feature_maps": "pooled, 13 x 13",
    "probabilities": "An image of class Ankle boot. The network's probabilities: Sneaker 82.0%",
    "confusion": "worst: Shirt (75.0%). Most frequent mistakes: Shirt taken for T-shirt/top, 30 times; "
    "Coat taken for Pullover, 7 times.",
    "misclassified": "4 of 38 mistakes among 40 images: true: Ankle boot, says: Sneaker 82%",
    "error_bars": "fix 0.9200 ± 0.0020. The target is 0.92.",
    "dropout_table": "dropout 0.5 0.700 after 1 epoch, 0.850 after 3 epochs. Best: dropout 0.5",
    "dropped_units": "training step 2: units 1 and 4 are crossed out and joined to nothing, 4 units "
    "give 2 each, together 8; when predicting: no unit is crossed out, 6 units give 1 each",
    "redrawn_test_sets": "Histogram of the accuracy on 500 redrawn test sets: a bell around 92.00%",
    "best_of_looks": "92.42% of 10, 92.68% of 100. The true accuracy is 92.00% throughout",
    "class_recalls": "T-shirt/top 90.0% plus or minus 1.9 points",
    "calibration": "0.05 sure, 0.66 plus or minus 0.13 right",
    "leaderboard": "fast 92.47 % ± 0.08, 130,010 parameters, 147 CPU s for 3 trainings",
    "learning_rates": "over 6 epochs of 2 steps each: 0.0000 at the start, highest 0.0600 at epoch 3.0",
}


def test_each_figure_says_what_it_shows_in_letters_that_can_be_read(images, labels):
    before = dict(matplotlib.rcParams)
    drawn = charts(images, labels)
    assert drawn.keys() == FACTS.keys()
    for name, figure in drawn.items():
        assert FACTS[name] in figure.alt_text, name
        content = plots.png(figure)
        assert content.startswith(b"\x89PNG"), name
        small = [
            text.get_text()
            for text in figure.findobj(Text)
            if text.get_text().strip() and text.get_visible() and text.get_fontsize() < 9
        ]
        assert not small, name
    assert dict(matplotlib.rcParams) == before


def test_each_name_is_found_and_none_is_hidden_by_a_module():
    modules = {path.stem for path in Path(plots.__file__).parent.glob("*.py")}
    assert not modules & set(plots.__all__)
    assert all(getattr(plots, name) is not None for name in plots.__all__)
    assert dir(plots) == sorted(plots.__all__)
    with pytest.raises(AttributeError, match="no attribute 'pie'"):
        _ = plots.pie


def test_no_figure_is_left_in_pyplot_and_no_backend_is_chosen():
    # In a process of its own: here another test may have loaded pyplot.
    code = (
        "import sys; from fmnist_lab import plots; plots.png(plots.class_bars(range(10)));"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_picture_is_drawn_at_twice_the_size_at_which_it_is_shown(tmp_path):
    figure = plots.class_bars(range(10))
    (tmp_path / "bars.png").write_bytes(plots.png(figure))
    with Image.open(tmp_path / "bars.png") as picture:
        shown = int(re.search(r"width='(\d+)'", plots.html(figure)).group(1))
        assert picture.width == 2 * shown


def test_html_carries_the_alternative_twice_and_escapes_it():
    figure = plots.class_bars({"a<b> 'c'": range(10)})
    shown = plots.html(figure)
    assert "<b>" not in shown
    alternative = re.search(r"alt='([^']*)'", shown).group(1)
    assert html.unescape(alternative) == figure.alt_text
    assert f"<summary>Description of the figure</summary>{html.escape(figure.alt_text)}" in shown
    assert plots.bundle(figure)["text/plain"] == figure.alt_text


def test_show_in_a_script_prints_the_text(capsys):
    figure = plots.class_bars(range(10))
    plots.show(figure)
    assert capsys.readouterr().out.strip() == figure.alt_text


def test_the_pixels_are_those_of_the_image():
    image = np.zeros((28, 28), np.uint8)
    image[:14] = 255
    figure = plots.image_grid(image)
    figure.set_layout_engine("none")
    grey = np.asarray(figure.axes[0].images[0].get_array())
    assert np.array_equal(grey, image)
    assert figure.axes[0].images[0].get_clim() == (0, 255)
    assert plots.image_grid(image / 255).axes[0].images[0].get_clim() == (0, 1)


def test_the_text_of_titled_pictures_says_how_they_differ(images):
    first = images[0].astype(float)
    pair = np.stack([first / 255, first / 510])
    text = plots.image_grid(pair, titles=["bright", "dim\n/ 255"]).alt_text
    mean = first.mean() / 255
    assert text.endswith(
        f"In order: bright (largest 1, mean {mean:.3g}); dim, / 255 (largest 0.5, mean {mean / 2:.3g})."
    )
    told = plots.image_grid(pair, titles=["rate 0\nmean 0.3", "mean(axis=0)"]).alt_text
    assert "rate 0, mean 0.3 (largest 1); mean(axis=0) (largest 0.5, mean" in told
    many = plots.image_grid(images[:11], titles=["a"] * 11).alt_text
    assert many.endswith("a; a; a.") and "largest" not in many


@pytest.mark.parametrize("shape", [(28, 28), (1, 28, 28), (1, 28, 28, 1), (784,), (1, 784)])
def test_images_of_every_shape_in_the_course_are_the_same_picture(images, shape):
    assert np.array_equal(plots.as_images(images[0].reshape(shape)), images[:1])


def test_curves_differ_by_more_than_colour():
    figure = plots.curves({"a": RUN, "b": RUN})
    for axes in figure.axes:
        looks = [(line.get_linestyle(), line.get_marker()) for line in axes.lines]
        assert len(looks) == 4
        assert len(set(looks)) == 4


def test_curves_take_a_history_a_dict_and_the_old_name_of_accuracy():
    lists = {"loss": [1.0], "acc": [0.5], "val_acc": [0.4]}
    for given in (SimpleNamespace(history=lists), lists, {"history": lists}):
        assert "validation accuracy 0.400 to 0.400" in plots.curves(given).alt_text


def test_a_training_that_diverged_and_a_picture_of_nothing_are_drawn():
    run = {"loss": [2.3, np.nan], "val_loss": [1.5, np.nan], "accuracy": [0.4, 0.1]}
    figure = plots.curves(run)
    assert "validation loss 1.500 to nan (best 1.500 in epoch 1)" in figure.alt_text
    assert plots.png(figure)
    assert plots.png(plots.image_grid(np.full((2, 28, 28), np.nan)))


def test_confusion_puts_each_number_in_its_cell():
    figure = plots.confusion(MATRIX)
    cells = {text.get_position(): text.get_text() for text in figure.axes[0].texts}
    assert cells[(0, 6)] == "30"  # x is the predicted class, y the true one
    assert cells[(6, 0)] == "0"
    assert figure.axes[0].get_ylabel() == "true class"


def test_confusion_of_an_absent_class_and_of_nothing():
    matrix = np.zeros((10, 10), int)
    assert plots.confusion(matrix).alt_text == "Confusion matrix of 0 predictions."
    matrix[3, 3] = 5
    assert "100.0% of them right" in plots.confusion(matrix).alt_text
    assert plots.confusion(matrix).alt_text.endswith("No mistakes.")


def test_misclassified_shows_the_most_confident_mistake_first(images):
    truth = np.zeros(3, int)
    said = np.array([1, 0, 2])
    shares = np.zeros((3, 10))
    shares[[0, 2], [1, 2]] = 0.6, 0.9
    first = plots.misclassified(images[:3], truth, said, shares)
    assert "true: T-shirt/top, says: Pullover 90%; true: T-shirt/top, says: Trouser 60%" in (
        first.alt_text
    )
    assert np.array_equal(first.axes[0].images[0].get_array(), images[2])
    assert "No mistakes among 3 images" in plots.misclassified(images[:3], truth, truth).alt_text


def test_dropout_table_marks_the_best_of_each_column_and_refuses_two_for_one_cell():
    rows = [
        {"dropout": rate, "epochs": epochs, "val_accuracy": value}
        for rate, epochs, value in ((0.0, 5, 0.9), (0.0, 10, 0.91), (0.5, 5, 0.88))
    ]
    texts = [text.get_text() for text in plots.dropout_table(rows).axes[0].texts]
    assert texts == ["0.900 *", "0.910 *", "0.880"]
    with pytest.raises(CourseError, match="two results for dropout 0 after 5 epochs"):
        plots.dropout_table([*rows, rows[0]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.image_grid(np.zeros((201, 28, 28))), r"at most 200 images and got 201"),
        (lambda: plots.image_grid(np.zeros((2, 28, 28)), [1]), "2 images and 1 titles"),
        (lambda: plots.image_grid(np.zeros((2, 3, 28, 28))), r"shape \(2, 3, 28, 28\)"),
        (lambda: plots.samples_by_class(np.zeros((3, 784)), [1]), "3 images and 1 labels"),
        (lambda: plots.curves([1, 2]), "expected a History .* got list"),
        (lambda: plots.confusion(np.zeros(10)), r"square matrix.*\(10,\)"),
        (
            lambda: plots.feature_maps(np.zeros((28, 28)), np.ones((2, 3, 3)), np.ones((26, 26))),
            "2 kernels and 1 maps",
        ),
    ],
)
def test_a_mistake_is_explained(call, message):
    with pytest.raises(CourseError, match=message):
        call()


def test_a_class_without_images_has_no_bar():
    chart = plots.class_recalls([0.5] * 9 + [np.nan], [1000] * 9 + [0])
    assert len(chart.axes[0].get_yticks()) == 9 and "Ankle boot" not in chart.alt_text


def test_the_bins_of_a_calibration():
    confidence = np.repeat([0.55, 0.95, 1.0, 0.05], [100, 100, 100, 5])
    right = np.concatenate([np.arange(100) < 40, np.arange(200) < 180, np.zeros(5)])
    text = plots.calibration(confidence, right).alt_text
    assert "0.55 sure, 0.40" in text and "0.97 sure, 0.90" in text and "0.05 sure" not in text


def test_a_row_of_a_single_training_has_no_standard_error():
    rows = recorded.leaderboard()
    text = plots.leaderboard(rows).alt_text
    assert text.index("best") < text.index("fast") < text.index("plain")
    assert "(one training)" in text.split(";")[0]
    assert all(f"{row['parameters']:,} parameters" in text for row in rows)


def test_a_history_may_be_a_table_or_come_back_from_a_file() -> None:
    lists = {"loss": [0.9, 0.5], "acc": [0.6, 0.8]}
    wanted = {"loss": [0.9, 0.5], "accuracy": [0.6, 0.8]}
    table = pd.DataFrame(lists)
    for form in (lists, table, table.assign(run="a"), table.to_dict("records"), table.to_dict()):
        assert plots.as_history(form) == wanted
    epochs = [{"loss": [0.9], "acc": [0.6]}, SimpleNamespace(history={"loss": [0.5], "acc": [0.8]})]
    assert plots.as_history(epochs) == wanted  # what calls of fit with one epoch each gave
    with pytest.raises(CourseError, match="expected a History"):
        plots.as_history([0.9, 0.5])
