"""The bridge: how the judge asks a submission that runs in a box. Only bytes cross it.

``protocol`` is the format. ``server`` is the side in the box: ``kernel_startup`` loads it before any
code of the student's. ``client`` is the judge's side, which sends and receives through ``channel``.
``predictor_server`` is the program of the prediction service, which rebuilds networks.
``stub_package`` is what ``autograder`` is inside a box.
"""

from __future__ import annotations
