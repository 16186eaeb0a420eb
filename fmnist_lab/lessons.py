"""What is special about each lesson, in one table. A new lesson gets one more row.

Progress, the archive to hand in, the sandbox, the judge and the verdict corpus all look here, so
that none of them changes with a new lesson.
"""

from __future__ import annotations

from dataclasses import dataclass

# The network that a student trains and saves in one lesson and evaluates in the next:
# its architecture and its weights.
MODEL_LESSON = "06_regularize"
MODEL_FILES = ("model_06.json", "model_06.npz")


@dataclass(frozen=True)
class LessonTraits:
    """One lesson: its points, and where it differs from the others.

    A lesson that is not in the table has the defaults, which are safe for any notebook.
    """

    name: str  # of its directory, such as "02_preprocess"
    title: str = ""
    automatic_points: float = 0  # the most that its checks give
    points_by_hand: float = 0  # the most that its written answers give
    bonus: bool = False  # its points come on top of the course's 100
    uses_keras: bool = True  # False: neither the notebook nor a check ever needs TensorFlow
    data_in_box: tuple[str, ...] = ("train",)  # the subsets that its notebook can read when judged
    scored_on_test: bool = False  # checks measure the student's network on the test images
    earns_by_training: bool = False  # points for a trained network: none may be handed in
    # Files of an earlier lesson, as DIRECTORY/NAME, that are handed in with this one.
    carries: tuple[str, ...] = ()
    has_leaderboard: bool = False  # `autograder leaderboard` ranks its submissions
    # A check that gets a flag if it is passed after very little computing.
    little_computing_check: str = ""
    # For the verdict corpus (`autograder verify`):
    independent_exercises: bool = False  # mistakes in several exercises fit in one notebook
    solution_trains: bool = False  # the solution trains a network for long
    checks_train: bool = False  # a check trains a student's network, which makes most runs slow
    costly: bool = False  # each run is slow: without --all few submissions are run

    @property
    def number(self) -> str:
        """The two digits that the name begins with."""
        return self.name[:2]


LESSONS = (
    LessonTraits(
        name="01_explore",
        title="Explore",
        automatic_points=10,
        uses_keras=False,
        independent_exercises=True,
    ),
    LessonTraits(
        name="02_preprocess",
        title="Preprocess",
        automatic_points=12,
        uses_keras=False,
    ),
    LessonTraits(
        name="03_split",
        title="Split",
        automatic_points=12,
        uses_keras=False,
    ),
    LessonTraits(
        name="04_layers",
        title="Layers",
        automatic_points=18,
        independent_exercises=True,
    ),
    LessonTraits(
        name="05_train",
        title="Train",
        automatic_points=13,
        points_by_hand=3,
        independent_exercises=True,
        solution_trains=True,
        costly=True,
    ),
    LessonTraits(
        name="06_regularize",
        title="Regularize",
        automatic_points=14,
        points_by_hand=4,
        scored_on_test=True,
        earns_by_training=True,
        little_computing_check="06.target",
        independent_exercises=True,
        solution_trains=True,
        costly=True,
    ),
    LessonTraits(
        name="07_evaluate",
        title="Evaluate",
        automatic_points=11,
        points_by_hand=3,
        data_in_box=("train", "test"),
        carries=tuple(f"{MODEL_LESSON}/{name}" for name in MODEL_FILES),
        independent_exercises=True,
        costly=True,
    ),
    LessonTraits(
        name="08_challenge",
        title="Challenge (bonus)",
        automatic_points=10,
        bonus=True,
        scored_on_test=True,
        earns_by_training=True,
        has_leaderboard=True,
        checks_train=True,
    ),
)

_NUMBER_WORDS = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
_BY_NUMBER = {lesson.number: lesson for lesson in LESSONS}


def traits_of(lesson: str) -> LessonTraits:
    """The row of a lesson, by its number or its name ("02" or "02_preprocess").

    Only the number counts. A lesson without a row gets the defaults.
    """
    return _BY_NUMBER.get(lesson[:2]) or LessonTraits(lesson)


def number_of_lessons() -> str:
    """How many lessons the course has, as the first word of a sentence: "Eight"."""
    return dict(enumerate(_NUMBER_WORDS, start=1)).get(len(LESSONS), str(len(LESSONS)))
