"""nbgrader's settings for this course; "npm run nbgrader" copies them into a course folder."""

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "equivariant-course"

c.ClearSolutions.code_stub = {
    "typescript": "// YOUR CODE HERE\nthrow new Error('Not implemented');"
}


class NamedStubs(ClearSolutions):
    """Gives an open answer the stub that its cell brings along: it names the exercise."""

    def preprocess_cell(self, cell, resources, index):
        usual = self.code_stub
        self.code_stub = {"typescript": cell.metadata.pop("stub", usual["typescript"])}
        try:
            return super().preprocess_cell(cell, resources, index)
        finally:
            self.code_stub = usual


c.GenerateAssignment.preprocessors = [
    NamedStubs if step is ClearSolutions else step
    for step in GenerateAssignment.preprocessors.default()
]


def seconds_for(cell):
    """How long a cell may run; what takes longer is interrupted and gets no points."""
    trains = "trainLive(" in cell.source or "evaluate(" in cell.source
    return 1800 if trains else 180


# All trainings of a submission take about twenty minutes. With COURSE_QUICK=1 in the environment they take seconds, and
# accuracies earn no points.
c.Execute.timeout_func = seconds_for
