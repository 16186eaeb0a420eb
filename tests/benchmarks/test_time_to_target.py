"""The benchmarks of time to the target: what is counted, said and kept, on few real images."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from fmnist_lab.errors import CourseError
from fmnist_ref import models, preprocess, training
from fmnist_ref.recipes import RECIPES

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import flops  # noqa: E402
import published_recipes  # noqa: E402
import roofline  # noqa: E402
import time_to_target as ttt  # noqa: E402
import time_to_target_results as results  # noqa: E402


def start(script, *arguments):
    return subprocess.run(
        [sys.executable, BENCHMARKS / script, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
    )


def epoch(number, accuracy, loss, seconds=10.0):
    return {
        "epoch": number,
        "seconds": seconds * number,
        "cpu_seconds": 15.0 * number,
        "flops": 1e12 * number,
        "test_accuracy": accuracy,
        "test_loss": loss,
    }


def a_run(recipe, seed, *epochs, planned=10):
    return {
        "job": {"recipe": recipe, "seed": seed, "planned_epochs": planned},
        "parameters": 100,
        "epochs": list(epochs),
    }


class TestOperations:
    def test_lenet_by_hand(self):
        model = published_recipes.build(published_recipes.PUBLISHED["lenet"], 1000, 1)
        first = 28 * 28 * 6 * (5 * 5 * 1)
        second = 10 * 10 * 16 * (5 * 5 * 6)
        dense = 400 * 120 + 120 * 84 + 84 * 10
        assert flops.forward_flops(model) == 2 * (first + second + dense)
        assert roofline.flops_by_kind(model) == {
            "convolution, forward": 2 * (first + second),
            "convolution, gradients": 2 * (first + 2 * second),
            "matrix product": 3 * 2 * dense,
        }

    @pytest.mark.parametrize("name", RECIPES)
    def test_ours_as_the_reference_counts_them(self, name):
        plan = RECIPES[name].final
        model = published_recipes.build(plan, 1000, 25)
        forward = models.forward_flops(plan.network)
        assert flops.forward_flops(model) == forward
        side = 12 if plan.network.padding == "valid" else 14
        first, second = 2 * 28 * 28 * plan.network.filters[0] * 9, 2 * side * side * 9
        second *= plan.network.filters[0] * plan.network.filters[1]
        # images need no gradient; fixed filters none at all, nor what follows them for its input
        unneeded = 2 * first + second if plan.network.pca_filters else first
        assert flops.training_flops(model) == 3 * forward - unneeded
        assert sum(roofline.flops_by_kind(model).values()) == 3 * forward - unneeded

    def test_strides_groups_separable_and_nested(self):
        from keras import Input, Sequential, layers

        inner = Sequential([Input((8, 8, 4)), layers.Conv2D(6, 3, strides=2, groups=2)])
        model = Sequential(
            [
                Input((8, 8, 4)),
                inner,  # 3 x 3 places
                layers.SeparableConv2D(5, 2, padding="same"),
                layers.DepthwiseConv2D(2),  # 2 x 2 places
                layers.GlobalAveragePooling2D(),
                layers.Dense(10),
            ]
        )
        grouped = 9 * 6 * (3 * 3 * 2)
        separable = 9 * (2 * 2 * 6 + 6 * 5)
        depthwise = 4 * (2 * 2 * 5)
        assert flops.forward_flops(model) == 2 * (grouped + separable + depthwise + 5 * 10)

    def test_a_layer_that_it_cannot_count(self):
        from keras import Input, Sequential, layers

        model = Sequential([Input((8, 8, 1)), layers.Conv2DTranspose(2, 3)])
        with pytest.raises(ValueError, match="Conv2DTranspose"):
            flops.forward_flops(model)


class TestRecipes:
    @pytest.mark.parametrize(
        ("name", "parameters"),
        [
            ("starting-project", 320 + 9248 + (7 * 7 * 32 + 1) * 128 + 1290),
            ("zalando", 832 + 51_264 + (7 * 7 * 64 + 1) * 1024 + 10_250),
            ("hands-on", 3200 + 73_856 + 147_584 + 295_168 + 590_080 + 295_040 + 8256 + 650),
            ("lenet", 156 + 2416 + 48_120 + 10_164 + 850),
        ],
    )
    def test_parameters_of_the_published_networks(self, name, parameters):
        model = published_recipes.build(published_recipes.PUBLISHED[name], 1000, 25)
        assert model.count_params() == parameters
        assert model.output_shape == (None, 10)
        assert not model.jit_compile
        assert model.steps_per_execution == 25

    def test_one_that_is_not_there(self):
        with pytest.raises(CourseError, match=r"'lenett'.*lenet, fast"):
            published_recipes.find("lenett")

    def test_seeds_and_order(self):
        def made(*arguments):
            options = ttt.parser().parse_args(["--recipes", *arguments])
            return [(job.recipe, job.seed) for job in ttt.jobs(options)]

        assert made("hands-on", "fast") == [("hands-on", 0), ("fast", 0), ("fast", 1), ("fast", 2)]
        assert made("hands-on", "fast", "--seeds", "3-4") == [
            ("hands-on", 3),
            ("fast", 3),
            ("hands-on", 4),
            ("fast", 4),
        ]

    @pytest.mark.parametrize("text", ["", "2-1", "a", "1-b"])
    def test_seeds_that_are_none(self, text, capsys):
        with pytest.raises(SystemExit):
            ttt.parser().parse_args(["--seeds", text])
        assert "is no seed and no range" in capsys.readouterr().err

    def test_other_settings_are_kept_elsewhere(self, tmp_path):
        def paths(*arguments):
            options = ttt.parser().parse_args(["--recipes", "fast", *arguments])
            return {job.path(tmp_path) for job in ttt.jobs(options)}

        kept = paths()
        assert paths() == kept
        for other in (["--threads", "1"], ["--epochs", "3"], ["--steps-per-execution", "1"]):
            assert not paths(*other) & kept


class TestWords:
    def test_both_at_once_and_the_first(self):
        epochs = [
            epoch(1, 0.921, 0.26),
            epoch(2, 0.919, 0.24),
            epoch(3, 0.92, 0.25),
            epoch(4, 0.93, 0.2),
        ]
        hit = results.reached(epochs)
        assert hit is not None
        assert hit["epoch"] == 3
        assert results.reached(epochs[:2]) is None

    def test_not_reached(self):
        poor = epoch(1, 0.8, 0.5), epoch(2, 0.91, 0.3)
        rows = [
            results.summarize("lenet", [a_run("lenet", 0, *poor)]),
            results.summarize("fast", [a_run("fast", 0, epoch(1, 0.93, 0.2, seconds=8.0))]),
        ]
        results.compare(rows)
        assert results.target_words(rows[0]) == "not reached in 2 epochs"
        assert results.ratio_words(rows[0]) == "over 2.5"  # all 20 s, of ours 8
        assert results.target_words(rows[1]) == "1 epoch, 8 s, 1.0 TFLOP"
        assert results.ratio_words(rows[1]) == "1.0"

    def test_reached_by_some_seeds(self):
        good, poor = epoch(1, 0.93, 0.2), epoch(1, 0.91, 0.3)
        two = results.summarize(
            "fast", [a_run("fast", s, e) for s, e in enumerate([good, poor, good])]
        )
        assert results.target_words(two) == "1 epoch, 10 s, 1.0 TFLOP (2 of 3 seeds)"
        one = results.summarize(
            "fast", [a_run("fast", s, e) for s, e in enumerate([poor, poor, good])]
        )
        assert results.target_words(one) == "not reached in 1 epoch (1 of 3 seeds did)"
        results.compare([one])
        assert results.ratio_words(one) == "-"


class TestClock:
    def test_scoring_is_not_counted_and_the_limit_holds(self, train_table, monkeypatch):
        """A clock that only scoring moves: none of it may be in the run's seconds."""
        x, y = preprocess.preprocess(train_table[:200])
        now = [0.0]

        def slow_scores(model, x, y):
            now[0] += 1000
            return 0.5, 0.8

        monkeypatch.setattr(ttt, "SCORES", slow_scores)
        monkeypatch.setattr(ttt.time, "perf_counter", lambda: now[0])
        options = ttt.parser().parse_args(["--recipes", "fast", "--epochs", "2"])
        job = ttt.jobs(options)[0]
        watch = ttt.Watch(job, len(x), x, y, Console(quiet=True))
        arrays = training.Arrays(x, y, x[:50], y[:50])
        with pytest.raises(ttt.NoMoreEpochsError):
            ttt.train_ours(RECIPES["fast"].final, arrays, job, watch)
        assert [e["epoch"] for e in watch.epochs] == [1, 2]
        assert [e["seconds"] for e in watch.epochs] == [0, 0]
        assert now[0] == 3000  # test images twice, validation images once
        assert training.scores is not slow_scores
        assert models.STEPS_PER_CALL == 25

    def test_what_is_scored_is_what_is_used_after_training(self, train_table):
        x, y = preprocess.preprocess(train_table[:200])
        options = ttt.parser().parse_args(["--recipes", "best", "--epochs", "1"])
        job = ttt.jobs(options)[0]
        network = RECIPES["best"].final.network
        model = models.build(network)
        models.set_pca_filters(model, x)
        watch = ttt.Watch(
            job,
            len(x),
            x,
            y,
            Console(quiet=True),
            lambda m: models.with_test_time_augmentation(m, network),
        )
        with pytest.raises(ttt.NoMoreEpochsError), watch.epoch_ended(model):
            pass
        images = x[:20]
        alone = model.predict(images, verbose=0)
        used = models.with_test_time_augmentation(model, network).predict(images, verbose=0)
        assert not np.allclose(alone, used)
        assert watch.model.predict(images, verbose=0) == pytest.approx(used, abs=1e-6)
        assert watch.flops == flops.training_flops(model)  # training runs it once


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory):
    out = tmp_path_factory.mktemp("rehearsal")
    command = ("--rehearsal", "--recipes", "lenet", "fast", "--threads", "1", "--out", out)
    done = start("time_to_target.py", *command)
    assert done.returncode == 0, done.stderr
    return command, out / "rehearsal", done.stdout


