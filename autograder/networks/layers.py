"""Which layers, activations and regularisers a network may have, and how large it may be."""

from __future__ import annotations

from typing import Any

FORMAT = 1
MAX_LAYERS = 800  # Keras itself reaches the limit of recursion soon afterwards
MAX_DEPTH = 5  # of models in models, and of layers in layers
MAX_NETWORK_PARAMETERS = 20_000_000
MAX_ACTIVATIONS = 8_000_000  # numbers per example, all layers together
MAX_OPERATIONS = 2_000_000_000  # multiply-adds per example


class UnsupportedNetworkError(Exception):
    """The network is not made of Keras's own layers and plain arguments, or is too large."""


_CONV = ("strides", "padding", "data_format", "dilation_rate", "activation", "use_bias")
_POOL = ("pool_size", "strides", "padding", "data_format")
_ADAPTIVE = ("output_size", "data_format")
_GLOBAL = ("data_format", "keepdims")
_NORM = ("axis", "epsilon", "center", "scale", "beta_regularizer", "gamma_regularizer")
_OUTPUT = ("bias_regularizer", "activity_regularizer")
_KERNEL = ("kernel_regularizer", *_OUTPUT)
_CONVOLUTION = ("filters", "kernel_size", "groups", *_CONV, *_KERNEL)
_TRANSPOSED = ("filters", "kernel_size", "output_padding", *_CONV, *_KERNEL)
_DEPTHWISE = ("kernel_size", "depth_multiplier", "depthwise_regularizer", *_OUTPUT, *_CONV)
_SEPARABLE = ("filters", "pointwise_regularizer", *_DEPTHWISE)
_LORA = ("lora_rank", "lora_alpha")
_CELL = (
    *("units", "activation", "use_bias", "dropout", "recurrent_dropout"),
    *("kernel_regularizer", "recurrent_regularizer", "bias_regularizer"),
)
_LSTM = (*_CELL, "recurrent_activation", "unit_forget_bias")
_GRU = (*_CELL, "recurrent_activation", "reset_after")
_SEQUENCE = ("return_sequences", "return_state", "go_backwards", "unroll", "zero_output_for_mask")
_RECURRENT = (*_SEQUENCE, "activity_regularizer")
_CONV_LSTM = (
    *("filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate"),
    *(name for name in _LSTM if name != "units"),
    *_SEQUENCE[:3],
    "activity_regularizer",
)
_HEADS = ("dropout", "use_bias", "sliding_window", "flash_attention", "use_gate", *_KERNEL)
_MOVED = ("fill_mode", "interpolation", "fill_value", "data_format")
_COLOUR = ("factor", "value_range", "data_format")
_DIMENSIONS = ("1D", "2D", "3D")

