"""What Keras's own complaints mean when a network is built."""

from __future__ import annotations

import re

from autograder.checks.calls import CallResult
from autograder.checks.failures import CheckFailedError, fail
from autograder.checks.mistakes import Mistake, Raises, codes_of
from autograder.checks.traceback_place import without_traces

OF_KERAS = ("Sequential", "Input", "Model")
LAYERS = (
    "Conv2D|Conv1D|SeparableConv2D|DepthwiseConv2D|Max\\w*Pool\\w*|Average\\w*Pool\\w*|Global\\w*Pool\\w*|"
    "BatchNormalization|LayerNormalization|Dropout|SpatialDropout2D|Flatten|Dense|Activation|"
    "Softmax|ReLU|LeakyReLU|Reshape|Rescaling|Add|Concatenate|Random\\w+"
)


def _prefix(result: CallResult) -> str:
    name = _quoted(result.message)
    return f"It is reached as `{'keras' if name in OF_KERAS else 'layers'}.{name}`."


def _near(result: CallResult) -> str:
    found = re.search(r"attribute '(\w+)'", result.message)
    name = found[1] if found else ""
    if "'keras'" in result.message and re.fullmatch(LAYERS, name):
        return f"It is reached as `layers.{name}`."
    if re.fullmatch(r"Conv|\w*Pool(ing)?", name):
        return f"For images it is `{name}2D`."
    if result.suggestion:
        return f"There is `{result.suggestion}`; capital and small letters count."
    return "Keras has no such name there; capital and small letters count."


def _quoted(message: str) -> str:
    found = re.search(r"name '([^']*)'", message)
    return found[1] if found else ""


# A line that makes a layer; what a symbolic tensor between its parentheses brings about.
MAKES_LAYER = r"layers\.\w+\("
SYMBOL_FOR_NUMBER = (
    r"symbolic KerasTensor|A KerasTensor is symbolic|<KerasTensor|data_format=<kerastensor"
)

# What the message of a model's own prediction shows.
PREDICTIONS = (
    (
        r"does not have a `call(\(\))?` method",
        "layer-without-call",
        "Keras runs the method `call`, and there is none.",
    ),
    (
        r"_distribute_strategy|super\(\).__init__|`super\(",
        "super-init-missing",
        "`super().__init__()` has not been called.",
    ),
    (
        r"calling (Conv2D|Dense|Activation)\.call\(\)\..*Python `bool`",
        "activation-is-a-class",
        "Its activation is not a function of values.",
    ),
    (
        r"calling (Conv2D|Dense|Activation)\.call\(\)\.\W*(\w+\(\) (takes|missing)|"
        r"A KerasTensor is symbolic|Cannot convert a symbolic)",
        "activation-not-for-tensors",
        "The function given as its activation can't be called with one tensor.",
    ),
    (
        r"Cannot convert a symbolic tf\.Tensor|A KerasTensor is symbolic",
        "numpy-on-symbols",
        "NumPy can't compute with the symbols that stand for values while a network is built.",
    ),
)

