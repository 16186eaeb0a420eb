"""The errors of the course, and the tree of all error classes.

The message of a CourseError is a sentence that a person can act on. A command shows it without
a traceback and ends with the error's ``exit_status``. The other classes are caught inside the
program. No class in the tree is private: one that is raised in one module may be caught in another.

    BaseException
      ReplayMismatchError             autograder.grading: a check asks what was not recorded
      SystemExit
        NotConfiguredError            autograder.nbgrader_plugin: the judge can't be set up
      TimeLimitReachedError           autograder.checks: a call ran past its deadline
    Exception
      BoxEndedError                   autograder.bridge: while an answer was waited for
      CheckFailedError                autograder.checks: a check found something wrong
        BoxLostError                  autograder.bridge: the box has ended or is silent
          CallTimeoutError            autograder.bridge: no answer before the deadline
      CourseError                     the user can mend it, or must know of it
        DataError                     the Fashion-MNIST files are missing or damaged
        MachineError                  the disk, the network or a permission failed
          GradeNotWrittenError        autograder.nbgrader_plugin: for one submission
          GradingStoppedError         autograder.nbgrader_plugin: for all that is left to grade
          SandboxUnavailableError     autograder.sandbox: no box can be made here
        StaleReleaseError             autograder.publish: lessons/ differs from solutions/
        UnacceptableSubmissionError   autograder.screening: it can't be judged fairly
      DeadlinePassedError             autograder.bridge: there was no answer in time
      MessageTooLargeError            autograder.bridge: a value does not fit into a message
      ProtocolError                   autograder.bridge: bytes that are not a message
      SourceUnavailableError          fmnist_lab.data: the next source is tried
      UnsupportedNetworkError         autograder.networks: not of Keras's own layers
      UnsupportedValueError           autograder.checks: no check can look at this value
"""

from __future__ import annotations


class CourseError(Exception):
    """Something the user can mend or must know of; shown without a traceback.

    The message says what was wrong, where, what was expected and what to do.
    ``exit_status`` is what a command ends with: 2 for a user's mistake,
    1 for a failure that is nobody's mistake (a full disk, no network).
    """

    exit_status = 2


class DataError(CourseError):
    """The Fashion-MNIST files are missing, damaged or not what they claim to be."""


class MachineError(CourseError):
    """The machine refused: full disk, no network, no permission."""

    exit_status = 1
