"""Networks after public student code cross: rebuilt, they predict the same, bit for bit."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest

from autograder.corpus.attempts import Attempt, read_public
from autograder.course import find_lessons
from autograder.networks import UnsupportedNetworkError, export, rebuild
from support.course import ROOT

LESSON = find_lessons(ROOT, ["04"])[0]
ATTEMPTS = [
    attempt
    for attempt in read_public(LESSON)
    if attempt.exercise == "build_cnn" and attempt.public == "accepted"
]
# Python code of the student's own can't be rebuilt: only names leave the box.
OWN_CODE = {
    "subclass that passes training on": "of a class of your own",
    "subclass around a Sequential": "of a class of your own",
    "subclass with blocks of its own": "of a class of your own",
    "softmax written as an operation in a subclass": "of a class of your own",
    "sigmoid and a subclass": "of a class of your own",
    "a layer of one's own": "of a class of your own",
    "a convolution of one's own class": "of a class of your own",
    "residual units as layers": "of a class of your own",
    "an activation written by hand": "my_mish",
    "Lambda that makes three channels": "is a Lambda",
    "more than a hundred layers behind a Lambda": "is a Lambda",
}


def build(attempt: Attempt) -> Any:
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(attempt.preamble + attempt.source, attempt.name, "exec"), names)
    return names["build_cnn"]()


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
def test_a_public_network_crosses(attempt: Attempt) -> None:
    keras.utils.set_random_seed(0)
    model = build(attempt)
    if attempt.name in OWN_CODE:
        with pytest.raises(UnsupportedNetworkError, match=OWN_CODE[attempt.name]):
            export(model)
        return
    rng = np.random.default_rng(0)
    for weight in model.weights:  # away from the initial values, which a new network has too
        if "float" in weight.dtype and "seed" not in weight.name:
            shift = rng.uniform(0.01, 0.05, weight.shape)  # no variance below 0
            weight.assign(np.asarray(weight) + shift.astype(weight.dtype))
    copy = rebuild(*export(model))
    images = rng.random((3, 28, 28, 1)).astype(np.float32)
    expected = np.asarray(model(images, training=False))
    assert expected.shape == (3, 10) and np.ptp(expected) > 0
    np.testing.assert_array_equal(np.asarray(copy(images, training=False)), expected)


def test_nothing_is_excused_that_is_not_there() -> None:
    assert {attempt.name for attempt in ATTEMPTS} >= set(OWN_CODE)
