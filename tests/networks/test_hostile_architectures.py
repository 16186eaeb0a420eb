"""What an untrusted process may write into an architecture: refused soon, and with little memory."""

from __future__ import annotations

import resource
import time
from typing import Any

import keras
import numpy as np
import pytest

from autograder.networks import UnsupportedNetworkError, export, flat_layers, rebuild
from autograder.networks.architecture import check_architecture, followers

L = keras.layers
HUGE = 10**8
X = {"tensor": -1}


def _layers(*layers: tuple[str, dict[str, Any]], shape: tuple[int, ...] = (28, 28, 1)) -> Any:
    return {
        "format": 1,
        "kind": "Sequential",
        "input_shape": [None, *shape],
        "layers": [{"class_name": name, "name": "a", "config": config} for name, config in layers],
    }


def _call(name: str, config: dict[str, Any], args: list[Any], **kwargs: Any) -> Any:
    return _layers((f"keras.ops.{name}", config)) | {
        "kind": "Functional",
        "calls": [{"layer": 0, "args": args, "kwargs": kwargs}],
        "output": 0,
    }


def _cell(depth: int) -> dict[str, Any]:
    cell: dict[str, Any] = {"layer": "LSTMCell", "config": {"units": 1}}
    for _ in range(depth):
        cell = {"layer": "StackedRNNCells", "config": {"cells": [cell]}}
    return cell


def _doubling(times: int) -> Any:
    joined = _layers(("Concatenate", {"axis": -1}))
    calls = [{"layer": 0, "args": [[{"tensor": k - 1}] * 2]} for k in range(times)]
    return joined | {"kind": "Functional", "calls": calls, "output": times - 1}


def _empty_models(depth: int) -> Any:
    model: Any = _layers() | {"calls": []}
    for _ in range(depth):
        entry = {"class_name": "Functional", "name": "a", "config": {}, "model": model}
        calls = [{"layer": 0, "args": [X]}] * 2_000
        model = {**_layers(), "kind": "Functional", "layers": [entry], "calls": calls, "output": 0}
    return model


def _all_to_all(calls: int) -> Any:
    before = [{"tensor": k} for k in range(calls)]
    added = [{"layer": 0, "args": [before[:k] or [X]]} for k in range(calls)]
    return _layers(("Add", {})) | {"kind": "Functional", "calls": added, "output": 0}


