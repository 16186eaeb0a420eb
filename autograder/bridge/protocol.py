"""Frames of bytes: bounded JSON and ``.npy`` arrays whose headers are read before their data.

A frame is 16 bytes (``b"FMB1"``, the length of the JSON as uint32, the length of the rest as
uint64, little-endian), JSON, then arrays one after the other. The JSON is ``[sizes, tree]``:
the length of each array in bytes, and a value in which whatever JSON can't express is a dict
with the key ``"$"``::

    {"$": "tuple", "v": [...]}   {"$": "dict", "v": [[key, value], ...]}   {"$": "array", "i": 0}
    {"$": "complex", "v": [re, im]}   {"$": "rng", "name": "PCG64", "state": {...}}
    {"$": "network", ...}   {"$": "function", "name": ..., "handle": 3}

The reader trusts nothing: every count, length, depth and shape is bounded before memory
is taken, and whatever does not fit raises ProtocolError. Nothing is unpickled.
"""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable, Mapping
from itertools import accumulate
from math import prod
from typing import Any, BinaryIO

import numpy as np

from autograder.networks import UnsupportedNetworkError
from autograder.networks.architecture import check_architecture

MAGIC = b"FMB1"
HEAD = struct.Struct("<4sIQ")
MAX_JSON_BYTES = 48 * 2**20
MAX_ARRAYS_BYTES = 300 * 2**20  # of all arrays of a frame together
MAX_ARRAYS = 10_000  # in a frame
MAX_PARTS = 6_000_000  # brackets and commas in the JSON
MAX_TEXT_CHARACTERS = 1_000_000
MAX_DEPTH = 30
MAX_HEADER_BYTES = 1_000
# How long the box may look at an object before it sends it: a large network is read out of Keras.
READ_OBJECT_TIMEOUT_SECONDS = 60.0
KERNEL_TIMEOUT_SECONDS = 120.0  # for the kernel to be there
DTYPE_KINDS = "biufcSU"
# What crosses of an exception besides its classes: fields of a CallResult.
TEXTS_OF_AN_EXCEPTION = ("code", "message", "place", "line", "function", "suggestion")

Tree = Any
Frame = tuple[int, bytes | bytearray]  # without its head: the length of the JSON, and the body
ReadSpecial = Callable[[str, Mapping[str, Any], "Reader"], Any]


class ProtocolError(Exception):
    """These bytes are not a frame, or hold what no honest sender sends."""


class MessageTooLargeError(Exception):
    """The value is larger than a frame may be."""


# --- writing -----------------------------------------------------------------------------


def pack(value: object, special: Callable[[Any, Writer], Tree] | None = None) -> bytes:
    """A frame of a plain value. ``special`` writes other values (networks, functions).

    Raises MessageTooLargeError, and TypeError for what has no form here.
    """
    writer = Writer(special)
    tree = writer.write(value)
    text = json.dumps([[len(a) for a in writer.arrays], tree]).encode("ascii")
    if len(text) > MAX_JSON_BYTES:
        raise MessageTooLargeError
    rest = b"".join(writer.arrays)
    return HEAD.pack(MAGIC, len(text), len(rest)) + text + rest


class Writer:
    """Writes one frame's values down; ``arrays`` are the npy blobs so far."""

    def __init__(self, special: Callable[[Any, Writer], Tree] | None) -> None:
        self.arrays: list[bytes] = []
        self.special = special

    def write(self, value: Any) -> Tree:
        """The value as a tree. TypeError for what has no form here."""
        kind = type(value)
        if value is None or kind is bool or kind is str or kind is float:
            return value
        if kind is int:
            if value.bit_length() > 1100:  # beyond the largest float: infinite to every check
                return float("inf") if value > 0 else float("-inf")
            return value
        if kind is complex:
            return {"$": "complex", "v": [value.real, value.imag]}
        if kind is list:
            return [self.write(item) for item in value]
        if kind is tuple:
            return {"$": "tuple", "v": [self.write(item) for item in value]}
        if kind is dict:
            pairs = [[self.write(key), self.write(item)] for key, item in value.items()]
            return {"$": "dict", "v": pairs}
        if isinstance(value, (np.ndarray, np.generic)):
            return self.array(value)
        if isinstance(value, np.random.Generator):
            state = value.bit_generator.state
            return {"$": "rng", "name": state["bit_generator"], "state": self.write(state)}
        if self.special is not None:
            return self.special(value, self)
        raise TypeError(f"a {kind.__name__} can't be sent")

    def array(self, value: np.ndarray | np.generic) -> Tree:
        """One more npy blob."""
        if len(self.arrays) >= MAX_ARRAYS:
            raise MessageTooLargeError
        file = io.BytesIO()
        np.lib.format.write_array(file, np.asarray(value), allow_pickle=False)
        self.arrays.append(file.getvalue())
        return {"$": "array", "i": len(self.arrays) - 1}


