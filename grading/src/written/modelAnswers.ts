import { notebookNames, solution } from 'course-notebooks';
import { nbgraderMetadata, withoutMarkers } from 'nbconvert-ts';
import { gradeId, writtenNumbers, type WrittenNumber } from 'course';

/** In Markdown. */
export type ModelAnswers = Partial<Record<WrittenNumber, string>>;

/** The course's own answers to the exercises of its notebooks. */
export function modelAnswers(): ModelAnswers {
  const cells = notebookNames().flatMap((name) => solution(name).cells);
  const found = writtenNumbers.flatMap((exercise) => {
    const cell = cells.find((one) => nbgraderMetadata(one)?.grade_id === gradeId(exercise));
    return cell ? [[exercise, withoutMarkers(cell.source)] as const] : [];
  });
  return Object.fromEntries(found);
}
