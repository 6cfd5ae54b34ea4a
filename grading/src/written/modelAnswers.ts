import { notebookNames, solution } from 'course-notebooks';
import { nbgraderMetadata, withoutMarkers } from 'nbconvert-ts';
import { gradeId, writtenNumbers, type WrittenNumber } from 'course';

/** In Markdown. */
export type ModelAnswers = Record<WrittenNumber, string>;

/**
 * The course's own answers.
 *
 * @throws Error if an exercise has none, which is a mistake in the course
 */
export function modelAnswers(): ModelAnswers {
  const cells = notebookNames().flatMap((name) => solution(name).cells);
  const found = writtenNumbers.map((exercise) => {
    const cell = cells.find((one) => nbgraderMetadata(one)?.grade_id === gradeId(exercise));
    if (!cell) throw new Error(`The notebooks have no answer to exercise ${exercise}.`);
    return [exercise, withoutMarkers(cell.source)] as const;
  });
  return Object.fromEntries(found) as ModelAnswers;
}
