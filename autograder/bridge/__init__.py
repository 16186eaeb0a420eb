"""The bridge: how the judge asks a submission that runs in a box, and nothing but bytes crosses.

``protocol`` is the format, ``server`` the side in the box (loaded by ``kernel_startup`` before anything of
the student's), ``_outside`` the judge's side, ``_predictor`` the program of the clean box that
rebuilds networks. ``stub_package`` is what ``autograder`` is inside a box.
"""

from __future__ import annotations
