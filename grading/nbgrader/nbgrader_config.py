"""nbgrader's settings for this course; "npm run nbgrader" copies them into a course folder."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "equivariant-course"

# As in the notebooks that the project releases, where it also names the exercise.
c.ClearSolutions.code_stub = {
    "typescript": "// YOUR CODE HERE\nthrow new Error('Not implemented');"
}


def seconds_for(cell):
    """How long a cell may run; what takes longer is interrupted and gets no points."""
    trains = "trainLive(" in cell.source or "evaluate(" in cell.source
    return 1800 if trains else 180


# All trainings of a submission take about twenty minutes. With COURSE_QUICK=1 in the environment they take seconds, and
# accuracies earn no points.
c.Execute.timeout_func = seconds_for
