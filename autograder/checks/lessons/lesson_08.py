"""Check of lesson 08: one small run of what the leaderboard runs in full."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from autograder.checks import (
    CheckFailedError,
    Function,
    PartialCredit,
    evaluation_arrays,
    expect,
    fail,
    graded,
)
from autograder.checks.lessons.entry_exceptions import ENTRY_MISTAKES
from autograder.checks.mistakes import codes_of
from fmnist_lab.limits import ENTRY_SECONDS

MAX_PARAMETERS = 500_000
MAX_MINUTES, FULL_TRAINING, TRAININGS = 15, 48_000, 3  # on the leaderboard
TRAINING, MORE, NEW, TWICE = 3_000, 9_000, 600, 50
FEW = 128  # images to train on for the second time
BATCH = 500  # in which `entry` predicts
# Chance is 0.1, and no untrained network of thousands came near 0.45.
UNTRAINED, LEARNED, GAIN = 0.45, 0.4, 0.15
BEGUN, BEGINNING = 0.2, 0.1  # right, and more right than before: it learns, if slowly

ENTRY_EXAMPLE = """\
run = entry(x_train[:3000], y_train[:3000], x_val[:600])
for key in ("before", "after"):
    print(key, np.mean(run[key].argmax(axis=1) == y_val[:600]))"""
BRIGHT_EXAMPLE = """\
run = entry(255 * x_train[:3000], y_train[:3000], 255 * x_val[:600])
np.mean(run["after"].argmax(axis=1) == y_val[:600])"""
BUILD_EXAMPLE = """\
model = build_model()
model(np.zeros((5, 28, 28, 1), dtype="float32")).shape, model.count_params()"""
OTHERS_EXAMPLE = """\
others = (y_train[:128] + 1) % 10  # each label is that of another class
run = entry(x_train[:128], others, x_val[:600])
np.mean(run["after"].argmax(axis=1) == y_val[:600])  # expected about 0.1, or less"""
AGAIN_EXAMPLE = """\
keras.utils.set_random_seed(0)
first = build_model()
keras.utils.set_random_seed(0)
second = build_model()
train(first, x_train[:3000], y_train[:3000])
guesses = second.predict(x_val[:600], verbose=0).argmax(axis=1)
np.mean(guesses == y_val[:600])  # `second` was never trained"""


