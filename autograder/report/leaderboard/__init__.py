"""``autograder leaderboard``: lesson 08's entries, each trained three times within a budget.

Each submission is screened and runs in a box as far as the lesson's check. Then its ``entry`` is
called with seeds 0, 1 and 2 on the 48,000 training images. The 10,000 test images, which are not
in the box, are sent in without labels and in an order of their own, and the accuracy is computed
outside. Computing time is measured from outside as well: all that the box uses during the three
calls, scoring included.

What the box says does not prove everything. Screening restores the locked cell with ``entry``,
but code after it may bind the name to something else, and the number of parameters is what the
student's process says. The test images are public: a table of their labels hidden in a notebook
can't be told from a very good network. An instructor should read the code of the first places.

A result is stored in ``.autograder/cache``, by the hash of all that it depends on, and written
beside the submission's verdict as ``leaderboard.json``.
"""

from __future__ import annotations

from autograder.report.leaderboard.page import command

__all__ = ["command"]
