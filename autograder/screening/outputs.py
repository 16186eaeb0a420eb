"""Drops the saved outputs from a notebook's bytes before its size is judged.

A notebook is run again when it is graded, so what it shows now counts for nothing, however large.
"""

from __future__ import annotations

import re

from autograder.screening import policy

# A string of JSON, or a bracket outside of one, behind whatever else there is; skipping that is
# faster than searching. A string that never ends has no group "end". At the end of the text there
# is no "token".
_TOKEN = re.compile(
    rb'[^"\[\]{}]*+(?P<token>"[^"\\]*+(?:\\.[^"\\]*+)*+(?P<end>")?|[\[\]{}])?', re.DOTALL
)
_COLON = re.compile(rb"\s*:\s*")
# By the depth of the object that has the key: what is emptied. Cells lie at depth 3, in version 3
# of the format at depth 5; the notebook's own metadata may hold the state of its widgets.
_EMPTIED = {1: (b'"metadata"', b"{"), 3: (b'"outputs"', b"["), 5: (b'"outputs"', b"[")}
_LONGEST_KEY = max(len(key) for key, _ in _EMPTIED.values())
_OPENING, _QUOTE = b"[{", ord('"')


def without_outputs(raw: bytes) -> bytes | None:
    """The notebook with empty outputs and metadata of its own; each line keeps its number.

    None when the brackets don't fit together, or there are too many of them to look at.
    """
    pieces: list[bytes] = []
    kept = depth = 0
    dropped_at = 0  # the depth of the list or object that is being dropped, 0 outside of one
    key_start, key_end = 0, 0
    for number, token in enumerate(_TOKEN.finditer(raw)):
        if number >= policy.MAX_JSON_TOKENS:
            return None
        at = token.start("token")
        if at < 0:
            break
        if raw[at] == _QUOTE:
            if token["end"] is None:
                return None
            key_start, key_end = at, token.end()
        elif raw[at] in _OPENING:
            if not dropped_at and depth in _EMPTIED and key_end - key_start <= _LONGEST_KEY:
                key, bracket = _EMPTIED[depth]
                named = raw[key_start:key_end] == key and raw[at : at + 1] == bracket
                if named and _COLON.fullmatch(raw, key_end, at):
                    dropped_at = depth + 1
                    pieces.append(raw[kept : at + 1])
                    kept = at + 1
            depth += 1
        else:
            if depth == dropped_at:
                pieces.append(b"\n" * raw.count(b"\n", kept, at))
                kept, dropped_at = at, 0
            depth -= 1
            if depth < 0:
                return None
    return b"".join([*pieces, raw[kept:]]) if not depth else None