ROW = (28, 28)
HOSTILE = {
    "upsampling": _layers(("UpSampling2D", {"size": [10_000, 10_000]})),
    "resizing": _layers(("Resizing", {"height": 10**5, "width": 10**5})),
    "cropping to more": _layers(("RandomCrop", {"height": 10**5, "width": 10**5})),
    "repeating": _layers(("Flatten", {}), ("RepeatVector", {"n": HUGE})),
    "adaptive pooling": _layers(("AdaptiveAveragePooling2D", {"output_size": [9_000, 9_000]})),
    "an embedding": _layers(("Embedding", {"input_dim": HUGE, "output_dim": 9}), shape=(3,)),
    "an embedding of bytes": _layers(
        ("Embedding", {"input_dim": HUGE, "output_dim": 1, "dtype": "int8"}), shape=(3,)
    ),
    "an LSTM": _layers(("LSTM", {"units": 10**5}), shape=ROW),
    "an LSTM in both directions": _layers(
        ("Bidirectional", {"layer": {"layer": "LSTM", "config": {"units": 10**5}}}), shape=ROW
    ),
    "a layer around a layer": _layers(
        ("TimeDistributed", {"layer": {"layer": "Dense", "config": {"units": 10**6}}}), shape=ROW
    ),
    "low rank": _layers(("Dense", {"units": 1, "lora_rank": 10**7})),
    "one-hot": _call("one_hot", {"num_classes": HUGE}, [X]),
    "categories": _layers(("CategoryEncoding", {"num_tokens": HUGE}), shape=(3,)),
    "tiles": _call("tile", {"repeats": [1, 1, 1, HUGE]}, [X]),
    "concatenating": _doubling(40),
    "cells in cells": _layers(("RNN", {"cell": _cell(50)}), shape=ROW),
    "many cells": _layers(("RNN", {"cell": [_cell(0)] * 5_000}), shape=ROW),
    "empty models that call empty models": _empty_models(5),
    "each call takes all calls before": _all_to_all(1_601),
    "many arguments": _layers(("Dense", {"activation": "relu"} | {str(k): 1 for k in range(101)})),
    "a constant alone": _call("repeat", {"repeats": HUGE}, [[1, 2]]),
    "a huge constant": _call("add", {}, [X, {"array": [[1.0] * 1000] * 1000, "dtype": "float32"}]),
    "an array of objects": _call("add", {}, [X, {"array": [{}, "x"], "dtype": "float32"}]),
    "an array of another dtype": _call("add", {}, [X, {"array": [1], "dtype": "object"}]),
    "an operation with code": _call("map", {}, ["print", X]),
    "a way out of keras.ops": _call("image.__dict__", {}, [X]),
    "a way to builtins": _call("numpy.__builtins__", {}, [X]),
    "parts without end": _call("unstack", {"num": HUGE, "axis": 0}, [X]),
    "sections without end": _call("array_split", {"indices_or_sections": HUGE, "axis": 1}, [X]),
    "a long equation": _call("einsum", {"subscripts": "a," * 1000}, [X]),
    "an operation's argument": _call("mean", {"function": "print"}, [X]),
    "a Lambda inside": _layers(
        ("TimeDistributed", {"layer": {"layer": "Lambda", "config": {"function": "x"}}})
    ),
    "an activation that is a layer of code": _layers(
        ("Dense", {"units": 1, "activation": {"layer": "Lambda", "config": {}}})
    ),
    "an activation of another place": _layers(
        ("Dense", {"units": 1, "activation": {"operation": "get_item", "arguments": {}}})
    ),
    "an activation's argument": _layers(
        ("Dense", {"units": 1, "activation": {"activation": "relu", "arguments": {"x": 1}}})
    ),
    "a class that is no text": _layers((["Dense"], {})),  # type: ignore[arg-type]
    "no class": _layers(("TimeDistributed", {"layer": {"layer": ["Dense"], "config": {}}})),
    "a part that is not there": _call("split", {"indices_or_sections": 2}, [X | {"part": 7}]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_soon_and_with_little_memory(name: str) -> None:
    rebuild(_layers(("Flatten", {})), [])  # imports done
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(UnsupportedNetworkError):
        rebuild(HOSTILE[name], [])
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # in KiB
    assert taken < 200 * 1024
    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", HOSTILE)
def test_whoever_looks_at_its_layers_comes_to_no_harm(name: str) -> None:
    try:
        check_architecture(HOSTILE[name])
    except UnsupportedNetworkError:
        return
    start = time.process_time()
    flat_layers(HOSTILE[name])
    followers(HOSTILE[name])
    assert time.process_time() - start < 5


def test_a_patched_class_is_rebuilt_as_keras_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Knowing(L.Dense):
        def call(self, inputs: Any, training: Any = None) -> Any:
            return 100 * super().call(inputs)

    Knowing.__name__ = "Dense"
    original = L.Dense
    monkeypatch.setattr(keras.layers, "Dense", Knowing)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    architecture, weights = export(model)
    monkeypatch.undo()
    rebuilt = rebuild(architecture, weights)
    assert type(rebuilt.layers[-1]) is original
    x = np.ones((2, 4), np.float32)
    np.testing.assert_allclose(
        rebuilt.predict(x, verbose=0), model.predict(x, verbose=0) / 100, rtol=1e-5
    )


def test_what_pretends_to_be_an_operation_or_activation_of_keras_is_only_its_name() -> None:
    def relu(x: Any) -> Any:
        return -x

    relu.__module__ = "keras.src.activations.activations"
    model = keras.Sequential([keras.Input((4,)), L.Dense(3, activation=relu)])
    rebuilt = rebuild(*export(model))
    assert rebuilt.layers[-1].activation is keras.activations.relu
