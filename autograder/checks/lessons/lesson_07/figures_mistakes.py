"""Accuracy and loss from a network's outputs: right ones, and what wrong formulas give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.checks.mistakes import Mistake

EPSILON = 1e-7  # where Keras clips probabilities
CLIPPED_AT = (0.0, EPSILON, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
ACCURACY_TOLERANCE = 0.00055  # agreement to five images of 10,000, so three decimals are enough


def softmax(scores: np.ndarray) -> np.ndarray:
    """Softmax of each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def are_probabilities(scores: np.ndarray) -> bool:
    """Whether each row is positive and sums to 1."""
    return bool(scores.min() >= 0 and np.allclose(scores.sum(axis=1), 1, atol=1e-3))


def probabilities_of(scores: np.ndarray) -> np.ndarray:
    """The scores, or their softmax when they are logits."""
    return scores if are_probabilities(scores) else softmax(scores)


def cross_entropy(probabilities: np.ndarray, y: np.ndarray) -> float:
    """Keras's formula: normalised, clipped, the mean of -log of the true class's probability."""
    total = probabilities.sum(axis=1)
    with np.errstate(all="ignore"):
        true = probabilities[np.arange(len(y)), y] / np.where(total == 0, 1, total)
    return float(-np.log(np.clip(true, EPSILON, 1 - EPSILON)).mean())


def figures_of(scores: np.ndarray, y: np.ndarray) -> tuple[float, ...]:
    """Accuracy, then every loss that is right for these scores.

    For logits a clipped and an unclipped one; positive scores that don't sum to one (a sigmoid)
    are both things to someone.
    """
    accuracy = float((scores.argmax(axis=1) == y).mean())
    if are_probabilities(scores):
        tiny = np.finfo(np.float32).tiny
        true = scores[np.arange(len(y)), y]
        unclipped = float(-np.log(np.maximum(true, tiny)).mean())
        return accuracy, cross_entropy(scores, y), unclipped
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y]
    losses = [float(logs.mean()), cross_entropy(softmax(scores), y)]
    if scores.min() >= 0:
        losses.append(cross_entropy(scores, y))
    return accuracy, *losses


def loss_of_all_pairs(scores: np.ndarray, y: np.ndarray, clip: float = EPSILON) -> float:
    """The loss when each image is paired with every label; shuffled labels give nearly this."""
    tiny = float(np.finfo(np.float32).tiny)
    logs = np.log(np.maximum(probabilities_of(scores), max(clip, tiny)))
    return float(-(logs.mean(axis=0) * np.bincount(y, minlength=10)).sum() / len(y))


def accuracy_mistakes(scores: np.ndarray, y: np.ndarray) -> list[Mistake]:
    """What other ways of counting give for the accuracy, on the right images."""
    rows, one_hot, n = np.arange(len(y)), np.eye(10)[y], len(y)
    accuracy = float((scores.argmax(axis=1) == y).mean())
    near = ACCURACY_TOLERANCE
    probabilities = probabilities_of(scores)
    over = {"scores": scores > 0.5, "probabilities": probabilities > 0.5}.values()
    of_true_class = [m[rows, y].mean() for m in over]
    of_all_outputs = [(m == one_hot).mean() for m in over]
    return [
        Mistake("accuracy-in-percent", 100 * accuracy, "Expected a share from 0 to 1", 100 * near),
        Mistake(
            "count-for-share", n * accuracy, "Expected a share from 0 to 1, not a count", n * near
        ),
        Mistake("error-rate-for-accuracy", 1 - accuracy, "This is the share that is wrong", 1e-5),
        *(
            Mistake("threshold-for-argmax", share, "This is what a threshold of 0.5 gives", 1e-5)
            for share in of_true_class
        ),
        *(
            Mistake(
                "threshold-for-argmax",
                share,
                "This is the share of all outputs, ten for each image, that lie on the right side "
                "of a threshold of 0.5",
                1e-5,
            )
            for share in of_all_outputs
        ),
        Mistake(
            "entries-for-images",
            1 - 2 * (1 - accuracy) / 10,
            "This is the share of equal entries when the guesses as one-hot rows are compared with "
            "one-hot labels",
            1e-6,
        ),
        Mistake(
            "confidence-for-accuracy",
            probabilities.max(axis=1).mean(),
            "This is the mean of the largest probability",
            1e-5,
        ),
        Mistake(
            "confidence-for-accuracy",
            probabilities[rows, y].mean(),
            "This is the mean probability of the true class",
            1e-5,
        ),
    ]


def broadcasting_mistakes(scores: np.ndarray, y: np.ndarray) -> list[Mistake]:
    """Comparisons of wrong shapes. A constant guess gives the same, but not with the right loss."""
    shares = np.bincount(y, minlength=10) / len(y)
    guesses = np.bincount(scores.argmax(axis=1), minlength=10) / len(y)
    says = "This is what comes out when every guess is compared with every label"
    best_images = float(np.mean(y[:, np.newaxis] == scores.argmax(axis=0)))
    return [
        Mistake("compared-by-broadcasting", float(shares @ guesses), says, 1e-6),
        *([Mistake("compared-by-broadcasting", best_images, says, 1e-6)] if best_images else []),
        Mistake(
            "argmax-over-everything",
            float(np.mean(y == scores.argmax())),
            "Not one guess was counted as right. `argmax` without an axis gives one position in "
            "the whole table of outputs, and with `axis=0` one image for each class: no guesses, "
            "and no label is equal to them"
            if scores.argmax() > 9
            else "This is what one single guess for all images gives, as `argmax` without an axis "
            "makes it",
            1e-9,
        ),
    ]