KERAS_MISTAKES = (
    Mistake(
        "input-channels-first",
        Raises("ValueError", r"\(None, 1, 28, 28\)"),
        "The input is 1 x 28 x 28; expected 28 x 28 x 1.",
    ),
    Mistake(
        "channels-in-given",
        Raises(
            "ValueError",
            r"zero or negative.*shape=\(None, 28, 28, 1\).*kernel shape=\(\d+, \d+, 1, 1\)",
        ),
        "That is one filter, which is larger than the image.",
    ),
    Mistake(
        "one-filter-after-another",
        Raises(
            "ValueError",
            r"zero or negative.*inputs shape=\(None, \d+, \d+, 1\).*kernel shape=\(\d+, \d+, 1, 1\)",
        ),
        "A convolution of one filter gets the single map of the layer before it, and has no room "
        "on it.",
    ),
    Mistake(
        "layers-channels-first",
        Raises(
            "ValueError",
            r"zero or negative.*inputs shape=\(None, 28, 28, 1\).*kernel shape=\(\d+, \d+, 28, \d+\)",
        ),
        "The convolution takes the 28 rows of the image for 28 channels: it counts the channels "
        "first.",
    ),
    Mistake(
        "filters-and-size-swapped",
        Raises("ValueError", r"zero or negative.*shape=\(None, 28, 28, 1\).*kernel shape="),
        "The kernel is larger than the image.",
    ),
    Mistake(
        "pooled-to-nothing",
        Raises("ValueError", r"zero or negative"),
        "The map that comes in is smaller than the window on it.",
    ),
    Mistake(
        "batch-missing-in-build",
        Raises("ValueError", r"ndim=4, found ndim=3.*\(28, 28, 1\)"),
        "This shape has no place for the batch: expected (None, 28, 28, 1).",
    ),
    Mistake(
        "no-channel-in-input",
        Raises("ValueError", r"ndim=4, found ndim=3"),
        "Expected an input of shape (28, 28, 1).",
    ),
    Mistake(
        "flatten-before-convolution",
        Raises("ValueError", r"'\w*conv2d\w*' .*ndim=4, found ndim=2"),
        "The convolution got flat vectors: either Flatten stands before it, or `keras.Input` has one number only. Expected 28 x 28 x 1.",
    ),
    Mistake(
        "flatten-before-pooling",
        Raises("ValueError", r"'\w*pool\w*' .*ndim=4, found ndim=2"),
        "The pooling got flat vectors; expected maps with height, width and channels.",
    ),
    Mistake(
        "layer-for-other-dimensions",
        Raises(
            "ValueError",
            r"same length as input.*kernel of shape \(\d+, \d+, \d+\) |'\w*[13]d\w*' .*found ndim=4",
        ),
        "A layer whose name ends in 1D or 3D got maps with height and width; expected 2D.",
    ),
    Mistake(
        "batch-in-input-shape",
        Raises("ValueError", r"(ndim=5|same length as input).*28, 28, 1\)"),
        "Expected an input of shape (28, 28, 1).",
    ),
    Mistake(
        "numpy-on-symbols",
        Raises(
            ("TypeError", "ValueError", "NotImplementedError"), SYMBOL_FOR_NUMBER, r"\bnp\.\w+\("
        ),
        "NumPy can't compute with the symbols that stand for values while a network is built.",
    ),
    Mistake(
        "layer-given-its-input",
        Raises(("TypeError", "ValueError", "NotImplementedError"), SYMBOL_FOR_NUMBER, MAKES_LAYER),
        "A result of another layer stands between the parentheses in which the layer is made.",
    ),
    Mistake(
        "dense-inputs-given",
        Raises(
            ("TypeError", "ValueError"),
            r"^Dense.*multiple values for argument 'activation'|activation function identifier: \d",
            r"Dense\([^=]*,",
        ),
        "Dense takes how many outputs it has, and nothing about its input; what stands second is "
        "its activation.",
    ),
    Mistake(
        "window-not-two-numbers",
        Raises("ValueError", r"The `(kernel_size|pool_size)` argument must be a tuple"),
        "The side of a window is a whole number, or a pair of two.",
    ),
    Mistake(
        "layer-argument-missing",
        Raises(
            "TypeError",
            r"__init__\(\) missing \d required positional arguments?: '(rate|filters|kernel_size|units|activation|target_shape|size)",
        ),
        "A layer is made without an argument that it needs.",
    ),
    Mistake(
        "unknown-layer-argument",
        Raises("ValueError", r"Unrecognized keyword arguments passed to"),
        "The layer has no argument of this name.",
    ),
    Mistake(
        "unknown-layer-argument",
        Raises("TypeError", r"^Input\(\) got an unexpected keyword argument"),
        "`keras.Input` takes the shape of one image as `shape=`, or without a name.",
    ),
    Mistake(
        "input-shape-not-a-tuple",
        Raises("ValueError", r"Cannot convert '.*' to a shape"),
        "Expected one tuple of three numbers: (28, 28, 1).",
    ),
    Mistake(
        "input-shape-not-given",
        Raises("ValueError", r"You must pass a `shape` argument"),
        "Expected the shape of one image: (28, 28, 1).",
    ),
    Mistake(
        "prefix-missing",
        Raises("NameError", rf"name '({'|'.join(OF_KERAS)}|{LAYERS})' is"),
        _prefix,
    ),
    Mistake(
        "quotes-missing",
        Raises("NameError", r"name '(relu|softmax|sigmoid|tanh|linear|elu|gelu|same|valid)' is"),
        "Keras takes this word as a text, in quotes.",
    ),
    Mistake(
        "no-such-name-in-keras",
        Raises("AttributeError", r"module 'keras(\.[\w.]+)?' has no attribute"),
        _near,
    ),
    Mistake(
        "activation-taken-for-stride",
        Raises("ValueError", r"strides.*[Rr]eceived:? ?(a value of )?strides=\(?'?[a-z]"),
        "The third argument of Conv2D is the stride.",
    ),
    Mistake(
        "unknown-activation",
        Raises("ValueError", r"Could not interpret activation function identifier"),
        "Keras knows no activation of this name.",
    ),
    Mistake(
        "dropout-out-of-range",
        Raises("ValueError", r"received for argument `rate`|rate="),
        "Expected a share, such as 0.25.",
    ),
    Mistake(
        "layer-without-parentheses",
        Raises("ValueError", r"Only instances of `keras.Layer`.*Received: <class "),
        "That is the class; expected a layer made by it.",
    ),
    Mistake(
        "not-a-layer-in-the-list",
        Raises("ValueError", r"Only instances of `keras.Layer`"),
        "Something else than a layer stands in the list.",
    ),
    Mistake(
        "layers-not-in-a-list",
        Raises("TypeError", r"Sequential\.__init__\(\) takes from"),
        "Expected one list with all layers.",
    ),
    Mistake(
        "layers-not-in-a-list",
        Raises(
            "ValueError",
            r"Argument `name` must be a string.*name=<|Expected `trainable` to be a boolean.*=<",
        ),
        "Expected one list with all layers.",
    ),
    Mistake(
        "model-of-a-list",
        Raises("TypeError", r"^Layer\.__init__\(\) takes 1 positional argument but"),
        "`keras.Model` takes the inputs and the outputs; a list of layers is for Sequential.",
    ),
    Mistake(
        "layer-not-applied",
        Raises(
            "ValueError",
            r"Only input tensors may be passed as positional arguments|`(out|in)puts` (values )?must be KerasTensors|(out|in)puts` values must be KerasTensors",
        ),
        "A layer stands where its result is expected.",
    ),
    Mistake(
        "add-gives-none",
        Raises(
            "AttributeError",
            r"'NoneType' object has no attribute '(add|summary|compile|build|layers|output)'",
        ),
        "The name before the dot holds None.",
    ),
    Mistake(
        "append-for-add",
        Raises(
            "AttributeError",
            r"'Sequential' object has no attribute '(append|extend|insert|push|Add|add_layer)'",
        ),
        "A Sequential model is not a list.",
    ),
    Mistake(
        "add-takes-one-layer",
        Raises("TypeError", r"Sequential\.add\(\) takes from 2 to"),
        "Each call of `add` takes one layer.",
    ),
    Mistake(
        "sequential-not-called",
        Raises("TypeError", r"Sequential\.add\(\) missing 1 required positional argument: 'layer'"),
        "Either `add` got no layer, or `keras.Sequential` has no parentheses.",
    ),
    Mistake(
        "trained-while-building",
        Raises("ValueError", r"You must call `compile\(\)`"),
        "The network is used as if it had been compiled.",
    ),
    Mistake(
        "layer-name-twice",
        Raises("ValueError", r"should have unique names"),
        "Two layers of the model have one name, or are one layer.",
    ),
    Mistake(
        "input-twice",
        Raises("ValueError", r"already been configured to use input shape"),
        "The model has an input already.",
    ),
    Mistake(
        "padding-unknown",
        Raises("ValueError", r"`padding` (argument )?must be"),
        'Keras takes "valid" or "same"; it is the fourth argument of Conv2D, the third of pooling.',
    ),
    Mistake(
        "number-in-quotes",
        Raises("ValueError", r"expected a positive integer", r"\(\s*['\"]\d|=\s*['\"]\d"),
        "The number stands in quotes, which makes it a text.",
    ),
    Mistake(
        "number-in-quotes",
        Raises("TypeError", r"between instances of", r"layers\.\w+\(.*['\"][\d.]+['\"]"),
        "The number stands in quotes, which makes it a text.",
    ),
    Mistake(
        "model-called-without-images",
        Raises("TypeError", r"missing a required argument: 'inputs'"),
        "A model or layer is called here, with nothing between the parentheses.",
    ),
    *(Mistake(code, Raises("Exception", pattern), says) for pattern, code, says in PREDICTIONS),
)

EXCEPTION_CODES = codes_of(KERAS_MISTAKES)


def explain_prediction(failure: CheckFailedError, example: str) -> None:
    """Fail with what the exception of the model's own prediction means, if that is known."""
    observed = without_traces(failure.observed)
    for pattern, code, says in PREDICTIONS:
        if re.search(pattern, observed):
            text = _short(observed.rstrip("."))
            fail(code, f"Calling the model fails: {text}. {says}", example)


def _short(message: str) -> str:
    return message if len(message) <= 200 else message[:199].rstrip() + "…"