@graded(
    points=10,
    statement="Your entry runs: `build_model` within 500,000 parameters, and `train` improves it.",
    codes=(
        "not-ten-scores",
        "too-many-parameters",
        "starts-trained",
        "builds-share-state",
        "softmax-over-batch",
        "random-at-inference",
        "trains-on-other-images",
        "training-lost",
        "averages-too-slow",
        "images-too-dark",
        "scores-hardly-change",
        "one-class-for-all",
        "does-not-learn",
        *codes_of(ENTRY_MISTAKES),
    ),
)
def check_build_model(entry: Function, rng: np.random.Generator) -> PartialCredit:
    """Train on 3,000 images, score new ones; then once more, to see that it starts afresh.

    New images are slightly changed, so that no table of known ones helps. Some come twice: their
    scores must agree.
    """
    from fmnist_lab import recorded

    x_train, y_train, _, _ = recorded.training_arrays()
    others, other_labels = evaluation_arrays()
    train = rng.choice(len(x_train), size=TRAINING, replace=False)
    new = rng.choice(len(others), size=NEW, replace=False)
    x_new = _changed(others[new], rng)
    x_new = np.concatenate([x_new, x_new[:TWICE]])
    labels = np.concatenate([other_labels[new], other_labels[new[:TWICE]]])
    more = rng.choice(len(x_train), size=MORE, replace=False)

    entry = entry.with_deadline(ENTRY_SECONDS).with_mistakes(ENTRY_MISTAKES, BUILD_EXAMPLE)
    before, after, seconds = _run(entry, x_train[train], y_train[train], x_new, seed=0)
    start, end = _accuracy(before, labels), _accuracy(after, labels)
    if start > UNTRAINED:
        fail(
            "starts-trained",
            f"before any training the network is right for {start:.0%} of new images; expected "
            "about 10 %, as by chance.",
            BUILD_EXAMPLE,
        )
    for when, scores in (("before", before), ("after", after)):
        _same_image_same_scores(scores, when)
    if np.allclose(before, after, rtol=1e-4, atol=1e-6):
        fail(
            "training-lost",
            "the scores before and after `train` are the same; expected that training changes "
            "them.",
            ENTRY_EXAMPLE,
        )
    wanted, remark = max(LEARNED, start + GAIN), ""
    if end < wanted:
        images = Images(x_train[train], y_train[train], x_new, labels, x_train[more], y_train[more])
        remark = _learned_all_the_same(entry, images, wanted, before, after)
    few = train[:FEW]
    shifted = (y_train[few] + 1) % 10
    # With the seed of the first run, so that one shared layer still fits those around it.
    again, taught, few_seconds = _run(entry, x_train[few], shifted, x_new, seed=0)
    if _accuracy(again, labels) > max(UNTRAINED, start + GAIN):
        fail(
            "builds-share-state",
            f"a second `build_model()` starts with {_accuracy(again, labels):.0%} of new images "
            "right; expected about 10 %. It got weights that the first one had learned.",
            AGAIN_EXAMPLE,
        )
    if _accuracy(taught, labels) > max(UNTRAINED, start + GAIN):
        fail(
            "trains-on-other-images",
            f"`entry` got {len(few)} images, each with the label of another class, and the network "
            f"knows the right class of {_accuracy(taught, labels):.0%} of new images all the same: it "
            "learned that from other images, or from other labels.",
            OTHERS_EXAMPLE,
        )
    remark = remark or (
        f"After training on {TRAINING:,} images the network is right for "
        f"{_accuracy(after[:NEW], labels[:NEW]):.1%} of {NEW} new ones."
    )
    return PartialCredit(1.0, f"{remark} {_cost(seconds, few_seconds)}".rstrip())


def _cost(seconds: float, few_seconds: float) -> str:
    """What the leaderboard's trainings would cost, by the two that were done; "" if unknown."""
    for_each_image = max(0.0, seconds - few_seconds) / (TRAINING - FEW)
    minutes = TRAININGS * (few_seconds + for_each_image * (FULL_TRAINING - FEW)) / 60
    if not math.isfinite(minutes):
        return ""
    text = (
        f"Three trainings on {FULL_TRAINING:,} images would take about {max(minutes, 0.1):.1f} CPU "
        f"minutes; the budget is {MAX_MINUTES}."
    )
    return (
        f"{text} On the leaderboard it would be stopped." if minutes > 1.2 * MAX_MINUTES else text
    )


@dataclass(frozen=True)
class Images:
    """Images and labels to train on, new ones to score, and more to train on."""

    x: np.ndarray
    y: np.ndarray
    x_new: np.ndarray
    labels: np.ndarray
    x_more: np.ndarray
    y_more: np.ndarray