def parts_of_the_images(n: int) -> Iterator[tuple[slice, str]]:
    """Parts of the test set that a slice or a loop may leave, in words."""
    for count in (32, 64, 100, 128, 200, 256, 500, 1000, 2000, 5000):
        yield slice(count), f"first {count} images"
        yield slice(n - count, n), f"last {count} images"
    for batch in (32, 64, 128, 256):
        yield slice(n - n % batch, n), f"last {n % batch} images, the last batch of {batch},"
    for step in (2, 10):
        yield slice(None, None, step), f"images {0}, {step}, {2 * step} and so on"
    yield slice(1, None, 2), "images 1, 3, 5 and so on"


def loss_mistakes(
    wanted: float, accuracy: float, scores: np.ndarray, y: np.ndarray
) -> list[Mistake]:
    """What other formulas give in place of the mean cross-entropy ``wanted``."""
    probabilities = probabilities_of(scores)
    rows, one_hot = np.arange(len(y)), np.eye(10)[y]
    clipped = np.clip(probabilities, EPSILON, 1 - EPSILON)
    logs, true = np.log(clipped), probabilities[rows, y]
    binary = float(-(one_hot * logs + (1 - one_hot) * np.log1p(-clipped)).mean())
    off = probabilities - one_hot
    squares = off**2
    classes = np.abs(scores.argmax(axis=1) - y.astype(np.int64))
    formulas = (
        (float(squares.mean()), "the mean squared error of the probabilities"),
        (float(squares.sum(axis=1).mean()), "the squared error of the probabilities"),
        (float(np.abs(off).mean()), "the mean absolute error of the probabilities"),
        (float(np.abs(off).sum(axis=1).mean()), "the absolute error of the probabilities"),
        (float((classes**2).mean()), "the mean squared difference of class numbers"),
        (float(classes.mean()), "the mean absolute difference of class numbers"),
        (binary, "the binary cross-entropy"),
        (wanted / np.log(2), "a logarithm to the base 2"),
        (wanted / np.log(10), "a logarithm to the base 10"),
        (1 - accuracy, "the share of errors"),
        (float(-np.median(np.log(clipped[rows, y]))), "the median of the losses, not their mean"),
    )
    candidates = [
        ("test-loss-softmax-twice", cross_entropy(softmax(probabilities), y), "a second softmax"),
        ("test-loss-negative", -wanted, "the same formula without the minus"),
        *(("test-loss-of-another-formula", value, says) for value, says in formulas),
        ("test-loss-not-averaged", wanted / 10, "a mean over the ten classes as well"),
        (
            "test-loss-of-the-guess",
            float(-logs.max(axis=1).mean()),
            "taking the guessed class in place of the true one",
        ),
        (
            "test-loss-without-logarithm",
            1 - true.mean(),
            "1 minus the true class's probability, without a logarithm",
        ),
        (
            "test-loss-without-logarithm",
            -true.mean(),
            "minus the true class's probability, without a logarithm",
        ),
        (
            "test-loss-without-logarithm",
            true.mean(),
            "the true class's probability, without a logarithm",
        ),
        (
            "test-loss-log-of-mean",
            -np.log(true.mean()),
            "the logarithm of the mean probability, not the mean of the logarithms",
        ),
        *_over_all_classes(probabilities),
        *_of_bare_logits(scores, y),
        *_sums(wanted, len(y)),
    ]
    return [
        Mistake(code, value, f"This looks like {says}", _tolerance(value))
        for code, value, says in candidates
        if abs(value - wanted) > 0.002
    ]


Candidate = tuple[str, float, str]


def _tolerance(value: float) -> float:
    return min(0.002, 0.02 * abs(value)) if abs(value) < 1 else 0.002 * abs(value)


def _over_all_classes(probabilities: np.ndarray) -> Iterator[Candidate]:
    tiny = float(np.finfo(np.float32).tiny)
    for clip in CLIPPED_AT:
        logs = -np.log(np.maximum(probabilities, max(clip, tiny)))
        says = "the logarithms of all ten probabilities, not only of the true class's"
        yield "test-loss-over-all-classes", float(logs.mean()), f"the mean of {says}"
        yield "test-loss-over-all-classes", float(logs.sum(axis=1).mean()), f"the sum of {says}"
    entropy = -(probabilities * np.log(np.maximum(probabilities, tiny))).sum(axis=1).mean()
    yield (
        "test-loss-of-the-guess",
        float(entropy),
        "the mean of -p * log(p), in which no label occurs",
    )


def _of_bare_logits(scores: np.ndarray, y: np.ndarray) -> Iterator[Candidate]:
    if are_probabilities(scores):
        return
    clipped = np.clip(scores, EPSILON, 1 - EPSILON)
    for value in (
        cross_entropy(scores, y),
        cross_entropy(clipped, y),
        float(-np.log(clipped[np.arange(len(y)), y]).mean()),
    ):
        yield "test-loss-of-bare-logits", value, "taking bare logits for probabilities"


def _sums(wanted: float, n: int) -> Iterator[Candidate]:
    for batch in (1, 32, 64, 100, 128, 250, 256, 500, 512, 1000):
        total = wanted * -(-n // batch)
        what = "images" if batch == 1 else f"batches of {batch}"
        yield "test-loss-not-averaged", total, f"a sum over all {what}, not a mean"
