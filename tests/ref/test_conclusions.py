"""The report's conclusions are made from a run's numbers, and change with them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from fmnist_ref.conclusions import conclusions, sources


def run(**changed: Any) -> dict[str, Any]:
    rows = [
        {"dropout": rate, "epochs": epochs, "val_accuracy": accuracy}
        for rate, epochs, accuracy in [
            (0.0, 3, 0.892),
            (0.0, 9, 0.915),
            (0.4, 3, 0.871),
            (0.4, 9, 0.889),
        ]
    ]
    network = {
        "batch_normalization": False, "pca_filters": False, "residual": [], "block_dropout": 0.4,
    }  # fmt: skip
    training = {
        "schedule": "constant", "weight_decay": 0.0, "random_erasing": 0, "validation_too": False,
    }  # fmt: skip
    metrics = {
        "target": {"test_accuracy": 0.92},
        "baseline": {
            "diagnosis": "underfitting",
            "history": {"accuracy": [0.84, 0.85]},
            "plan": {"network": network, "training": training},
        },
        "comparison": {"rows": rows, "best": rows[1]},
        "final": {"plan": {"network": network, "training": training}},
        "validation_accuracy": 0.926,
        "recall": [0.9, 0.98, 0.8, 0.9, 0.9, 0.97, 0.7, 0.96, 0.99, 0.95],
        "most_confused": [{"true": 6, "predicted": 0, "images": 92}],
    }
    return copy.deepcopy(metrics | changed)


def test_each_is_said_with_its_numbers():
    baseline, dropout, epochs, capacity, classes = conclusions(run())
    assert "ended at 85.0 %, still rising and below the target of 92 %: it underfits" in baseline
    assert "88.9 % on validation with dropout 0.4 and 91.5 % with 0. It underfits" in dropout
    assert "87.1 % after 3 epochs to 88.9 % after 9. Longer training helps" in epochs
    assert "91.5 % on validation, the final network 92.6 %. What is left" in capacity
    assert "Bag is found best (99.0 %) and Shirt worst (70.0 %)" in classes
    assert "Shirt taken for T-shirt/top, 92 images" in classes


def test_no_conclusion_is_drawn_from_chance_or_against_the_numbers():
    metrics = run(validation_accuracy=0.86)
    metrics["baseline"] |= {"diagnosis": "good", "history": {"accuracy": [0.93, 0.92]}}
    for row in metrics["comparison"]["rows"]:
        if row["dropout"] == 0.0:
            row["val_accuracy"] = 0.87
    metrics["comparison"]["rows"][3]["val_accuracy"] = 0.874
    baseline, dropout, epochs, capacity, _ = conclusions(metrics)
    assert "its curves say: good" in baseline and "underfit" not in baseline
    assert dropout.endswith("The difference is within chance.")
    assert epochs.endswith("The difference is within chance.")
    assert "no better than the best" in capacity
    metrics["comparison"]["rows"][3]["val_accuracy"] = 0.89
    assert "More dropout was better here." in conclusions(metrics)[1]


def test_without_validation_scores_nothing_is_said_of_them():
    metrics = run(validation_accuracy=None, most_confused=[])
    metrics["final"]["plan"]["training"]["validation_too"] = True
    said = conclusions(metrics)
    assert len(said) == 4 and not any("None" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("part", "setting", "title"),
    [
        ("network", {"batch_normalization": True}, "Batch Normalization"),
        ("network", {"pca_filters": True}, "94% on CIFAR-10"),
        ("network", {"residual": [1]}, "Deep Residual"),
        ("training", {"schedule": "one-cycle"}, "Super-Convergence"),
        ("training", {"weight_decay": 0.01}, "Decoupled"),
        ("training", {"random_erasing": 8}, "Random Erasing"),
    ],
)
def test_what_the_network_uses_is_cited(part: str, setting: dict[str, Any], title: str):
    metrics = run()
    assert not any(title in source.title for source in sources(metrics))
    metrics["final"]["plan"][part] |= setting
    (cited,) = [source for source in sources(metrics) if title in source.title]
    assert cited.bibtex.count("{") == cited.bibtex.count("}") and cited.address in cited.bibtex
