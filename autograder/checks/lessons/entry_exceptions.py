"""Lesson 08: what exceptions mean that come out of `entry`, which is ready-made."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.lessons.keras_exceptions import KERAS_MISTAKES
from autograder.checks.mistakes import Mistake, Raises

# The line of `entry`; a notebook that can't show it leaves it empty.
BUILT = r"^$|^before = model\.predict|^model = build_model"
NO_MODEL = r"has no attribute '(predict|count_params)'"

LABEL_WITHOUT_OUTPUT = r"SparseSoftmaxCrossEntropyWithLogits|label value of"


def _outputs(entry: Any) -> int:
    """How many scores the network gives, asked with the label 0 alone; 10 when it can't tell."""
    images = np.linspace(0, 1, 40 * 784, dtype=np.float32).reshape(40, 28, 28, 1)
    run = entry.ask(images, np.zeros(40, dtype=np.uint8), images[:3], 0).value
    before = run.get("before") if isinstance(run, dict) else None
    return before.shape[-1] if isinstance(before, np.ndarray) and before.ndim else 10


ENTRY_MISTAKES = (
    Mistake(
        "build-returns-none",
        Raises("AttributeError", rf"'NoneType' object {NO_MODEL}", BUILT),
        "`build_model()` gave None, and `entry` needs a model.",
    ),
    Mistake(
        "build-gives-no-model",
        Raises("AttributeError", NO_MODEL, BUILT),
        "What `build_model()` gave is not a model.",
    ),
    Mistake(
        "build-gives-no-model",
        Raises("TypeError", r"predict\(\) missing 1 required positional argument: 'x'", BUILT),
        "What `build_model()` gave is a class, not a model made by it: its parentheses are missing.",
    ),
    Mistake(
        "network-takes-other-images",
        Raises("ValueError", r"Expected shape \(.*\), but input has incompatible shape"),
        "The network takes inputs of another shape; `entry` gives images of 28 x 28 x 1.",
    ),
    Mistake(
        "layers-made-in-call",
        Raises("ValueError", r"singleton tf\.Variables"),
        "A layer is made, or first used, where the network is called for the second time: in "
        "`call`.",
    ),
    Mistake(
        "added-shapes-differ",
        Raises(
            "ValueError",
            r"Inputs have incompatible shapes|Cannot broadcast shape, the failure dim|"
            r"`Concatenate` layer requires inputs with matching shapes",
        ),
        "The two tensors that meet here have different shapes.",
    ),
    Mistake(
        "merge-without-list",
        Raises(
            "TypeError", r"^too many positional arguments|Merge\.__init__\(\) takes 1 positional"
        ),
        "Layers such as Add are made first, and then called with one list of tensors.",
    ),
    Mistake(
        "not-ten-scores",
        Raises("ValueError", r"ndim - 1`.*output\.shape=\(\w+, \d+, \d+, \d+\)"),
        "The network gives scores for every place of a map, not ten for each image.",
    ),
    Mistake(
        "not-ten-scores",
        Raises("AxisError", r"axis 1 is out of bounds .* dimension 1", r"^$|^sums = "),
        "`train` adds up the scores of each image, and the network gives one single number for it.",
    ),
    Mistake(
        "not-ten-scores",
        Raises(
            ("ValueError", "TypeError", "AxisError"),
            r"inhomogeneous shape|not '(dict|list)'|array of dimension 0",
            r"^$|^sums = ",
        ),
        "The network gives several outputs; expected one, with ten scores for each image.",
    ),
    Mistake(
        "not-ten-scores",
        Raises("InvalidArgumentError", LABEL_WITHOUT_OUTPUT, asks=lambda f: _outputs(f) < 10),
        "The loss has met a label for which there is no output: the network has fewer than ten.",
    ),
    Mistake(
        "labels-changed-in-train",
        Raises("InvalidArgumentError", LABEL_WITHOUT_OUTPUT),
        "The loss has met a label for which there is no output, though the labels that `entry` "
        "gives are 0 to 9.",
    ),
    Mistake(
        "labels-of-another-kind",
        Raises(
            "ValueError",
            r"`target` and `output` must have the same (rank|shape)|"
            r"ndim - 1`.*target\.shape=\(\w+, \d+\)|"
            r"Dimensions must be equal.*input shapes: \[\d*\??\], \[",
        ),
        "The loss in `train` wants labels of another kind.",
    ),
    Mistake(
        "labels-of-another-kind",
        Raises("InvalidArgumentError", r"compile_loss/(mse|mean|mae|huber|kl_|poisson|binary|log)"),
        "The loss in `train` compares ten outputs with one label.",
    ),
    Mistake(
        "label-smoothing-in-sparse-loss",
        Raises("TypeError", r"^Sparse\w+\(?.*unexpected keyword argument 'label_smoothing'"),
        "This loss has no label smoothing; `CategoricalCrossentropy`, for ten numbers a label, has.",
    ),
    Mistake(
        "train-takes-other-arguments",
        Raises("TypeError", r"^train\(\) (takes|missing|got)", r"^$|^trained = train\("),
        "`entry`, which is locked, calls `train(model, x, y)`.",
    ),
    Mistake(
        "train-takes-other-arguments",
        Raises(
            "AttributeError",
            r"'numpy.ndarray' object has no attribute '(compile|fit|train_on_batch|optimizer|summary)'",
        ),
        "An array stands where the model should. `entry` calls `train(model, x, y)`, in this order.",
    ),
    Mistake(
        "train-does-not-compile",
        Raises("ValueError", r"You must call `compile\(\)`"),
        "`fit` has no loss and no optimizer before `compile` was called.",
    ),
    Mistake(
        "train-metrics-in-no-list",
        Raises("ValueError", r"Expected `metrics` argument to be a list"),
        "The metrics of `compile` stand in a list.",
    ),
    Mistake(
        "train-metrics-by-position",
        Raises(("ValueError", "TypeError"), r"dtype='?string'? is not a valid dtype"),
        "The third argument of `compile` by position is `loss_weights`, not `metrics`.",
    ),
    Mistake(
        "unknown-loss-or-optimizer",
        Raises("ValueError", r"Could not interpret (loss|optimizer) identifier"),
        "Keras knows none of this name.",
    ),
    Mistake(
        "images-and-labels-unequal",
        Raises("ValueError", r"Data cardinality is ambiguous"),
        "`fit` got another number of images than of labels.",
    ),
    Mistake(
        "weights-from-a-file",
        Raises(
            ("ValueError", "FileNotFoundError"),
            r"File not found: filepath|No such file.*(h5|keras)",
        ),
        "A file is read that is not there when the entry is judged.",
    ),
    *KERAS_MISTAKES,
)
