"""What is in a box: the front door, the packages that a notebook may use, the lesson's data."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import autograder
import fmnist_lab
from autograder.course import Lesson

COURSE_SEED = 20_250  # of Keras, NumPy and random in every student's box
PLACE, DATA = "/course", "/data"
# In a box and nowhere else: one thread, no start-up notes, figures without a screen.
QUIET = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "CUDA_VISIBLE_DEVICES": "",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "KERAS_BACKEND": "tensorflow",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True)
class Profile:
    """What boxes differ in: whether Keras is imported ahead, and which data they see."""

    keras: bool
    test_data: bool


def profile(lesson: Lesson) -> Profile:
    """Lessons 01-03 never import TensorFlow; 07 alone sees the test images."""
    return Profile(lesson.number not in ("01", "02", "03"), lesson.number == "07")


class Stage:
    """A private directory with what every box sees, kept as long as the session.

    Where there is a sandbox it is bound as ``/course``; without one it is used where it is.
    """

    def __init__(self, sandboxed: bool) -> None:
        self.sandboxed = sandboxed
        self.directory = Path(tempfile.mkdtemp(prefix="course-"))
        self.directory.chmod(0o755)
        own = Path(autograder.__file__).parent
        target = self.directory / "autograder"
        for package in ("networks", "bridge"):
            shutil.copytree(own / package, target / package, ignore=_nothing_cached)
        shutil.copytree(
            own / "checks",
            target / "checks",
            ignore=shutil.ignore_patterns("__pycache__", "lesson_*.py", "misconceptions"),
        )
        shutil.copy(own / "bridge" / "_front.py", target / "__init__.py")
        lab = Path(fmnist_lab.__file__).parent
        shutil.copytree(lab, self.directory / "fmnist_lab", ignore=_nothing_cached)
        for path in self.directory.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)

    @property
    def inside(self) -> str:
        """The directory as a box sees it."""
        return PLACE if self.sandboxed else str(self.directory)

    def read_only(self, data: bool, test_data: bool) -> dict[str, Path]:
        """What to bind: paths in the box, and the files they are."""
        bound = {PLACE: self.directory} if self.sandboxed else {}
        if data:
            for name, file in data_files(test_data).items():
                if self.sandboxed:
                    bound[f"{DATA}/{name}"] = file
                else:
                    place = self.directory / f"data-{'all' if test_data else 'training'}"
                    place.mkdir(exist_ok=True)
                    if not (place / name).exists():
                        (place / name).symlink_to(file)
        return bound

    def environment(self, chosen: Profile) -> dict[str, str]:
        """A student's box."""
        place = f"{self.directory}/data-{'all' if chosen.test_data else 'training'}"
        return {
            **QUIET,
            "FMNIST_CACHE": DATA if self.sandboxed else place,
            "FMNIST_SEALED": "1",
            "COURSE_SEED": str(COURSE_SEED),
            "COURSE_PRELOAD": "keras" if chosen.keras else "",
        }

    def close(self) -> None:
        """Delete it."""
        shutil.rmtree(self.directory, ignore_errors=True)


_nothing_cached = shutil.ignore_patterns("__pycache__")


def data_files(test_data: bool) -> dict[str, Path]:
    """The course's cached arrays by name; fetched first if need be."""
    from fmnist_lab import data

    data.load_table("train")
    names = ["train.npy", "train.json"]
    if test_data:
        data.load_table("test")
        names += ["test.npy", "test.json"]
    return {name: (data.cache_directory() / name).resolve() for name in names}