# Class name in keras.layers: the arguments that may cross.
LAYERS: dict[str, tuple[str, ...]] = {
    "InputLayer": (),
    **{f"Conv{d}": _CONVOLUTION for d in _DIMENSIONS},
    **{f"Conv{d}Transpose": _TRANSPOSED for d in _DIMENSIONS},
    **{f"DepthwiseConv{d}": _DEPTHWISE for d in _DIMENSIONS[:2]},
    **{f"SeparableConv{d}": _SEPARABLE for d in _DIMENSIONS[:2]},
    "Dense": ("units", "activation", "use_bias", *_KERNEL, *_LORA),
    "EinsumDense": ("equation", "output_shape", "activation", "bias_axes", *_KERNEL, *_LORA),
    "Embedding": ("input_dim", "output_dim", "mask_zero", "embeddings_regularizer", *_LORA),
    "ReversibleEmbedding": (
        *("input_dim", "output_dim", "tie_weights", "embeddings_regularizer", "mask_zero"),
        *("reverse_dtype", "logit_soft_cap"),
    ),
    **{f"{kind}Pooling{d}": _POOL for kind in ("Max", "Average") for d in _DIMENSIONS},
    **{f"Global{kind}Pooling{d}": _GLOBAL for kind in ("Max", "Average") for d in _DIMENSIONS},
    **{f"Adaptive{kind}Pooling{d}": _ADAPTIVE for kind in ("Max", "Average") for d in _DIMENSIONS},
    # recurrent
    "SimpleRNN": (*_CELL, *_RECURRENT),
    "LSTM": (*_LSTM, *_RECURRENT),
    "GRU": (*_GRU, *_RECURRENT),
    "SimpleRNNCell": _CELL,
    "LSTMCell": _LSTM,
    "GRUCell": _GRU,
    "StackedRNNCells": ("cells",),
    "RNN": ("cell", *_SEQUENCE),
    **{f"ConvLSTM{d}": _CONV_LSTM for d in _DIMENSIONS},
    "Bidirectional": ("layer", "merge_mode", "backward_layer"),
    "TimeDistributed": ("layer",),
    "Masking": ("mask_value",),
    # attention
    "Attention": ("use_scale", "score_mode", "dropout"),
    "AdditiveAttention": ("use_scale", "dropout"),
    "MultiHeadAttention": (
        *("num_heads", "key_dim", "value_dim", "output_shape", "attention_axes", *_HEADS),
    ),
    "GroupQueryAttention": ("head_dim", "num_query_heads", "num_key_value_heads", *_HEADS),
    # shapes
    "Flatten": ("data_format",),
    "Reshape": ("target_shape",),
    "Permute": ("dims",),
    "RepeatVector": ("n",),
    "ZeroPadding1D": ("padding", "data_format"),
    "ZeroPadding2D": ("padding", "data_format"),
    "ZeroPadding3D": ("padding", "data_format"),
    "Cropping1D": ("cropping",),
    "Cropping2D": ("cropping", "data_format"),
    "Cropping3D": ("cropping", "data_format"),
    "UpSampling1D": ("size",),
    "UpSampling2D": ("size", "data_format", "interpolation"),
    "UpSampling3D": ("size", "data_format"),
    # regularising
    "Dropout": ("rate", "noise_shape"),
    "AlphaDropout": ("rate", "noise_shape"),
    "SpatialDropout1D": ("rate",),
    "SpatialDropout2D": ("rate", "data_format"),
    "SpatialDropout3D": ("rate", "data_format"),
    "GaussianNoise": ("stddev",),
    "GaussianDropout": ("rate",),
    "ActivityRegularization": ("l1", "l2"),
    # normalising
    "BatchNormalization": (*_NORM, "momentum", "renorm"),
    "LayerNormalization": (*_NORM, "rms_scaling"),
    "GroupNormalization": (*_NORM, "groups"),
    "RMSNormalization": ("axis", "epsilon"),
    "UnitNormalization": ("axis",),
    "SpectralNormalization": ("layer", "power_iterations"),
    "Normalization": ("axis", "mean", "variance", "invert"),
    "Rescaling": ("scale", "offset"),
    # activations
    "Activation": ("activation",),
    "ReLU": ("max_value", "negative_slope", "threshold"),
    "LeakyReLU": ("negative_slope",),
    "PReLU": ("shared_axes", "alpha_regularizer"),
    "ELU": ("alpha",),
    "Softmax": ("axis",),
    # merging
    **dict.fromkeys(("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"), ()),
    "Concatenate": ("axis",),
    "Dot": ("axes", "normalize"),
    "Identity": (),
    # what is done to images
    "Resizing": (
        *("height", "width", "interpolation", "crop_to_aspect_ratio", "pad_to_aspect_ratio"),
        *("fill_mode", "fill_value", "antialias", "data_format"),
    ),
    "CenterCrop": ("height", "width", "data_format"),
    "AutoContrast": ("value_range", "data_format"),
    "ContrastLimitedAdaptiveHistogramEqualization": (
        *("value_range", "clip_limit", "tile_grid_size", "data_format"),
    ),
    "Discretization": ("bin_boundaries", "num_bins", "epsilon", "output_mode"),
    "CategoryEncoding": ("num_tokens", "output_mode"),
    # random in training, and the same for every image afterwards
    "Pipeline": ("layers",),
    "AugMix": (
        *("value_range", "num_chains", "chain_depth", "factor", "alpha", "all_ops"),
        *("interpolation", "data_format"),
    ),
    "RandAugment": ("value_range", "num_ops", "factor", "interpolation", "data_format"),
    "CutMix": ("factor", "data_format"),
    "MixUp": ("alpha", "data_format"),
    "RandomBrightness": _COLOUR,
    "RandomColorJitter": (
        *("value_range", "brightness_factor", "contrast_factor", "saturation_factor"),
        *("hue_factor", "data_format"),
    ),
    "RandomContrast": _COLOUR,
    **{
        f"Random{name}": _COLOUR
        for name in ("ColorDegeneration", "Hue", "Invert", "Posterization", "Saturation")
    },
    "RandomSharpness": _COLOUR,
    "RandomGrayscale": ("factor", "data_format"),
    "RandomCrop": ("height", "width", "data_format"),
    "RandomElasticTransform": ("factor", "scale", "value_range", *_MOVED),
    "RandomErasing": ("factor", "scale", "fill_value", "value_range", "data_format"),
    "RandomFlip": ("mode", "data_format"),
    "RandomGaussianBlur": ("factor", "kernel_size", "sigma", "value_range", "data_format"),
    "RandomPerspective": ("factor", "scale", "interpolation", "fill_value", "data_format"),
    "RandomRotation": ("factor", *_MOVED),
    "RandomShear": ("x_factor", "y_factor", *_MOVED),
    "RandomTranslation": ("height_factor", "width_factor", *_MOVED),
    "RandomZoom": ("height_factor", "width_factor", *_MOVED),
    "Solarization": ("addition_factor", "threshold_factor", "value_range", "data_format"),
}