def _learned_all_the_same(
    entry: Function, images: Images, wanted: float, before: np.ndarray, after: np.ndarray
) -> str:
    """What is told of a network that learns, though too little was seen of it; else fail.

    It is trained again, and scored after its averages have had as many batches as they have on
    the leaderboard. Scores by the statistics of the batch itself only say why it fails. A network
    that has begun to learn is trained on more images.
    """
    x_new, labels = images.x_new, images.labels
    start, end = _accuracy(before, labels), _accuracy(after, labels)
    text = (
        f"After training on {TRAINING:,} images the network is right for {end:.0%} of new ones, "
        f"before it was {start:.0%}; expected at least {wanted:.0%}."
    )
    run = entry.try_call(images.x, images.y, x_new, 0, settle=True).value
    settled = run.get("settled") if isinstance(run, dict) else None
    if settled is None:  # no batch normalisation, or an older notebook's `entry`
        _explain_brightness(entry, images, text)
        remark = _after_more(entry, images, wanted, start, end)
        return remark or _explain_scores(before, after, text)
    example = ENTRY_EXAMPLE.replace("])\nfor", "], settle=True)\nfor").replace(
        '("before", "after")', '("before", "after", "settled", "batch")'
    )
    shape = (len(x_new), 10)
    scores = expect.array(settled, shape=shape, what="the array of settled scores").astype(float)
    share = _accuracy(scores, labels)
    if share >= wanted:
        _same_image_same_scores(scores, "after")
        return (
            f"Right after training on {TRAINING:,} images, {end:.0%} of new ones were right: the "
            "moving averages of batch normalisation need more batches than that. After as many "
            f"as on the leaderboard, {share:.0%} were right, and that counts. Averages with "
            "`momentum=0.9` follow sooner."
        )
    batch = expect.array(run["batch"], shape=shape, what="the array of scores", finite=False)
    if np.isfinite(batch).all() and _accuracy(batch, labels) >= wanted:
        fail(
            "averages-too-slow",
            f"{text} With the mean and variance of the batch itself, as in training, "
            f"{_accuracy(batch, labels):.0%} are right; with the moving averages, after as many "
            f"batches as on the leaderboard, {share:.0%}.",
            example,
        )
    remark = _after_more(entry, images, wanted, start, share, settle=True)
    return remark or _explain_scores(before, after, text)


