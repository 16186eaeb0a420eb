"""Lesson 05: the curves that ``diagnose`` is asked about, clear cases and second questions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

History = dict[str, list[float]]  # the curves of one training, as Keras reports them

FIT, UNDER, OVER = "good fit", "underfitting", "overfitting"
DEFAULT_TARGET = 0.92


@dataclass(frozen=True)
class Training:
    """One training to name. ``target`` None stands for the default of ``diagnose``."""

    history: History
    target: float | None = None

    @property
    def aim(self) -> float:
        """The target that the function gets, the default one included."""
        return DEFAULT_TARGET if self.target is None else self.target


@dataclass(frozen=True)
class Case:
    """A clear case, with words about its curves."""

    training: Training
    expected: str
    says: str


def curves(
    rng: np.random.Generator,
    epochs: int,
    accuracy: tuple[float, float],
    gap: float,
    turn: float | None = None,
) -> History:
    """Curves of one training as Keras reports them, with a little noise.

    accuracy: training accuracy of the first and last epoch; gap: training minus validation at
    the end, growing from 0; turn: the share of epochs after which the validation loss rises, to
    about 1.5 times its lowest value; None: it never rises.
    """
    t = np.linspace(0, 1, epochs)
    shape = (1 - np.exp(-4 * t)) / (1 - np.exp(-4.0))
    train = accuracy[0] + (accuracy[1] - accuracy[0]) * shape
    # noise fades towards the end, so that the last epoch stays clear-cut
    wobble = rng.normal(0, 0.002, size=(4, epochs)) * (1 - 0.7 * t)
    validation = train - gap * t
    loss = 2.8 * (1 - train)
    val_loss = 2.8 * (1 - validation)
    if turn is not None:
        lowest = loss[0] * 0.45
        falling = loss[0] + (lowest - loss[0]) * np.minimum(t / turn, 1)
        val_loss = falling + lowest * 0.55 * np.maximum(t - turn, 0) / (1 - turn)
    return {
        "loss": (loss * (1 + 2 * wobble[0])).tolist(),
        "accuracy": np.clip(train + wobble[1], 0, 1).tolist(),
        "val_loss": (val_loss * (1 + 2 * wobble[2])).tolist(),
        "val_accuracy": np.clip(validation + wobble[3], 0, 1).tolist(),
    }


def with_falling_loss(rng: np.random.Generator, history: History, tick: float = 0.0) -> History:
    """The same accuracies with a validation loss that halves, a few per cent in each epoch.

    tick: the share by which it rises again in the last epoch.
    """
    epochs = len(history["accuracy"])
    falling = 0.9 * 0.5 ** np.linspace(0, 1, epochs) * (1 + rng.normal(0, 0.002, epochs))
    if tick:
        falling[-1] = falling[-2] * (1 + tick)
    return history | {"val_loss": falling.tolist()}


def _risen_together(rng: np.random.Generator, epochs: int, gap: float) -> History:
    """Curves that get worse from the middle on, training and validation alike."""
    t = np.linspace(0, 1, epochs)
    fall = np.maximum(t - 0.4, 0) / 0.6
    train = 0.66 + 0.18 * np.minimum(t / 0.4, 1) - 0.03 * fall
    loss = 0.95 - 0.5 * np.minimum(t / 0.4, 1)
    wobble = rng.normal(0, 0.001, size=(4, epochs))
    return {
        "loss": (loss + 0.05 * fall + wobble[0]).tolist(),
        "accuracy": (train + wobble[1]).tolist(),
        "val_loss": (loss + 0.02 + 0.26 * fall + wobble[2]).tolist(),
        "val_accuracy": (train - gap * t + wobble[3]).tolist(),
    }


def cases(rng: np.random.Generator) -> list[Case]:
    """Clear cases: each fact of overfitting alone and both together, several targets."""
    # Fewer than seven epochs: an epoch number copied from `history` is none here.
    long, short = int(rng.integers(16, 25)), int(rng.integers(5, 7))
    rising = curves(rng, short, (0.72, 0.86), gap=-0.02)
    good = curves(rng, long, (0.80, 0.945), gap=0.015)
    falling = with_falling_loss(rng, curves(rng, long, (0.60, 0.88), gap=0))
    gaps = 0.075 * np.minimum(np.linspace(0, 4, long), 1)
    falling["val_accuracy"] = (np.array(falling["val_accuracy"]) - gaps).tolist()
    # Here the validation accuracy falls at the end, too, as it may while the loss does not rise.
    tick = with_falling_loss(rng, curves(rng, 8, (0.60, 0.88), gap=0.13), tick=0.008)
    risen = _risen_together(rng, long, gap=0.015)
    still_falls = "training ends 0.075 above validation and the validation loss still falls"
    ticks = (
        "training ends 0.13 above validation, and the validation loss fell until its last epoch, "
        "which is up by less than one per cent"
    )
    both_worse = (
        "training and validation accuracy fall together: the validation loss rose by half, and "
        "the gap is 0.015"
    )
    return [
        Case(
            Training(rising),
            UNDER,
            "training ends at 0.86, still rising, with validation above it",
        ),
        Case(
            Training(curves(rng, long, (0.60, 0.80), gap=0.0)),
            UNDER,
            "training and validation both end near 0.80",
        ),
        Case(
            Training(good),
            FIT,
            "training ends at 0.945, validation 0.015 below, and the validation loss falls",
        ),
        Case(
            Training(curves(rng, long, (0.80, 0.932), gap=-0.006)),
            FIT,
            "training ends at 0.932 with validation 0.006 above it",
        ),
        Case(
            Training(curves(rng, long, (0.84, 0.985), gap=0.01)),
            FIT,
            "training ends at 0.985, validation 0.01 below, and the validation loss falls",
        ),
        Case(
            Training(curves(rng, long, (0.80, 0.99), gap=0.085, turn=0.35)),
            OVER,
            "training ends at 0.99, validation 0.085 below, and the validation loss rose by half",
        ),
        Case(
            Training(rising, 0.80),
            FIT,
            "training ends at 0.86 with validation above it, for target=0.80",
        ),
        Case(
            Training(good, 0.985),
            UNDER,
            "training ends at 0.945, validation 0.015 below, for target=0.985",
        ),
        Case(Training(falling), UNDER, f"{still_falls}, both accuracies below the target"),
        Case(Training(falling, 0.75), FIT, f"{still_falls}, for target=0.75"),
        Case(Training(tick), UNDER, f"{ticks}, both accuracies below the target"),
        Case(Training(tick, 0.70), FIT, f"{ticks}, for target=0.70"),
        Case(Training(risen), UNDER, f"{both_worse}, both accuracies below the target"),
        Case(Training(risen, 0.70), FIT, f"{both_worse}, for target=0.70"),
    ]


def second_questions(rng: np.random.Generator) -> tuple[list[Training], list[Training]]:
    """Curves that tell one misreading from another. No answer to them is wrong by itself.

    The first tell misreadings of overfitting apart, the others misreadings of the target.
    """
    overfit = curves(rng, 18, (0.80, 0.99), gap=0.085, turn=0.35)
    swapped = overfit | {
        "accuracy": overfit["val_accuracy"],
        "val_accuracy": overfit["accuracy"],
    }
    percent = overfit | {
        key: [100 * value for value in overfit[key]] for key in ("accuracy", "val_accuracy")
    }
    backwards = {key: values[::-1] for key, values in overfit.items()}
    high_start = curves(rng, 18, (0.97, 0.70), gap=0.0)
    apart_at_first = high_start | {"val_accuracy": [v - 0.1 for v in high_start["accuracy"][::-1]]}
    apart_at_first["val_accuracy"][-1] = high_start["accuracy"][-1]
    training_rises = overfit | {"loss": overfit["val_loss"], "val_loss": overfit["loss"]}
    above_first = overfit | {"val_loss": np.linspace(0.5, 0.74, 18).tolist()}
    far_apart = overfit | {"val_accuracy": [v - 0.4 for v in overfit["val_accuracy"]]}
    fell_and_rose = np.interp(np.arange(18), [0, 6, 17], [3.0, 0.5, 2.0]).tolist()
    high_rise = overfit | {"val_loss": fell_and_rose}
    dropout = curves(rng, 18, (0.80, 0.94), gap=-0.05)
    dropout_turned = swapped | {"loss": overfit["val_loss"]}
    tiny = {key: [value / 100 for value in values] for key, values in overfit.items()}
    tinier = {key: [value / 250 for value in values] for key, values in overfit.items()}
    exact = curves(rng, 18, (0.70, 0.92), gap=0.0)
    exact["accuracy"][-1] = exact["val_accuracy"][-1] = DEFAULT_TARGET
    late_drop = curves(rng, 18, (0.80, 0.95), gap=0.0)
    late_drop["accuracy"][-1] = late_drop["val_accuracy"][-1] = 0.60
    about_target = [
        Training(overfit, 0.80),  # validation, too, is above the target
        Training(overfit, 0.995),  # training is below the target
        *map(Training, (high_start, tiny, tinier, exact, late_drop)),
        Training(curves(rng, 18, (0.80, 0.98), gap=0.0)),
    ]
    # The low targets keep the test for underfitting out of these.
    about_overfitting = [
        Training(percent, 50.0),
        *(
            Training(history, 0.50)
            for history in (
                swapped,
                percent,
                backwards,
                apart_at_first,
                training_rises,
                above_first,
                dropout,
                dropout_turned,
                far_apart,
                high_rise,
            )
        ),
    ]
    return about_overfitting, about_target
