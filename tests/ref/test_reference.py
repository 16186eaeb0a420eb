"""fmnist_ref piece by piece, on real images where anything is trained."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from fmnist_lab.errors import CourseError
from fmnist_lab.recorded import split_indices
from fmnist_ref import (
    augmentation,
    evaluation,
    experiments,
    models,
    preprocess,
    run,
    training,
)
from fmnist_ref.recipes import RECIPES, NetworkConfig, Plan, Training, recipe_named

TINY = Plan(
    NetworkConfig(filters=(4, 8), dense_units=8, batch_normalization=True, dense_dropout=0.3),
    Training(
        epochs=3, learning_rate=0.01, schedule="one-cycle", horizontal_flip=True, train_rows=1000
    ),
)


@pytest.fixture(scope="module")
def arrays(train_table):
    images, labels = preprocess.preprocess(train_table[:3000])
    return training.Arrays(*preprocess.train_validation_split(images, labels))


class TestPreprocess:
    def test_pixels_keep_their_places(self, train_table):
        images, labels = preprocess.preprocess(train_table[:50].astype(np.int64))
        assert images.shape == (50, 28, 28, 1)
        assert images.dtype == np.float32
        assert labels.tolist() == train_table[:50, 0].tolist()
        row, line, column = 7, 13, 5
        pixel = train_table[row, 1 + 28 * line + column]
        assert images[row, line, column, 0] == pytest.approx(pixel / 255)
        assert images.min() >= 0 and images.max() <= 1

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda t: t[:, :-1], "785 columns"),
            (lambda t: t[0], "785 columns"),
            (lambda t: np.where(t == t.max(), 256, t), "outside 0-255"),
            (lambda t: np.concatenate([t[:, :1] + 10, t[:, 1:]], axis=1), "outside 0-9"),
            (lambda t: -t, "outside"),
        ],
    )
    def test_a_wrong_table_is_refused(self, train_table, change, words):
        with pytest.raises(ValueError, match=words):
            preprocess.preprocess(change(train_table[:20].astype(np.int64)))


class TestSplit:
    def test_every_row_once_and_every_class_in_its_share(self, train_table):
        labels = train_table[:, 0]
        rows = np.arange(len(labels))
        x_train, y_train, x_val, y_val = preprocess.train_validation_split(rows, labels, seed=3)
        assert (len(x_train), len(x_val)) == (48_000, 12_000)
        assert np.array_equal(np.sort(np.concatenate([x_train, x_val])), rows)
        assert np.array_equal(labels[x_train], y_train)
        assert np.array_equal(labels[x_val], y_val)
        assert np.bincount(y_val).tolist() == [1200] * 10

    def test_a_seed_repeats_and_another_differs(self, train_table):
        labels = train_table[:500, 0]
        first, again, other = (split_indices(labels, seed=s)[1] for s in (1, 1, 2))
        assert np.array_equal(first, again)
        assert not np.array_equal(first, other)

    @pytest.mark.parametrize("fraction", [0, 1, -0.5, 20])
    def test_a_fraction_that_is_none(self, fraction):
        with pytest.raises(ValueError, match="fraction"):
            preprocess.train_validation_split(np.zeros(4), np.zeros(4, int), fraction)

    def test_unequal_lengths(self):
        with pytest.raises(ValueError, match="3 rows and y 4"):
            preprocess.train_validation_split(np.zeros(3), np.zeros(4, int))


class TestModels:
    @pytest.mark.parametrize("name", RECIPES)
    def test_shapes_probabilities_and_required_layers(self, name):
        model = models.build(RECIPES[name].final.network)
        images = np.random.default_rng(0).random((3, 28, 28, 1), dtype=np.float32)
        probabilities = model.predict(images, verbose=0)
        assert probabilities.shape == (3, 10)
        assert probabilities.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
        kinds = {type(layer).__name__ for layer in model.layers}
        assert {"Conv2D", "MaxPooling2D", "Flatten", "Dense"} <= kinds
        if name == "fast":
            assert "Dropout" in kinds

    def test_operations_are_those_of_the_layers(self):
        # 28 x 28 x 4 outputs of 9 products, 12 x 12 x 8 of 36, 288 x 8 and 8 x 10, each twice
        by_hand = 2 * (28 * 28 * 4 * 9 + 12 * 12 * 8 * 9 * 4 + 6 * 6 * 8 * 8 + 8 * 10)
        assert models.forward_flops(TINY.network) == by_hand

    def test_pca_filters_are_orthogonal_paired_and_equally_spread(self, train_table):
        images, _ = preprocess.preprocess(train_table[:500])
        filters = models.pca_filters(images)
        assert filters.shape == (3, 3, 1, 16)
        assert filters.dtype == np.float32
        flat = filters.reshape(9, 16)
        assert np.array_equal(flat[:, :8], -flat[:, 8:])
        products = flat[:, :8].T @ flat[:, :8]
        assert np.allclose(products - np.diag(np.diag(products)), 0, atol=1e-4)
        windows = np.lib.stride_tricks.sliding_window_view(images[..., 0], (3, 3), axis=(1, 2))
        spread = (windows.reshape(-1, 9) @ flat[:, :8]).std(axis=0)
        assert np.all(spread <= 1.02)
        assert spread[-1] == pytest.approx(1, abs=0.02), "of the widest component"

    def test_pca_filters_stay_as_they_are(self, arrays):
        network = NetworkConfig(
            filters=(16, 8), dense_units=8, batch_normalization=True, pca_filters=True
        )
        trained = training.train(Plan(network, TINY.training), arrays, seed=0)
        (kept,) = trained.model.get_layer("pca_filters").get_weights()
        assert np.array_equal(kept, models.pca_filters(arrays.x_train[:1000]))
        first_block = trained.model.layers[:2]
        assert [layer.trainable_variables for layer in first_block] == [[], []]
        assert type(trained.model.layers[2]).__name__ == "Conv2D"

    def test_pca_filters_are_sixteen(self):
        with pytest.raises(ValueError, match="16 patch filters come first, not 32"):
            models.build(NetworkConfig(filters=(32,), dense_units=8, pca_filters=True))

    def test_a_residual_convolution_that_gives_nothing_changes_nothing(self):
        network = replace(TINY.network, padding="same", blocks_without_pooling=(1,))
        plain = models.build(network)
        model = models.build(replace(network, residual=(0, 2)))
        more = [layer.name for layer in model.layers if layer.name.startswith("residual_")]
        assert more == ["residual_1_0", "residual_1_1"]
        for name in more:
            layer = model.get_layer(name)
            layer.set_weights([np.zeros_like(w) for w in layer.get_weights()])
        own = iter([layer for layer in plain.layers if layer.weights])
        residual = False  # each is followed by its own batch normalisation
        for layer in model.layers:
            if layer.weights and layer.name not in more and not residual:
                layer.set_weights(next(own).get_weights())
            residual = layer.name in more
        assert next(own, None) is None
        images = np.random.default_rng(0).random((5, 28, 28, 1), dtype=np.float32)
        assert plain.predict(images, verbose=0) == pytest.approx(
            model.predict(images, verbose=0), abs=1e-6
        )

    @pytest.mark.parametrize(
        ("averages", "count"),
        [
            ({"tta_flip": True}, 2),
            ({"tta_shift": True}, 5),
            ({"tta_flip": True, "tta_shift": True}, 10),
        ],
    )
    def test_the_mean_over_views_is_in_the_saved_file(self, tmp_path, recwarn, averages, count):
        import keras

        network = replace(TINY.network, **averages)
        model = models.build(network)
        models.with_test_time_augmentation(model, network).save(tmp_path / "model.keras")
        loaded = keras.models.load_model(tmp_path / "model.keras")
        said = [str(warning.message) for warning in recwarn.list]
        assert not [text for text in said if "optimizer" in text]
        images = np.random.default_rng(0).random((5, 28, 28, 1), dtype=np.float32)
        views = [images]
        if network.tta_shift:
            for axis, by in itertools.product((1, 2), (-1, 1)):
                moved = np.roll(images, by, axis=axis)
                edge = [slice(None)] * 4
                edge[axis] = 0 if by == 1 else -1
                moved[tuple(edge)] = 0
                views.append(moved)
        if network.tta_flip:
            views += [view[:, :, ::-1] for view in views]
        answers = [model.predict(view, verbose=0) for view in views]
        assert len(answers) == models.tta_views(network) == count
        assert all(not np.allclose(answers[0], answer) for answer in answers[1:])
        assert loaded.predict(images, verbose=0) == pytest.approx(np.mean(answers, 0), abs=1e-6)
        assert models.with_test_time_augmentation(model, TINY.network) is model

    def test_weight_decay_makes_it_adamw(self):
        model = models.build(TINY.network)
        models.compile_for(model, replace(TINY.training, weight_decay=0.2), steps=10)
        assert type(model.optimizer).__name__ == "AdamW"
        assert model.optimizer.weight_decay == 0.2

    def test_one_cycle_rises_to_the_peak_and_falls_to_nothing(self):
        model = models.build(TINY.network)
        models.compile_for(model, TINY.training, steps=100)
        rate = [float(model.optimizer._learning_rate(step)) for step in range(101)]
        assert max(rate) == pytest.approx(0.01, rel=1e-3)
        assert int(np.argmax(rate)) == 25
        assert rate[0] == 0
        assert rate[100] == pytest.approx(0, abs=1e-6)

    def test_operations_of_a_network_that_runs_ten_times(self):
        averages = {"tta_flip": True, "tta_shift": True}
        plan = Plan(replace(TINY.network, **averages), TINY.training)
        curves = {key: [0.5] for key in ("loss", "accuracy", "val_loss", "val_accuracy")}
        trained = training.FitResult(models.build(plan.network), curves)
        described = run._describe(plan, trained)
        assert described["forward_flops_per_image"] == 10 * models.forward_flops(plan.network)


class TestAugmentation:
    images = np.random.default_rng(1).random((200, 28, 28, 1), dtype=np.float32) + 0.01

    def augmented(self, **settings):
        rng = np.random.default_rng(0)
        return augmentation.augment(self.images.copy(), Training(epochs=1, **settings), rng)

    def test_nothing_asked_nothing_done(self):
        assert np.array_equal(self.augmented(), self.images)

    def test_half_are_mirrored(self):
        found = self.augmented(horizontal_flip=True)
        mirrored = [np.array_equal(a, b[:, ::-1]) for a, b in zip(found, self.images, strict=True)]
        same = [np.array_equal(a, b) for a, b in zip(found, self.images, strict=True)]
        assert sum(mirrored) == sum(same) == 100
        assert not any(np.logical_and(mirrored, same))

    def test_shifts_go_every_way_and_bring_in_black(self):
        found = self.augmented(random_shift=1)
        padded = np.pad(self.images[..., 0], ((0, 0), (1, 1), (1, 1)))
        moves = []
        for after, before in zip(found, padded, strict=True):
            moves += [
                (y, x)
                for y in range(3)
                for x in range(3)
                if np.array_equal(after[..., 0], before[y : y + 28, x : x + 28])
            ]
        assert len(moves) == 200
        assert len(set(moves)) == 9

    def test_half_lose_a_square_of_up_to_the_side(self):
        found = self.augmented(random_erasing=6)[..., 0]
        before = self.images[..., 0]
        sides = []
        for after, image in zip(found, before, strict=True):
            rows, columns = np.nonzero(after != image)
            if len(rows):
                height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
                assert height == width and len(rows) == height * width
                assert not after[rows, columns].any()
                sides.append(int(height))
        assert len(sides) == 100
        assert set(sides) == {1, 2, 3, 4, 5, 6}


class TestTraining:
    def test_stopped_after_any_epoch_it_ends_with_the_same_numbers(self, arrays, tmp_path):
        whole = training.train(TINY, arrays, seed=5)

        class StoppedError(Exception):
            pass

        def stop_after_one(progress):
            if progress.epoch == 1:
                raise StoppedError

        checkpoint = tmp_path / "state.npz"
        with pytest.raises(StoppedError):
            training.train(TINY, arrays, 5, checkpoint, stop_after_one)
        epochs_seen = []
        resumed = training.train(TINY, arrays, 5, checkpoint, lambda p: epochs_seen.append(p.epoch))
        assert min(epochs_seen) == 2, "the first epoch was trained again"
        assert resumed.history == whole.history
        for one, other in zip(resumed.model.get_weights(), whole.model.get_weights(), strict=True):
            assert np.array_equal(one, other)

    def test_trained_on_the_validation_images_it_has_no_validation_scores(self, arrays):
        plan = Plan(TINY.network, replace(TINY.training, validation_too=True, train_rows=None))
        used = arrays.for_training(plan.training)
        assert len(used.x_train) == len(arrays.x_train) + len(arrays.x_val)
        assert arrays.rows(plan.training) == len(used.x_train)
        assert arrays.rows(TINY.training) == len(arrays.for_training(TINY.training).x_train) == 1000
        assert np.array_equal(used.y_train[-len(arrays.y_val) :], arrays.y_val)
        history = training.train(plan, arrays, seed=0).history
        assert set(history) == {"loss", "accuracy"}
        assert len(history["loss"]) == plan.training.epochs

    def test_seeds_matter(self, arrays):
        one, other = (training.train(TINY, arrays, seed=s).history for s in (0, 1))
        assert one != other

    def test_a_checkpoint_of_another_plan_is_not_used(self, arrays, tmp_path):
        checkpoint = tmp_path / "state.npz"
        training.train(TINY, arrays, 0, checkpoint)
        other = experiments.with_dropout(TINY, 0.2, 1)
        assert len(training.train(other, arrays, 0, checkpoint).history["loss"]) == 1

    @pytest.mark.parametrize("keep", [0, 100, 0.5])
    def test_a_damaged_checkpoint_is_not_used(self, arrays, tmp_path, keep):
        checkpoint = tmp_path / "state.npz"
        whole = training.train(TINY, arrays, 0, checkpoint)
        content = checkpoint.read_bytes()
        size = keep if isinstance(keep, int) else int(keep * len(content))
        checkpoint.write_bytes(content[:size])
        assert training.train(TINY, arrays, 0, checkpoint).history == whole.history

    def test_a_constant_rate_goes_on_from_a_shorter_training(self, arrays, tmp_path):
        constant = Plan(TINY.network, replace(TINY.training, schedule="constant", epochs=1))
        longer = Plan(TINY.network, replace(constant.training, epochs=3))
        short, checkpoint = tmp_path / "short.npz", tmp_path / "long.npz"
        training.train(constant, arrays, 0, short)
        seen = []
        gone_on = training.train(
            longer, arrays, 0, checkpoint, lambda p: seen.append(p.epoch), short
        )
        assert min(seen) == 2, "the first epoch was trained again"
        assert gone_on.history == training.train(longer, arrays, 0).history
        # and a longer one is no beginning of a shorter one
        assert len(training.train(constant, arrays, 0, checkpoint).history["loss"]) == 1

    def test_with_a_schedule_a_shorter_training_is_another(self, arrays, tmp_path):
        short = tmp_path / "short.npz"
        training.train(Plan(TINY.network, replace(TINY.training, epochs=1)), arrays, 0, short)
        afresh = training.train(TINY, arrays, 0, shorter=short)
        assert afresh.history == training.train(TINY, arrays, 0).history

    def test_comparison_reads_every_cell_from_one_training_a_rate(self, arrays, tmp_path):
        rehearsal = RECIPES["rehearsal"]
        rows, trained = experiments.compare(rehearsal, arrays, 0, tmp_path, lambda stage: None)
        assert [(row.dropout, row.epochs) for row in rows] == [
            (0.1, 1), (0.1, 2), (0.4, 1), (0.4, 2),
        ]  # fmt: skip
        assert rows[1].val_accuracy == trained[0.1].history["val_accuracy"][1]
        assert experiments.best(rows).val_accuracy == max(row.val_accuracy for row in rows)


class TestEvaluation:
    def test_matrix_recall_precision_and_pairs(self):
        y_true = np.array([0, 0, 0, 1, 1, 2])
        y_pred = np.array([0, 1, 1, 1, 0, 2])
        matrix = evaluation.confusion_matrix(y_true, y_pred)
        assert matrix.shape == (10, 10)
        assert matrix[0].tolist() == [1, 2] + [0] * 8
        assert evaluation.per_class_recall(matrix)[:3] == pytest.approx([1 / 3, 1 / 2, 1])
        assert evaluation.per_class_precision(matrix)[:3] == pytest.approx([1 / 2, 1 / 3, 1])
        assert np.isnan(evaluation.per_class_recall(matrix)[3:]).all()
        assert evaluation.most_confused(matrix, 2) == [(0, 1), (1, 0)]

    def test_standard_error_at_the_target(self):
        assert evaluation.standard_error(0.92, 10_000) == pytest.approx(0.0027, abs=5e-5)


def test_an_unknown_recipe_is_named_with_the_known_ones():
    with pytest.raises(CourseError, match=r"no recipe 'fats'.*fast.*rehearsal"):
        recipe_named("fats")