# --- reading -----------------------------------------------------------------------------


def head(data: bytes) -> tuple[int, int]:
    """Lengths of the JSON and of the arrays, from a frame's first 16 bytes."""
    magic, text, rest = HEAD.unpack(data)
    if magic != MAGIC or text > MAX_JSON_BYTES or rest > MAX_ARRAYS_BYTES:
        raise ProtocolError("the frame's head")
    return text, rest


def read_frame(stream: BinaryIO) -> tuple[bytes, int]:
    """The body of the next frame, and the length of its JSON.

    Raises EOFError when the other side has hung up.
    """
    start = stream.read(HEAD.size)
    if len(start) < HEAD.size:
        raise EOFError
    text_length, rest_length = head(start)
    body = stream.read(text_length + rest_length)
    if len(body) < text_length + rest_length:
        raise EOFError
    return body, text_length


def unpack(body: bytes | bytearray, text_length: int, special: ReadSpecial | None = None) -> Any:
    """The value of a frame's body. ``special(kind, fields, reader)`` reads other kinds."""
    text, rest = bytes(body[:text_length]), memoryview(body)[text_length:]
    if text.count(b",") + text.count(b"[") + text.count(b"{") > MAX_PARTS:
        raise ProtocolError("too many items")
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError, MemoryError):
        raise ProtocolError("the JSON") from None
    if not (isinstance(parsed, list) and len(parsed) == 2 and isinstance(parsed[0], list)):
        raise ProtocolError("the frame's form")
    sizes, tree = parsed
    plausible = len(sizes) <= MAX_ARRAYS and all(
        type(n) is int and 0 < n <= MAX_ARRAYS_BYTES for n in sizes
    )
    if not plausible or sum(sizes) != len(rest):
        raise ProtocolError("the arrays' sizes")
    ends = accumulate(sizes)
    reader = Reader([rest[end - n : end] for n, end in zip(sizes, ends, strict=True)], special)
    value = reader.read(tree)
    if any(blob is not None for blob in reader.blobs):
        raise ProtocolError("an array that nothing uses")  # it would take memory all the same
    return value


class Reader:
    """Reads one frame's tree; every array may be used once, so that none counts twice."""

    def __init__(self, blobs: list[memoryview | None], special: ReadSpecial | None) -> None:
        self.blobs = blobs
        self.special = special

    def read(self, tree: Any, depth: int = 0) -> Any:
        """The value of a tree; ProtocolError for anything unknown."""
        if depth > MAX_DEPTH:
            raise ProtocolError("too deep")
        if tree is None or isinstance(tree, (bool, int, float)):
            return tree
        if isinstance(tree, str):
            return text_of(tree)
        if isinstance(tree, list):
            return [self.read(item, depth + 1) for item in tree]
        kind = tree.get("$")
        if kind == "tuple":
            return tuple([self.read(item, depth + 1) for item in items(tree.get("v"))])
        if kind == "dict":
            return self.mapping(tree.get("v"), depth)
        if kind == "array":
            return self.array(tree.get("i"))
        if kind == "complex":
            parts = items(tree.get("v"))
            if len(parts) != 2 or not all(isinstance(p, (int, float)) for p in parts):
                raise ProtocolError("a complex number")
            return complex(*parts)
        if isinstance(kind, str) and self.special is not None:
            return self.special(kind, tree, self)
        raise ProtocolError("an unknown kind of value")

    def mapping(self, pairs: Any, depth: int) -> dict[Any, Any]:
        """A dict with keys that are text or numbers."""
        mapping: dict[Any, Any] = {}
        for pair in items(pairs):
            if not isinstance(pair, list) or len(pair) != 2:
                raise ProtocolError("a dict")
            key = self.read(pair[0], depth + 1)
            if not (key is None or isinstance(key, (str, int, float))):
                raise ProtocolError("a dict's key")
            mapping[key] = self.read(pair[1], depth + 1)
        return mapping

    def array(self, index: Any) -> np.ndarray:
        """The array of blob ``index``."""
        if type(index) is not int or not 0 <= index < len(self.blobs):
            raise ProtocolError("there is no such array")
        blob = self.blobs[index]
        if blob is None:
            raise ProtocolError("an array is used twice")
        self.blobs[index] = None
        return array_of(blob)