class TestRehearsal:
    def test_what_is_printed(self, rehearsed):
        _, _, printed = rehearsed
        assert "lenet, seed 0: epoch 1," in printed
        assert "not reached in 1 epoch" in printed
        assert "its numbers mean nothing" in printed
        assert "github.com/d2l-ai/d2l-en" in printed

    def test_what_is_written(self, rehearsed):
        _, out, _ = rehearsed
        written = json.loads((out / "time_to_target.json").read_text())
        assert written["rehearsal"]
        assert [row["recipe"] for row in written["summary"]] == ["lenet", "fast"]
        for run in written["runs"]:
            (first,) = run["epochs"]
            assert run["images_per_epoch"] == 1280
            assert first["flops"] == 1280 * run["training_flops_per_image"]
            assert first["seconds"] > 0
            assert 0 <= first["test_accuracy"] <= 1
            assert run["threads"] == {"intra_op": 1, "inter_op": 1}
        assert (out / "time_to_target.png").read_bytes().startswith(b"\x89PNG")
        text = (out / "time_to_target.txt").read_text()
        assert "lenet, seed 0\n  epoch 1:" in text

    def test_a_second_start_trains_nothing(self, rehearsed):
        command, out, _ = rehearsed
        runs = out / "runs"
        before = {path: path.stat().st_mtime_ns for path in runs.iterdir()}
        assert len(before) == 2
        done = start("time_to_target.py", *command)
        assert done.returncode == 0, done.stderr
        assert "lenet, seed 0: kept from" in done.stdout
        assert "epoch 1," not in done.stdout
        assert {path: path.stat().st_mtime_ns for path in runs.iterdir()} == before

    def test_an_unknown_recipe_in_one_sentence(self, tmp_path):
        done = start("time_to_target.py", "--recipes", "nope", "--out", tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith("error: there is no recipe 'nope'; the recipes are: starting")
        assert done.stderr.count("\n") == 1


class TestRoofline:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("net/conv2d_1/convolution:_MklNativeConv2D", "convolution, forward"),
            (
                "gradient_tape/net/conv2d_1/c:_MklNativeConv2DBackpropFilter",
                "convolution, gradients",
            ),
            ("net/dense_1/Relu:_MklNativeFusedMatMul", "matrix product"),
            ("net/max_pooling2d_1/MaxPool2d:MaxPool", "pooling"),
            (
                "gradient_tape/net/p/MaxPool2d/MaxPoolGrad:_MklNativeMaxPoolGrad",
                "pooling, gradient",
            ),
            ("gradient_tape/net/batch_normalization_1/moments/Tile:Tile", "batch normalisation"),
            ("net/dropout_1/stateless_dropout/Mul:Mul", "dropout and random numbers"),
            ("gradient_tape/net/dense_1/ReluGrad:ReluGrad", "activation and bias"),
            ("gradient_tape/net/dense/BiasAdd/BiasAddGrad:BiasAddGrad", "activation and bias"),
            ("net/dense_1_2/Softmax:_MklSoftmax", "loss and softmax"),
            ("adam/Sqrt_19:Sqrt", "optimiser"),
            ("AssignVariableOp_3:AssignVariableOp", "other"),
        ],
    )
    def test_kinds(self, name, kind):
        path, _, type = name.rpartition(":")
        assert roofline.kind_of(f"while/body/{roofline.STEP}{path}", type, "adam") == kind
        assert roofline.kind_of(path, type, "adam") == "input"  # outside a step

    def test_time_inside_an_operation_is_not_its_own(self):
        from tensorflow.tsl.profiler.protobuf import xplane_pb2

        plane = xplane_pb2.XPlane()
        for number, name in enumerate(["outer:While", "inner:Mul", "EagerExecute"]):
            plane.event_metadata[number].name = name
        line = plane.lines.add()
        for number, offset, duration in ((0, 0, 100), (1, 10, 30), (2, 15, 20), (1, 40, 60)):
            line.events.add(metadata_id=number, offset_ps=offset, duration_ps=duration)
        assert roofline.own_times(plane, line) == [
            ("outer:While", 10),
            ("inner:Mul", 30),
            ("inner:Mul", 60),
        ]

    def test_rehearsal(self, tmp_path):
        done = start("roofline.py", "--rehearsal", "--threads", "1", "--out", tmp_path)
        assert done.returncode == 0, done.stderr
        assert "A step of 'fast' on 256 images: 2.54 GFLOP" in done.stdout
        written = json.loads((tmp_path / "rehearsal" / "roofline.json").read_text())
        shares = {row["kind"]: row["share"] for row in written["kinds"]}
        assert tuple(shares) == roofline.KINDS
        assert np.isclose(sum(shares.values()), 1)
        for kind in roofline.KINDS[:8]:  # each of them is in the network
            assert shares[kind] > 0, kind
        assert shares["optimiser"] > 0
        step = written["step"]
        model = models.build(RECIPES["fast"].final.network)
        spent = flops.training_flops(model)
        rate = 256 * spent / step["seconds"]
        assert np.isclose(step["rate"], rate)
        page = (tmp_path / "rehearsal" / "roofline.html").read_text()
        assert "dropout and random numbers" in page
        assert "http" not in page  # nothing is fetched
