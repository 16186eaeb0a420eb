"""Results that others have published for Fashion-MNIST, to compare with."""

from __future__ import annotations

from dataclasses import dataclass

_README = "https://github.com/zalandoresearch/fashion-mnist#benchmark"


@dataclass(frozen=True)
class Published:
    """A test accuracy (share of 10,000 images) as its submitter stated it."""

    name: str
    test_accuracy: float
    submitter: str
    source: str = _README


# From the table of submitted results in the data set's own README, which says of itself
# that its maintainers have not verified them.
PUBLISHED = (
    Published("people without training in fashion (1,000 images)", 0.835, "Leo"),
    Published("two convolutions with max pooling (Keras)", 0.876, "Kashif Rasul"),
    Published("XGBoost on scaled pixels", 0.898, "@anktplwl91"),
    Published("multilayer perceptron 256-128-64", 0.900, "@lianghong"),
    Published("two convolutions with max pooling, over 300 epochs", 0.916, "TensorFlow's tutorial"),
    Published("two convolutions, 113,000 parameters", 0.922, "Abel G."),
    Published("two convolutions, fewer than 100,000 parameters", 0.925, "@hardmaru"),
    Published(
        "three convolutions with pooling, two dense layers, dropout", 0.926, "Umberto Griffo"
    ),
    Published("VGG16, 26 million parameters", 0.935, "@QuantumLiu"),
    Published("ResNet18 with augmentation", 0.949, "Kyriakos Efthymiadis"),
    Published("wide residual network 40-4, 8.9 million parameters", 0.967, "@ajbrock"),
)
