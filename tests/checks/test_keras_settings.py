"""Settings of Keras that a notebook may change for its own networks."""

from __future__ import annotations

from typing import Any

import keras
import pytest

from autograder.checks import run_check

SETTINGS = (
    ("set_dtype_policy", "mixed_float16"),
    ("set_dtype_policy", "mixed_bfloat16"),
    ("set_dtype_policy", "float16"),
    ("set_floatx", "float64"),
    ("set_image_data_format", "channels_first"),
)


@pytest.mark.parametrize(("name", "value"), SETTINGS)
def test_settings_of_keras_in_the_notebook_change_no_model_of_ours(name: str, value: str) -> None:
    def compile_cnn(model: Any) -> Any:
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    config = keras.config
    before = config.floatx(), config.dtype_policy(), config.image_data_format()
    getattr(config, name)(value)
    try:
        result = run_check("05.compile_cnn", {"compile_cnn": compile_cnn})
        assert result.passed, result.observed
        kept = getattr(config, name.removeprefix("set_"))()
        assert getattr(kept, "name", kept) == value
    finally:
        config.set_floatx(before[0])
        config.set_dtype_policy(before[1])
        config.set_image_data_format(before[2])


def test_an_optimizer_that_scales_the_loss_is_the_one_inside() -> None:
    def compile_cnn(model: Any) -> Any:
        inner = optimizer(learning_rate=0.001)
        model.compile(
            keras.optimizers.LossScaleOptimizer(inner),
            "sparse_categorical_crossentropy",
            metrics=["accuracy"],
        )
        return model

    optimizer = keras.optimizers.AdamW
    assert run_check("05.compile_cnn", {"compile_cnn": compile_cnn}).passed
    optimizer = keras.optimizers.SGD
    result = run_check("05.compile_cnn", {"compile_cnn": compile_cnn})
    assert result.code == "not-adam" and "`SGD`" in result.observed