def array_of(blob: memoryview) -> np.ndarray:
    """The array in these npy bytes; ProtocolError unless header and length agree in every way."""
    file = io.BytesIO(bytes(blob[: MAX_HEADER_BYTES + 12]))
    readers = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }
    try:
        read_header = readers[np.lib.format.read_magic(file)]
        shape, fortran, dtype = read_header(file, MAX_HEADER_BYTES)
    except Exception:  # a forged header can make NumPy's parser raise nearly anything
        raise ProtocolError("the header of an array") from None
    if dtype.kind not in DTYPE_KINDS or dtype.hasobject or dtype.fields or dtype.subdtype:
        raise ProtocolError("the dtype of an array")
    if len(shape) > 32 or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise ProtocolError("the shape of an array")
    size = prod(shape)
    data = blob[file.tell() :]
    if size * dtype.itemsize != len(data) or (size > 0 and dtype.itemsize == 0):
        raise ProtocolError("the length of an array")
    if dtype.kind == "b":
        flat = np.frombuffer(data, np.uint8) != 0  # other bytes are no booleans
    else:
        flat = np.frombuffer(data, dtype).copy() if size else np.empty(0, dtype)
    if dtype.kind == "U" and size:
        points = flat.view(np.dtype(np.uint32).newbyteorder(dtype.byteorder))
        if int(points.max()) > 0x10FFFF:
            raise ProtocolError("the text of an array")
    try:
        return flat.reshape(shape, order="F" if fortran else "C")
    except ValueError:  # empty, and yet larger than an array can be
        raise ProtocolError("the shape of an array") from None


def items(value: Any) -> list[Any]:
    """``value``, which must be a list."""
    if not isinstance(value, list):
        raise ProtocolError("a list is missing")
    return value


def text_of(value: Any, longest: int = MAX_TEXT_CHARACTERS) -> str:
    """Text without lone surrogates, which no file could be written with."""
    if not isinstance(value, str) or len(value) > longest:
        raise ProtocolError("a text")
    return value.encode("utf-8", "replace").decode("utf-8")


def generator(fields: Mapping[str, Any], reader: Reader) -> np.random.Generator:
    """The ``{"$": "rng"}`` of a frame."""
    if fields.get("name") != "PCG64":
        raise ProtocolError("a generator")
    bit_generator = np.random.PCG64(0)
    bit_generator.state = reader.read(fields.get("state"))
    return np.random.Generator(bit_generator)


# --- networks ----------------------------------------------------------------------------


def write_network(network: Any, writer: Writer, handle: int | None = None) -> Tree:
    """Architecture, weights and what was compiled; ``handle`` names the live model, if any."""
    return {
        "$": "network",
        "architecture": network.architecture,  # plain JSON already
        "weights": [writer.array(w) for w in network.weights],
        "compiled": network.compiled,
        "fitted": network.fitted,
        "problem": network.problem,
        "live": list(network.live),
        "handle": handle,
    }


def read_network(fields: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """The arguments of a Network, its form and its counts checked."""
    architecture = json_value(fields.get("architecture"))
    try:
        check_architecture(architecture)
    except UnsupportedNetworkError as problem:
        raise ProtocolError(str(problem)) from None
    weights = []
    for entry in items(fields.get("weights")):
        if not isinstance(entry, dict) or entry.get("$") != "array":
            raise ProtocolError("a network's weights")
        array = reader.array(entry.get("i"))
        if array.dtype.kind not in "fiu":
            raise ProtocolError("a network's weights")
        weights.append(array)
    compiled = json_value(fields.get("compiled"))
    if compiled is not None and not isinstance(compiled, dict):
        raise ProtocolError("what was compiled")
    fitted = json_value(fields.get("fitted"))
    if fitted is not None and not _is_fitted(fitted):
        raise ProtocolError("how a network was fitted")
    return {
        "architecture": architecture,
        "weights": weights,
        "compiled": compiled,
        "fitted": fitted,
        "problem": text_of(fields.get("problem"), 2_000),
        "live": _live(fields.get("live")),
    }


def _live(value: Any) -> tuple[int, ...]:
    if any(type(number) is not int for number in items(value)):
        raise ProtocolError("a network's live objects")
    return tuple(value)


def _is_fitted(value: Any) -> bool:
    history = value.get("history") if isinstance(value, dict) else None
    return (
        isinstance(history, dict)
        and type(value.get("steps")) is int
        and all(isinstance(values, list) for values in history.values())
        and all(type(number) is float for values in history.values() for number in values)
    )


def json_value(value: Any, depth: int = 0) -> Any:
    """A JSON value, after its texts and its depth were checked."""
    if depth > MAX_DEPTH:
        raise ProtocolError("too deep")
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return text_of(value, 10_000)
    if isinstance(value, list):
        return [json_value(item, depth + 1) for item in value]
    return {text_of(k, 200): json_value(item, depth + 1) for k, item in value.items()}