def _after_more(
    entry: Function, images: Images, wanted: float, start: float, end: float, **settings: bool
) -> str:
    """What is told of a network that learns enough from more images; "" when it does not.

    Only one that has begun to learn gets them: it takes three times as long.
    """
    if end < max(BEGUN, start + BEGINNING):
        return ""
    patient = entry.with_deadline(MORE // TRAINING * ENTRY_SECONDS)
    run = patient.ask(images.x_more, images.y_more, images.x_new, 0, **settings).value
    scores = run.get("settled", run.get("after")) if isinstance(run, dict) else None
    if not isinstance(scores, np.ndarray) or scores.shape != (len(images.x_new), 10):
        return ""
    share = _accuracy(scores, images.labels)
    if share < wanted:
        return ""
    _same_image_same_scores(scores, "after")
    return (
        f"After training on {TRAINING:,} images the network is right for {end:.0%} of new ones, and "
        f"after {MORE:,} for {share:.0%}, which counts: it learns, and slowly."
    )


def _explain_brightness(entry: Function, images: Images, text: str) -> None:
    """Fail for an entry that learns from images 255 times as bright."""
    run = entry.ask(255 * images.x, images.y, 255 * images.x_new, 0).value
    bright = run.get("after") if isinstance(run, dict) else None
    if not isinstance(bright, np.ndarray) or bright.shape != (len(images.x_new), 10):
        return
    share = _accuracy(bright, images.labels)
    if share >= LEARNED:
        message = f"{text} With pixels from 0 to 255, the same entry is right for {share:.0%}."
        fail("images-too-dark", message, BRIGHT_EXAMPLE)


def _explain_scores(before: np.ndarray, after: np.ndarray, text: str) -> NoReturn:
    """Fail with what the scores show."""
    guesses = after.argmax(axis=1)
    change, spread = np.abs(after - before).max(), np.ptp(before, axis=0).max()
    if change < 0.5 * spread:
        message = f"{text} Training changed no score by more than {change:.2g}."
        fail("scores-hardly-change", message, ENTRY_EXAMPLE)
    if len(set(guesses)) == 1:
        message = f"{text} It gives class {guesses[0]} for every image."
        fail("one-class-for-all", message, ENTRY_EXAMPLE)
    fail("does-not-learn", text, ENTRY_EXAMPLE)


def _changed(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each image moved by at most a pixel, a little darker, with a little noise on it."""
    moved = np.empty_like(images)
    for i, (down, right) in enumerate(rng.integers(-1, 2, size=(len(images), 2))):
        moved[i] = np.roll(images[i], (down, right), axis=(0, 1))  # the margin is black
    light = rng.uniform(0.9, 1.0, size=(len(images), 1, 1, 1))
    noise = rng.uniform(0, 0.02, size=images.shape)
    return np.clip(moved * light + noise, 0, 1).astype(images.dtype)


def _run(
    entry: Function, x: np.ndarray, y: np.ndarray, x_new: np.ndarray, seed: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """The scores before and after training, and its seconds of computing, NaN if unknown."""
    try:
        run = entry(x, y, x_new, seed)
    except CheckFailedError as failure:
        if failure.code == "not-implemented":  # raised inside `entry`, which is ready-made
            fail("not-implemented", "`build_model` still raises NotImplementedError.")
        # The student did not write this call; its arguments say nothing.
        observed = re.sub(
            r"^`entry\(\.\.\.\)`, given .*?, (raised|changed) ", r"`entry` \1 ", failure.observed
        )
        raise CheckFailedError(failure.code, observed, failure.example) from None
    replaced = "`entry` is not the notebook's own cell any more; put it back."
    if not isinstance(run, dict) or not {"before", "parameters"} <= set(run):
        fail("wrong-type", replaced)
    parameters = expect.number(run["parameters"], "the number of parameters")
    if parameters > MAX_PARAMETERS:  # then `entry` does not train at all
        fail(
            "too-many-parameters",
            f"the network has {parameters:,.0f} parameters; expected at most {MAX_PARAMETERS:,}.",
            BUILD_EXAMPLE,
        )
    if "after" not in run:
        fail("wrong-type", replaced)
    scores = []
    for when in ("before", "after"):
        array = expect.array(
            run[when],
            shape=(len(x_new), 10),
            what=f"the array of scores for {len(x_new)} images {when} training",
            example=BUILD_EXAMPLE,
            code="not-ten-scores",
        )
        scores.append(array.astype(np.float64))
    seconds = run.get("seconds")  # an older notebook's `entry` does not say
    return scores[0], scores[1], seconds if isinstance(seconds, float) else math.nan


def _accuracy(scores: np.ndarray, labels: np.ndarray) -> float:
    return float(np.mean(scores.argmax(axis=1) == labels))


def _rounding(scores: np.ndarray) -> float:
    """How far two scores of one image may differ; further where they are in half precision."""
    single = np.ascontiguousarray(scores, dtype=np.float32)
    if not (single.view(np.uint32) & 0xFFFF).any():  # bfloat16 has the upper half of the bits
        return 0.02
    return 4e-3 if (single.astype(np.float16) == single).all() else 1e-3


def _same_image_same_scores(scores: np.ndarray, when: str) -> None:
    sums = scores[:BATCH].sum(axis=0)
    if np.allclose(sums, 1, atol=1e-3):
        fail(
            "softmax-over-batch",
            f"{when.capitalize()} training, the scores of one class add up to 1 over the {BATCH} images "
            "of a batch; expected that those of one image do, over its ten classes.",
            "build_model().predict(x_val[:500], batch_size=500, verbose=0).sum(axis=0)",
        )
    once, again = scores[:TWICE], scores[NEW:]
    difference = float(np.abs(once - again).max())
    if difference > _rounding(scores) * max(1.0, float(np.abs(scores).max())):
        fail(
            "random-at-inference",
            f"{when.capitalize()} training, the same image asked twice got scores that differ by up to "
            f"{difference:.2g}; expected the same scores.",
            "twice = np.stack([x_val[0], x_val[0], *x_val[1:9]])\n"
            "np.ptp(build_model().predict(twice, verbose=0)[:2], axis=0)",
        )
