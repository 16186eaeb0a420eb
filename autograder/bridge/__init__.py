"""The bridge: how the judge asks a submission that runs in a box, and nothing but bytes crosses.

``_wire`` is the format, ``_inside`` the side in the box (loaded by ``_start`` before anything of
the student's), ``_outside`` the judge's side, ``_predictor`` the program of the clean box that
rebuilds networks. ``_front`` is what ``autograder`` is inside a box.
"""

from __future__ import annotations