_TEXT = "it is for text and tables, and not for images"
_FOREIGN = "what it computes is not made of Keras's layers"
# Class name in keras.layers: why it is not in the table.
REFUSED = {
    "Lambda": "it holds Python code of your own, which is not run here",
    "Layer": "it is the base class and does nothing",
    "Wrapper": "it is a base class and does nothing",
    "FlaxLayer": _FOREIGN,
    "JaxLayer": _FOREIGN,
    "TFSMLayer": _FOREIGN,
    "TorchModuleWrapper": _FOREIGN,
    "HashedCrossing": _TEXT,
    "Hashing": _TEXT,
    "IntegerLookup": _TEXT,
    "StringLookup": _TEXT,
    "TextVectorization": _TEXT,
    "MelSpectrogram": "it is for sound, and not for images",
    "STFTSpectrogram": "it is for sound, and not for images",
    "Equalization": "Keras itself can't put it into a model",
    "MaxNumBoundingBoxes": "it is for boxes in images, and not for their classes",
}
# Where a class of keras.layers calls itself otherwise.
OTHER_NAMES = {"GroupedQueryAttention": "GroupQueryAttention"}

# Arguments whose values are layers of the table, or a list of such layers.
LAYER_ARGUMENTS = frozenset({"layer", "backward_layer", "cell", "cells", "layers"})
ACTIVATION_ARGUMENTS = frozenset({"activation", "recurrent_activation"})

# Arguments that change no prediction, or have no effect at their default.
IGNORED = frozenset(
    "name trainable dtype seed batch_shape optional synchronized lora_alpha use_cudnn "
    "gptq_unpacked_column_size renorm_clipping renorm_momentum".split()
)

# What a layer may be called with besides its inputs.
CALL_ARGUMENTS = frozenset(
    "inputs x images data training mask initial_state sequence sequences query value key "
    "query_mask value_mask key_mask attention_mask use_causal_mask return_attention_scores "
    "reverse count_weights".split()
)

# Name in keras.activations: its arguments besides x.
ACTIVATIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        "exponential hard_sigmoid hard_silu hard_tanh linear log_sigmoid mish relu6 selu sigmoid "
        "silu softplus softsign sparse_plus sparse_sigmoid tanh tanh_shrink".split(),
        (),
    ),
    "celu": ("alpha",),
    "elu": ("alpha",),
    "gelu": ("approximate",),
    "glu": ("axis",),
    "hard_shrink": ("threshold",),
    "leaky_relu": ("negative_slope",),
    "log_softmax": ("axis",),
    "relu": ("negative_slope", "max_value", "threshold"),
    "soft_shrink": ("threshold",),
    "softmax": ("axis",),
    "sparsemax": ("axis",),
    "squareplus": ("b",),
    "threshold": ("threshold", "default_value"),
}
# Functions that call themselves otherwise, TensorFlow's (tf.nn.softmax is softmax_v2) among them.
ACTIVATION_NAMES = {
    "softmax_v2": "softmax",
    "log_softmax_v2": "log_softmax",
    "swish": "silu",
    "hard_swish": "hard_silu",
    "leaky_relu_v2": "leaky_relu",
    "exp": "exponential",
    "identity": "linear",
}
REGULARIZERS = {"L1": ("l1",), "L2": ("l2",), "L1L2": ("l1", "l2")}
POLICIES = frozenset(
    "float32 float64 float16 bfloat16 mixed_float16 mixed_bfloat16 bool uint8 int8 int16 int32 "
    "int64 uint16 uint32".split()
)


def known_class(layer: Any) -> str | None:
    """The name under which this layer's class is in the table; None for any other class."""
    import keras

    name = OTHER_NAMES.get(type(layer).__name__, type(layer).__name__)
    return name if name in LAYERS and type(layer) is getattr(keras.layers, name, None) else None
