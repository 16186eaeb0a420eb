"""What a cell shows: a kernel's messages as a notebook's outputs, bounded in size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MAX_CELL_OUTPUT_CHARACTERS = 4 * 2**20  # of one cell's outputs; pictures count as base64 text
MAX_CELL_OUTPUTS = 1_000  # pieces of output of one cell
MAX_TRACEBACK_LINES = 200
MAX_ERROR_CHARACTERS = 300  # of the last line of an error
MIMETYPES = (
    "text/plain",
    "text/html",
    "text/markdown",
    "text/latex",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
)
LEFT_OUT = "left_out"  # metadata of an output: the types of its data that are not kept
_MAX_LEFT_OUT, _MAX_TYPE_CHARACTERS = 10, 100
_CUT = "\n[The rest of the output was left out: there was too much of it.]\n"


@dataclass
class CellResult:
    """What came of running one cell.

    ``outputs`` are in nbformat's form; ``error`` is the last line of the cell's error. ``ended``
    is "" when the cell ended by itself; else it is a ``KernelEnding`` or a ``BoxEnding``.
    """

    outputs: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    ended: str = ""


class OutputCollector:
    """Adds a kernel's messages to the outputs of a cell, as long as there is room.

    ``room`` is the number of characters that the notebook may still show; ``used`` is how many
    of them this cell has used. ``cut`` says whether something was omitted.
    """

    def __init__(self, result: CellResult, room: int) -> None:
        self.result = result
        self.cut = False
        self._room = self._room_before = max(0, min(MAX_CELL_OUTPUT_CHARACTERS, room))
        self._displays: dict[str, list[dict[str, Any]]] = {}  # those that can be updated, by id
        self._clear_next = False

    @property
    def used(self) -> int:
        """How many characters the cell's outputs have."""
        return self._room_before - self._room

    def take(self, kind: str, content: dict[str, Any]) -> None:
        """Add one message of type ``kind`` to the outputs."""
        if kind == "clear_output":
            self._clear_next = bool(content.get("wait"))
            if not self._clear_next:
                self.result.outputs.clear()
            return
        makers: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {
            "stream": _stream,
            "display_data": _display,
            "update_display_data": _display,
            "execute_result": _display,
            "error": self._error,
        }
        output = makers[kind](content) if kind in makers else None
        if output is None:
            return
        self._shorten(output)
        if self._clear_next and kind != "update_display_data":
            self.result.outputs.clear()
            self._clear_next = False
        transient = content.get("transient")
        display_id = transient.get("display_id") if isinstance(transient, dict) else None
        if kind == "update_display_data":
            for displayed in self._displays.get(str(display_id), []):
                displayed["data"] = output["data"]
            return
        last = self.result.outputs[-1] if self.result.outputs else {}
        if kind == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        elif len(self.result.outputs) < MAX_CELL_OUTPUTS:
            self.result.outputs.append(output)
            if isinstance(display_id, str) and len(self._displays) < MAX_CELL_OUTPUTS:
                self._displays.setdefault(display_id, []).append(output)
        else:
            self.cut = True

    def _error(self, content: dict[str, Any]) -> dict[str, Any]:
        name, value = _text(content.get("ename")), _text(content.get("evalue"))
        if not self.result.error:
            line = " ".join(f"{name}: {value}".split()) if value else name
            line = "".join(c for c in line if c.isprintable())  # it is shown in terminals, too
            if len(line) > MAX_ERROR_CHARACTERS:
                line = line[: MAX_ERROR_CHARACTERS - 1] + "…"
            self.result.error = line
        trace = content.get("traceback")
        lines = [_text(line) for line in trace] if isinstance(trace, list) else []
        return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}

    def _shorten(self, output: dict[str, Any]) -> None:
        """Cut the output so that it fits into the room that is left."""
        if "text" in output:
            output["text"] = self._fit(output["text"])
        for key, value in list(output.get("data", {}).items()):
            if len(value) <= self._room:
                self._room -= len(value)
            else:  # data is kept whole or not at all: a part of a picture can't be shown
                del output["data"][key]
                self.cut = True
        if "traceback" in output:
            output["ename"] = self._fit(output["ename"])
            output["evalue"] = self._fit(output["evalue"])
            output["traceback"] = [
                self._fit(line) for line in output["traceback"][:MAX_TRACEBACK_LINES]
            ]

    def _fit(self, text: str) -> str:
        fitting = text[: max(self._room, 0)]
        self._room -= len(fitting)
        self.cut |= len(fitting) < len(text)
        return fitting

    def finish(self) -> None:
        """Add a sentence when something was omitted."""
        if self.cut:
            self.result.outputs.append({"output_type": "stream", "name": "stdout", "text": _CUT})


def _stream(content: dict[str, Any]) -> dict[str, Any]:
    name = "stderr" if content.get("name") == "stderr" else "stdout"
    return {"output_type": "stream", "name": name, "text": _text(content.get("text"))}


def _display(content: dict[str, Any]) -> dict[str, Any] | None:
    data = content.get("data")
    data = data if isinstance(data, dict) else {}
    shown = {
        mime: _text(value)
        for mime, value in data.items()
        if mime in MIMETYPES and isinstance(value, str)
    }
    left_out = [str(mime)[:_MAX_TYPE_CHARACTERS] for mime in data if mime not in shown][
        :_MAX_LEFT_OUT
    ]
    if not shown and not left_out:
        return None
    metadata = {LEFT_OUT: left_out} if left_out else {}
    output: dict[str, Any] = {"output_type": "display_data", "metadata": metadata, "data": shown}
    count = content.get("execution_count")
    if type(count) is int:
        output |= {"output_type": "execute_result", "execution_count": count}
    return output


def _text(value: Any) -> str:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""
