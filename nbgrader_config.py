"""nbgrader's settings for this course: the repository is the course directory."""

try:
    from autograder.nbgrader_plugin import configure
    from autograder.screening.policy import JUNK_NAMES
except Exception as error:  # nbgrader would log it, and run submissions without a box
    raise SystemExit(
        f"error: nbgrader_config.py can't import the judge, so nothing is executed: {error}. "
        "Install it: pip install -c constraints.txt -e '.[grade]'"
    ) from None

c = get_config()  # noqa: F821 - traitlets provides it
configure(c)  # submissions are screened, run in a box and judged from outside

c.CourseDirectory.course_id = "fmnist"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"
# nbgrader copies every other file of solutions/ to the students: the scripts must not go along.
c.CourseDirectory.ignore = [
    *JUNK_NAMES,
    "*.pyc",
    "*.py",
    "feedback",
    ".fmnist-progress.json",
    "verdict.json",  # the instructor's: it says what the checks drew their inputs from
]

c.ZipCollectApp.collector_plugin = (
    "autograder.nbgrader_plugin.collect.LmsCollector"  # Canvas, Moodle, folders
)

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"
c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"
