/**
 * What other packages use of the grader. The command itself is `course-grading/grade`; hidden tests
 * of nbgrader import `course-grading/nbgrader`.
 */
export { gradeExercise } from './exercise/gradeExercise';
export { Grader } from './exercise/Grader';
export { archive } from './gradescope/archive';
export { studentOf } from './gradescope/studentOf';
export { limits, usualLimits, type Limits } from './limits';
export { assignment, courseFolder } from './nbgrader/courseFolder';
export { Places } from './place/Places';
export { readRecord, resultFolder } from './results/recordFile';
export type { ExerciseResult, Status, SubmissionResult } from './results/SubmissionResult';
export { earned, possible } from './results/summarize';
export { whyNoSandbox } from './sandbox/sandboxed';
export { readHandIn } from './submission/HandIn';
export { visibleName } from './submission/names';
export { takeAnswers, type Answer } from './submission/takeAnswers';
export { gradeWritten, type WrittenOptions, type WrittenServer } from './written/gradeWritten';
export { readMarks, type Mark, type WrittenAnswer } from './written/marks';
