"""What a reference run has shown, in sentences made from its own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fmnist_lab.data import CLASS_NAMES

CHANCE = 0.005  # validation accuracies of 12,000 images that are closer differ by chance


@dataclass(frozen=True)
class Source:
    """A publication that the run rests on, as BibTeX has it."""

    key: str
    what_for: str
    authors: str
    title: str
    year: int
    address: str  # without https://

    @property
    def bibtex(self) -> str:
        """The source as a BibTeX entry."""
        return (
            f"@misc{{{self.key},\n  author = {{{self.authors}}},\n  title = {{{self.title}}},\n"
            f"  year = {{{self.year}}},\n  url = {{https://{self.address}}}\n}}"
        )


DATA_SET = Source(
    "xiao2017fashion",
    "the data set",
    "Han Xiao and Kashif Rasul and Roland Vollgraf",
    "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms",
    2017,
    "arxiv.org/abs/1708.07747",
)
DROPOUT = Source(
    "srivastava2014dropout",
    "dropout",
    "Nitish Srivastava and Geoffrey Hinton and Alex Krizhevsky and Ilya Sutskever and "
    "Ruslan Salakhutdinov",
    "Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
    2014,
    "jmlr.org/papers/v15/srivastava14a.html",
)
ADAM = Source(
    "kingma2014adam",
    "the optimizer",
    "Diederik P. Kingma and Jimmy Ba",
    "Adam: A Method for Stochastic Optimization",
    2014,
    "arxiv.org/abs/1412.6980",
)
BATCH_NORMALIZATION = Source(
    "ioffe2015batch",
    "batch normalisation",
    "Sergey Ioffe and Christian Szegedy",
    "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift",
    2015,
    "arxiv.org/abs/1502.03167",
)
ONE_CYCLE = Source(
    "smith2017super",
    "the learning rate that rises and then falls",
    "Leslie N. Smith and Nicholay Topin",
    "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates",
    2017,
    "arxiv.org/abs/1708.07120",
)
WEIGHT_DECAY = Source(
    "loshchilov2017decoupled",
    "weight decay beside Adam",
    "Ilya Loshchilov and Frank Hutter",
    "Decoupled Weight Decay Regularization",
    2017,
    "arxiv.org/abs/1711.05101",
)
FIXED_FIRST_LAYER = Source(
    "jordan2024cifar",
    "a first layer that is computed from patches and not trained",
    "Keller Jordan",
    "94% on CIFAR-10 in 3.29 Seconds on a Single GPU",
    2024,
    "arxiv.org/abs/2404.00498",
)
RESIDUAL = Source(
    "he2015deep",
    "convolutions that are added to their input",
    "Kaiming He and Xiangyu Zhang and Shaoqing Ren and Jian Sun",
    "Deep Residual Learning for Image Recognition",
    2015,
    "arxiv.org/abs/1512.03385",
)
RANDOM_ERASING = Source(
    "zhong2017random",
    "random erasing",
    "Zhun Zhong and Liang Zheng and Guoliang Kang and Shaozi Li and Yi Yang",
    "Random Erasing Data Augmentation",
    2017,
    "arxiv.org/abs/1708.04896",
)


def conclusions(metrics: dict[str, Any]) -> list[str]:
    """Sentences on underfitting, dropout, epochs, capacity and the classes, true for this run.

    ``metrics`` is what ``metrics.json`` holds. A difference of at most ``CHANCE`` is called chance.
    """
    said = [_on_the_baseline(metrics), _on_dropout(metrics), _on_epochs(metrics)]
    if not metrics["final"]["plan"]["training"]["validation_too"]:
        said.append(_on_the_final_network(metrics))
    return [*said, _on_the_classes(metrics)]


def sources(metrics: dict[str, Any]) -> list[Source]:
    """The publications behind the data and behind what the final network uses."""
    network, training = (metrics["final"]["plan"][part] for part in ("network", "training"))
    used = {
        BATCH_NORMALIZATION: network["batch_normalization"],
        ONE_CYCLE: training["schedule"] != "constant",
        WEIGHT_DECAY: training["weight_decay"],
        FIXED_FIRST_LAYER: network["pca_filters"],
        RESIDUAL: network["residual"],
        RANDOM_ERASING: training["random_erasing"],
    }
    return [DATA_SET, DROPOUT, ADAM, *(source for source, by_this in used.items() if by_this)]


def _on_the_baseline(metrics: dict[str, Any]) -> str:
    baseline, target = metrics["baseline"], metrics["target"]["test_accuracy"]
    accuracy = baseline["history"]["accuracy"]
    last = f"The baseline's training accuracy ended at {percent(accuracy[-1])}"
    if baseline["diagnosis"] != "underfitting":
        return f"{last}; its curves say: {baseline['diagnosis']}."
    rising = "still rising and " if accuracy[-1] > accuracy[-2] else ""
    return f"{last}, {rising}below the target of {100 * target:g} %: it underfits."


def _on_dropout(metrics: dict[str, Any]) -> str:
    rows = metrics["comparison"]["rows"]
    epochs = max(row["epochs"] for row in rows)
    by_rate = {row["dropout"]: row["val_accuracy"] for row in rows if row["epochs"] == epochs}
    low, high = min(by_rate), max(by_rate)
    return (
        f"Dropout: trained for {epochs} epochs, the baseline's network reaches "
        f"{percent(by_rate[high])} on validation with dropout {high:g} and "
        f"{percent(by_rate[low])} with {low:g}. "
        + _difference(
            by_rate[low] - by_rate[high],
            "It underfits, so it needs less dropout, not more.",
            "More dropout was better here.",
        )
    )


def _on_epochs(metrics: dict[str, Any]) -> str:
    rate = metrics["baseline"]["plan"]["network"]["block_dropout"]
    rows = sorted(
        (row for row in metrics["comparison"]["rows"] if row["dropout"] == rate),
        key=lambda row: row["epochs"],
    )
    first, last = rows[0], rows[-1]
    return (
        f"Epochs: with the baseline's dropout of {rate:g}, validation accuracy goes from "
        f"{percent(first['val_accuracy'])} after {first['epochs']} epochs to "
        f"{percent(last['val_accuracy'])} after {last['epochs']}. "
        + _difference(
            last["val_accuracy"] - first["val_accuracy"],
            "Longer training helps a network that still learns.",
            "Longer training made it worse.",
        )
    )


def _on_the_final_network(metrics: dict[str, Any]) -> str:
    best, final = metrics["comparison"]["best"]["val_accuracy"], metrics["validation_accuracy"]
    return (
        f"Capacity: the best of the baseline's trainings reaches {percent(best)} on validation, "
        f"the final network {percent(final)}. "
        + _difference(
            final - best,
            "What is left is not a matter of dropout and epochs alone: it takes another network "
            "and another schedule.",
            "The final network is no better than the best of them.",
        )
    )


def _on_the_classes(metrics: dict[str, Any]) -> str:
    recall = metrics["recall"]
    worst, best = int(np.argmin(recall)), int(np.argmax(recall))
    found = (
        f"Classes: {CLASS_NAMES[best]} is found best ({percent(recall[best])}) and "
        f"{CLASS_NAMES[worst]} worst ({percent(recall[worst])})."
    )
    if not metrics["most_confused"]:
        return found
    pair = metrics["most_confused"][0]
    return (
        f"{found} The commonest mistake is {CLASS_NAMES[pair['true']]} taken for "
        f"{CLASS_NAMES[pair['predicted']]}, {pair['images']} images."
    )


def _difference(gain: float, better: str, worse: str) -> str:
    if abs(gain) <= CHANCE:
        return "The difference is within chance."
    return better if gain > 0 else worse


def percent(share: float, digits: int = 1) -> str:
    """A share as a percentage."""
    return f"{100 * share:.{digits}f} %"
