"""Why a network misses the target: what can be seen of it, and what that singles out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks import Network, training_arrays
from autograder.checks.lessons.lesson_06.network_weights import (
    distance_to_averages,
    has_normalisation,
    layers_with_weights,
    normalisations,
    with_new_averages,
)
from autograder.checks.lessons.lesson_06.target_evidence import (
    KEEP_PROBABILITIES,
    PROBE,
    Evidence,
    activation_of,
    output_activation,
)

OR_AVERAGES = (
    "Either it was trained on images that were prepared in another way, or on a part of them, or the averages that its "
    "batch normalization remembers have not settled yet."
)
BOTH_EXAMPLE = (
    "for x, y in ((x_train[:5000], y_train[:5000]), (x_val, y_val)):\n"
    "    print((model.predict(x, verbose=0).argmax(axis=1) == y).mean())"
)
LAYERS_EXAMPLE = "[(layer.name, getattr(layer, 'activation', None)) for layer in model.layers]"
EXAMPLES = dict.fromkeys(
    ("target-overfits", "target-part-of-the-images", "target-underfits", "target-below",
     "target-partly", "target-no-convolution"),
    BOTH_EXAMPLE,
) | {
    "target-scores-as-probabilities": "model.predict(x_val[:3], verbose=0).sum(axis=1)",
    "target-softmax-twice": LAYERS_EXAMPLE,
    "target-dropout-on-output": "[type(layer).__name__ for layer in model.layers]",
    "target-output-activation": LAYERS_EXAMPLE,
    "target-no-activations": LAYERS_EXAMPLE,
    "target-wrong-loss": "model.loss",
    "target-images-or-averages": "model.evaluate(x_train[:1000], y_train[:1000], verbose=0)",
    "target-rate-too-high": "model.optimizer.learning_rate",
    "target-rate-too-low": "model.optimizer.learning_rate",
    "target-rescales-again": "[layer(x_val[:100]).numpy().max() for layer in model.layers[:1]]",
    "target-heavy-decay": "model.optimizer.weight_decay, model.optimizer.learning_rate",
    "target-heavy-penalty": "sum(float(loss) for loss in model.losses)",
    "target-much-dropout": "[layer.rate for layer in model.layers if 'dropout' in layer.name]",
}  # fmt: skip

CHANCE = 0.25  # an accuracy below this is hardly better than guessing
GAP = 0.05  # of training accuracy over that on other images: more is overfitting
SMALL_GAP, LEARNED = 0.025, 0.93  # below both it has not learned its training images
LARGE_RATE, SMALL_RATE = 0.05, 1e-5  # of Adam and its relatives, whose usual rate is 0.001
LARGE_SGD, SMALL_SGD = 1.0, 1e-4  # of SGD, divided by 1 - momentum
HUGE_SGD, POOR = 5.0, 0.8  # such a rate is blamed for any accuracy below this
ADAMS = {"Adam", "AdamW", "Nadam", "Adamax", "RMSprop"}
CROSS_ENTROPIES = ("sparse_categorical_crossentropy", "categorical_crossentropy")
Scale = Callable[[np.ndarray], np.ndarray]
OTHER_SCALES: tuple[
    tuple[str, str, Scale], ...
] = (  # how the student may have prepared the images, and a line that shows it
    ("multiplied by 255", "x_val * 255", lambda x: x * 255),
    ("divided by 255 once more", "x_val / 255", lambda x: x / 255),
    ("subtracted from 1", "1 - x_val", lambda x: 1 - x),
    ("rescaled to -1 to 1", "2 * x_val - 1", lambda x: 2 * x - 1),
    (
        "standardised to mean 0 and spread 1",
        "(x_val - x_train.mean()) / x_train.std()",
        lambda x: (x - x.mean()) / x.std(),
    ),
)

CODES = (
    "target-function",
    "target-output-activation",
    "target-fitted-on-validation",
    "target-frozen",
    "target-never-fitted",
    "target-expects-pixels",
    "target-other-scale",
    "target-labels-moved",
    "target-batch-averages",
    "target-dropout-on-output",
    "target-scores-as-probabilities",
    "target-softmax-twice",
    "target-wrong-loss",
    "target-rate-too-high",
    "target-rate-too-low",
    "target-rescales-again",
    "target-heavy-penalty",
    "target-heavy-decay",
    "target-schedule-ended",
    "target-no-activations",
    "target-one-answer",
    "target-learned-nothing",
    "target-other-images",
    "target-images-or-averages",
    "target-part-of-the-images",
    "target-overfits",
    "target-much-dropout",
    "target-no-convolution",
    "target-underfits",
    "target-below",
    "target-partly",
)

Cause = tuple[str, str]  # a code of the catalogue, and a sentence on what was seen


def causes(evidence: Evidence) -> list[str]:
    """A code, then sentences about what was seen that explains it."""
    for decisive in (_validation, _not_trained, _other_scale, _labels_moved, _batch_averages):
        if cause := decisive(evidence):
            return list(cause)
    facts = [cause for fact in FACTS if (cause := fact(evidence))]
    example_of_facts = evidence.example
    if evidence.accuracy < CHANCE:
        found = [*facts, _other_images(evidence) or _learned_nothing(evidence)]
    elif memorised := _part_of_the_images(evidence) or _overfits(evidence):
        found = [memorised, *facts]
    else:
        found = [*facts, _fit(evidence)]
    code = found[0][0]
    if found[0] in facts:
        evidence.example = example_of_facts
    evidence.example = EXAMPLES.get(code, evidence.example)
    return [code, *(sentence for _, sentence in found)]


# --- what explains everything else --------------------------------------------------------


def _validation(evidence: Evidence) -> Cause | None:
    if not evidence.knows_validation_best:
        return None
    evidence.example = BOTH_EXAMPLE
    return "target-fitted-on-validation", (
        f"These are the validation images. Of the training images it gets only "
        f"{evidence.training:.1%} right."
    )


def _not_trained(evidence: Evidence) -> Cause | None:
    """All biases, and all averages of batch normalisation, are 0 as in the beginning."""
    if evidence.accuracy > 0.5:
        return None
    starts, trainable = [], []
    for layer, arrays in layers_with_weights(evidence.model.architecture, evidence.model.weights):
        trainable.append(layer.get("trainable", True))
        if layer["class_name"] == "BatchNormalization":
            starts.append(arrays[-2])
        elif len(arrays) > 1 and layer["config"].get("use_bias", True):
            starts.append(arrays[-1])
    if not starts or any(array.any() for array in starts):
        return None
    if not any(trainable):
        evidence.example = "[(layer.name, layer.trainable) for layer in model.layers]"
        return "target-frozen", (
            "All its layers are set to trainable = False, and its biases are all 0, as before any "
            "training."
        )
    evidence.example = "[float(abs(w).max()) for w in model.get_weights() if w.ndim == 1]"
    return "target-never-fitted", "Its biases are all 0, as before any training."


def _other_scale(evidence: Evidence) -> Cause | None:
    """Images that are prepared in another way are recognised much better."""
    tried = [
        (evidence.accuracy_on(change(evidence.images), evidence.labels), words, line)
        for words, line, change in OTHER_SCALES
    ]
    best, words, line = max(tried)
    fitted = evidence.fitted_accuracy
    if best < max(evidence.probe + 0.05, 0.5):
        return None
    if fitted is None:
        if best < max(evidence.probe + 0.15, 0.6):
            return None
    elif best < fitted - 0.07 or abs(fitted - best) > abs(fitted - evidence.probe):
        return None  # in its training it was better than so, or as bad as here
    seen = f"On the same images, {words}, the accuracy is {best:.2f}."
    if has_normalisation(evidence.model):
        # Averages that have not settled make a network do better on brighter images, too.
        try:
            if _nearest_scale(evidence) is None:
                return None
        except LookupError:
            return "target-images-or-averages", f"{seen} {OR_AVERAGES}"
    evidence.example = f"(model.predict({line}, verbose=0).argmax(axis=1) == y_val).mean()"
    if words == OTHER_SCALES[0][0]:
        if factor := _rescaling(evidence.model):
            seen += f" It holds a Rescaling layer that multiplies by {factor:.3g}."
        return "target-expects-pixels", seen
    return "target-other-scale", seen


def _nearest_scale(evidence: Evidence) -> tuple[str, str, Scale] | None:
    """Which images the first averages of batch normalisation fit clearly better than these, if any.

    Raises LookupError when they can't tell.
    """
    if not normalisations(evidence.model):
        raise LookupError
    steps = (evidence.model.fitted or {}).get("steps", 0) * len(evidence.curve("loss"))
    images = training_arrays()[0][:PROBE]
    own = distance_to_averages(evidence.model, images, steps)
    distances = [
        distance_to_averages(evidence.model, change(images), steps) for _, _, change in OTHER_SCALES
    ]
    place = int(np.argmin(distances))
    nearest = distances[place]
    return OTHER_SCALES[place] if nearest < min(0.5 * own, own - 0.5) else None


def _labels_moved(evidence: Evidence) -> Cause | None:
    """Each class is recognised under the number of another one."""
    said = evidence.output.argmax(axis=1)
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (evidence.labels, said), 1)
    meant = counts.argmax(axis=1)  # of each class: what is said for most of its images
    agreement = counts.max(axis=1).sum() / counts.sum()
    if len(set(meant)) < 10 or agreement < max(evidence.probe + 0.3, 0.5):
        return None
    k = int(np.flatnonzero(meant != np.arange(10))[0])
    evidence.example = (
        f"np.bincount(model.predict(x_val[y_val == {k}], verbose=0).argmax(axis=1), minlength=10)"
    )
    return "target-labels-moved", (
        f"It gives most images of class {k} the number {meant[k]}, and the other classes have "
        f"numbers of their own, too; by these numbers it would be right for {agreement:.0%}."
    )


def _batch_averages(evidence: Evidence) -> Cause | None:
    """With averages taken from the training images it does much better."""
    if evidence.training > 0.9:
        return None
    images = training_arrays()[0]
    changed = with_new_averages(evidence.model, images[:PROBE])
    if changed is None:
        return None
    accuracy = float((changed.predict(evidence.images).argmax(axis=1) == evidence.labels).mean())
    if accuracy < max(evidence.probe + 0.1, 0.5):
        return None
    if (scale := _nearest_scale(evidence)) is not None:
        words, line, _ = scale
        evidence.example = f"(model.predict({line}, verbose=0).argmax(axis=1) == y_val).mean()"
        return "target-expects-pixels" if scale == OTHER_SCALES[0] else "target-other-scale", (
            f"The averages that its batch normalisation remembers fit images {words}, and not these."
        )
    fitted = evidence.fitted_accuracy
    reported = f"Its last epoch of training reported {fitted:.2f}. " if fitted else ""
    evidence.example = "model.evaluate(x_train[:1000], y_train[:1000], verbose=0)"
    return "target-batch-averages", (
        f"{reported}With means and spreads taken anew from 1,000 training images, the batch "
        f"normalisation layers would let it reach {accuracy:.2f}: those that it remembers are "
        "not right yet."
    )


# --- faults of the design -----------------------------------------------------------------


def _loss_of(evidence: Evidence) -> tuple[str, bool]:
    loss = (evidence.model.compiled or {}).get("loss", {})
    return loss.get("name", ""), bool(loss.get("config", {}).get("from_logits", False))


def _dropout_on_output(evidence: Evidence) -> Cause | None:
    layers = evidence.model.layers
    if not layers or "Dropout" not in layers[-1]["class_name"]:
        return None
    rate = layers[-1]["config"].get("rate", 0)
    return "target-dropout-on-output", (
        f"Its last layer is a Dropout: in each training step it sets {rate:.0%} of the answers "
        "themselves to 0."
    )


def _scores_as_probabilities(evidence: Evidence) -> Cause | None:
    name, from_logits = _loss_of(evidence)
    activation = output_activation(evidence.model)
    if name not in CROSS_ENTROPIES or from_logits or evidence.gives_probabilities:
        return None
    if activation == "linear":
        return "target-scores-as-probabilities", (
            "Its last layer has no softmax, and the loss was not told `from_logits=True`."
        )
    if activation not in ("softmax", "sigmoid"):
        return "target-output-activation", (
            f"The activation of its last layer is {activation}; expected softmax."
        )
    return None


def _softmax_twice(evidence: Evidence) -> Cause | None:
    layers = [x for x in evidence.model.layers if x["class_name"] not in KEEP_PROBABILITIES]
    name, from_logits = _loss_of(evidence)
    if output_activation(evidence.model) != "softmax":
        return None
    if name in CROSS_ENTROPIES and from_logits:
        return "target-softmax-twice", (
            "Its last layer has a softmax, and the loss takes another one (`from_logits=True`)."
        )
    if len(layers) > 1 and activation_of(layers[-2]) == "softmax":
        return "target-softmax-twice", "Its last two layers both have a softmax."
    return None


def _wrong_loss(evidence: Evidence) -> Cause | None:
    name, _ = _loss_of(evidence)
    if not name or "crossentropy" in name:
        return None
    words = name.replace("_", " ")
    return "target-wrong-loss", f"Its loss is the {words}; expected a cross-entropy of ten classes."


def _learning_rate(evidence: Evidence) -> Cause | None:
    optimizer, rate = evidence.optimizer
    if optimizer == "SGD" and isinstance(rate, float):
        return _rate_of_sgd(evidence, rate)
    if optimizer not in ADAMS or not isinstance(rate, float):
        return None
    words = f"Its learning rate was {rate:g}; usual for {optimizer} is 0.001."
    if rate >= LARGE_RATE:
        return "target-rate-too-high", words
    return ("target-rate-too-low", words) if rate <= SMALL_RATE else None


def _rate_of_sgd(evidence: Evidence, rate: float) -> Cause | None:
    """Of a network that is near chance, or poor at a huge rate, lest a rate be blamed that works."""
    momentum = evidence.optimizer_settings.get("momentum") or 0.0
    if not 0 <= momentum < 1:
        return None
    huge = rate / (1 - momentum) >= HUGE_SGD
    if evidence.accuracy >= (POOR if huge else CHANCE):
        return None
    with_momentum = f" with momentum {momentum:g}" if momentum else ""
    words = f"Its learning rate was {rate:g}{with_momentum}; usual for SGD is 0.01."
    if rate / (1 - momentum) >= LARGE_SGD:
        return "target-rate-too-high", words
    return ("target-rate-too-low", words) if rate / (1 - momentum) <= SMALL_SGD else None


def _heavy_decay(evidence: Evidence) -> Cause | None:
    _, rate = evidence.optimizer
    decay = evidence.optimizer_settings.get("weight_decay")
    if not isinstance(rate, float) or not isinstance(decay, (int, float)) or rate * decay < 0.02:
        return None
    return "target-heavy-decay", (
        f"Its weight decay of {decay:g} and its learning rate of {rate:g} shrink every weight by "
        f"{rate * decay:.0%} in each step."
    )


def _rescaling(model: Network) -> float | None:
    """By how much its Rescaling layers shrink the images; None when they hardly do."""
    scales = [
        layer["config"].get("scale", 1.0)
        for layer in model.layers
        if layer["class_name"] == "Rescaling"
    ]
    numbers = [scale for scale in scales if isinstance(scale, (int, float))]
    product = float(np.prod(numbers)) if numbers else 1.0
    return product if 0 < product <= 0.01 else None


def _rescales_again(evidence: Evidence) -> Cause | None:
    factor = _rescaling(evidence.model)
    if factor is None:
        return None
    return "target-rescales-again", (
        f"It holds a Rescaling layer that multiplies by {factor:.3g}, and the images lie between 0 "
        f"and 1 already: the layers behind it see nothing above {factor:.3g}."
    )


def _heavy_penalty(evidence: Evidence) -> Cause | None:
    for layer in evidence.model.layers:
        for key, penalty in layer["config"].items():
            if not key.endswith("_regularizer") or not isinstance(penalty, dict):
                continue
            for kind, size in (penalty.get("config") or {}).items():
                if size >= 0.01:
                    return "target-heavy-penalty", (
                        f"The {layer['class_name']} layer {layer['name']} has {kind} of {size:g} "
                        f"as its {key}; usual are 0.0001 to 0.001."
                    )
    return None


def _schedule_ended(evidence: Evidence) -> Cause | None:
    _, rate = evidence.optimizer
    fitted = evidence.model.fitted
    if not isinstance(rate, dict) or rate.get("class_name") != "CosineDecay" or not fitted:
        return None
    settings = rate.get("config") or {}
    end = (settings.get("warmup_steps") or 0) + (settings.get("decay_steps") or 0)
    epochs = max(map(len, fitted["history"].values()), default=0)
    taken = fitted["steps"] * epochs
    if settings.get("alpha") or taken <= 1.1 * end:
        return None
    asked = (0, end // 2, end, taken)
    evidence.example = f"[float(model.optimizer._learning_rate(step)) for step in {asked}]"
    of_epochs = f"{fitted['steps']:,} in each of {epochs} epochs" if epochs > 1 else "one epoch"
    return "target-schedule-ended", (
        f"The learning rate reached 0 after step {end:,}, and the training had {taken:,} steps "
        f"({of_epochs}): the rest changed nothing."
    )


def _much_dropout(evidence: Evidence) -> Cause | None:
    rates = [
        layer["config"].get("rate", 0)
        for layer in evidence.model.layers
        if "Dropout" in layer["class_name"]
    ]
    if max(rates, default=0) < 0.7:
        return None
    return "target-much-dropout", f"One of its Dropout layers drops {max(rates):.0%} of the values."


def _no_activations(evidence: Evidence) -> Cause | None:
    layers = evidence.model.layers
    with_kernels = [layer for layer in layers if layer["class_name"] in ("Conv2D", "Dense")]
    if len(with_kernels) < 2 or not all(layer["class_name"] in SIMPLE for layer in layers):
        return None
    if any(activation_of(layer) not in ("linear", "softmax") for layer in layers[:-1]):
        return None
    return "target-no-activations", "No layer before the last one has an activation."


SIMPLE = frozenset(  # layers that bring no activation but the one of their argument
    "InputLayer Conv2D Dense MaxPooling2D AveragePooling2D GlobalAveragePooling2D Flatten Reshape "
    "Dropout SpatialDropout2D BatchNormalization Activation Rescaling Softmax".split()
)
FACTS = (
    _dropout_on_output,
    _scores_as_probabilities,
    _softmax_twice,
    _wrong_loss,
    _learning_rate,
    _rescales_again,
    _heavy_penalty,
    _heavy_decay,
    _schedule_ended,
    _much_dropout,
    _no_activations,
)


# --- the fit ------------------------------------------------------------------------------


def _other_images(evidence: Evidence) -> Cause | None:
    """It did learn, and knows nothing of the images as they are."""
    fitted = evidence.fitted_accuracy
    if fitted is None or fitted - max(evidence.training, evidence.first_training) < 0.3:
        return None
    if has_normalisation(evidence.model) and not normalisations(evidence.model):
        return "target-images-or-averages", (
            f"The last epoch of its training reported an accuracy of {fitted:.2f}, and of the training "
            f"images it gets {evidence.training:.1%} right. {OR_AVERAGES}"
        )
    evidence.example = "x_train.shape, x_train.dtype, x_train.min(), x_train.max()"
    return "target-other-images", (
        f"The last epoch of its training reported an accuracy of {fitted:.2f}, and of the training "
        f"images as they are in `recorded.training_arrays()` it gets {evidence.training:.1%} right."
    )


def _learned_nothing(evidence: Evidence) -> Cause:
    said = np.bincount(evidence.output.argmax(axis=1), minlength=10)
    k = int(said.argmax())
    if said[k] > 0.9 * said.sum():
        evidence.example = (
            "np.bincount(model.predict(x_val, verbose=0).argmax(axis=1), minlength=10)"
        )
        return "target-one-answer", (
            f"It says class {k} for {said[k] / said.sum():.0%} of the images. Guessing at random "
            "gives 0.10."
        )
    evidence.example = BOTH_EXAMPLE
    return "target-learned-nothing", (
        f"Of the training images it gets {evidence.training:.1%} right. Guessing at random gives "
        "10 %."
    )


def _part_of_the_images(evidence: Evidence) -> Cause | None:
    training, first = evidence.training, evidence.first_training
    if first - training > 0.05:
        return "target-part-of-the-images", (
            f"It is right for {first:.1%} of the first 1,000 training images, and for "
            f"{training:.1%} of all: it was trained on a part of them."
        )
    fitted = evidence.fitted_accuracy
    if fitted is not None and fitted - training > 0.06:
        if has_normalisation(evidence.model) and not normalisations(evidence.model):
            return "target-images-or-averages", (
                f"The last epoch of its training reported an accuracy of {fitted:.2f}, and of the "
                f"training images it gets {training:.1%} right. {OR_AVERAGES}"
            )
        return "target-part-of-the-images", (
            f"The last epoch of its training reported an accuracy of {fitted:.2f}, and it is right "
            f"for {training:.1%} of the 48,000 training images: it was trained on other images than "
            "these, or on a part of them."
        )
    return None


def _overfits(evidence: Evidence) -> Cause | None:
    if evidence.training - evidence.accuracy < GAP:
        return None
    return "target-overfits", (
        f"Of the training images it gets {evidence.training:.1%} right, {_more(evidence)}: it "
        f"overfits.{_turned(evidence)}"
    )


def _more(evidence: Evidence) -> str:
    points = 100 * (evidence.training - evidence.accuracy)
    return f"{abs(points):.1f} points {'more' if points >= 0 else 'less'} than of these"


def _turned(evidence: Evidence) -> str:
    losses = evidence.curve("val_loss")
    if not losses or losses[-1] < 1.05 * min(losses):
        return ""
    return (
        f" Its validation loss was lowest after epoch {int(np.argmin(losses)) + 1} of "
        f"{len(losses)} ({min(losses):.2f}) and ended at {losses[-1]:.2f}."
    )


def _rises(evidence: Evidence) -> str:
    scores = evidence.curve("val_accuracy") or evidence.curve("accuracy")
    epochs = f"{len(scores)} epoch{'' if len(scores) == 1 else 's'}"
    if len(scores) == 1:
        return f" It was fitted for {epochs}."
    if len(scores) > 1 and scores[-1] == max(scores) and scores[-1] - scores[-2] > 0.002:
        return f" Its accuracy was still rising after {epochs}."
    return ""


def _fit(evidence: Evidence) -> Cause:
    training, gap = evidence.training, evidence.training - evidence.accuracy
    seen = f"Of the training images it gets {training:.1%} right, {_more(evidence)}"
    if abs(gap) >= SMALL_GAP or training > LEARNED:
        code = "target-below" if evidence.accuracy <= evidence.points_begin else "target-partly"
        return code, f"{seen}.{_turned(evidence)}{_rises(evidence)}"
    seen += f": it underfits.{_rises(evidence)}"
    if not any("conv" in layer["class_name"].lower() for layer in evidence.model.layers):
        return "target-no-convolution", f"{seen} It has no convolution."
    return "target-underfits", seen
