import type { WrittenNumber } from 'course';
import { type Mark, type Marking, markingOf, type WrittenAnswer } from './marks';
import type { Question } from './orderAnswers';

/** The position of an answer: the question, and its place among the question's answers, from 1. */
export interface Place {
  exercise: WrittenNumber;
  at: number;
}

/** What the page shows: one answer, and how far the grading is. */
export interface View {
  place: Place;
  answer: WrittenAnswer;
  marking: Marking;
  /** For every question. */
  progress: { exercise: WrittenNumber; count: number; ungraded: number }[];
  previous?: Place;
  next?: Place;
  /** The next ungraded answer, from here on and then from the beginning. */
  ungraded?: Place;
  /** Comments on other answers to this question, the latest first. */
  recent: string[];
}

/** How many comments are offered for reuse. */
const mostRecent = 5;

/** An answer and its marks. */
interface Marked {
  place: Place;
  answer: WrittenAnswer;
  marking: Marking;
}

/**
 * What the page shows of an answer.
 *
 * @returns undefined if there is no such place
 */
export function viewOf(
  questions: readonly Question[],
  marks: readonly Mark[],
  { exercise, at }: Place,
): View | undefined {
  const all = markAll(questions, marks);
  const index = all.findIndex(({ place }) => place.exercise === exercise && place.at === at);
  const shown = all[index];
  if (!shown) return undefined;
  const [previous, next] = [all[index - 1]?.place, all[index + 1]?.place];
  const ungraded = nextUngraded(all, index);
  return {
    ...shown,
    progress: questions.map((question) => ({
      exercise: question.exercise,
      count: question.answers.length,
      ungraded: all.filter((one) => one.place.exercise === question.exercise && !isDone(one))
        .length,
    })),
    ...(previous && { previous }),
    ...(next && { next }),
    ...(ungraded && { ungraded }),
    recent: recentComments(marks, shown.answer),
  };
}

/** Where to begin: the first ungraded answer, or the first of all; undefined if there are none. */
export function firstPlace(
  questions: readonly Question[],
  marks: readonly Mark[],
): Place | undefined {
  const all = markAll(questions, marks);
  return nextUngraded(all, -1) ?? all[0]?.place;
}

function markAll(questions: readonly Question[], marks: readonly Mark[]): Marked[] {
  const byStudent = new Map<string, Mark[]>();
  for (const mark of marks) {
    byStudent.set(mark.student, [...(byStudent.get(mark.student) ?? []), mark]);
  }
  return questions.flatMap(({ exercise, answers }) =>
    answers.map((answer, index) => ({
      place: { exercise, at: index + 1 },
      answer,
      marking: markingOf(answer, byStudent.get(answer.student) ?? []),
    })),
  );
}

function nextUngraded(all: readonly Marked[], index: number): Place | undefined {
  const others = [...all.slice(index + 1), ...all.slice(0, Math.max(index, 0))];
  return others.find((one) => !isDone(one))?.place;
}

function isDone({ marking }: Marked): boolean {
  return marking.current?.done === true;
}

function recentComments(marks: readonly Mark[], { student, exercise }: WrittenAnswer): string[] {
  const comments = marks
    .filter((mark) => mark.exercise === exercise && mark.student !== student)
    .map(({ comment }) => comment)
    .filter((comment) => comment !== '');
  return [...new Set(comments.reverse())].slice(0, mostRecent);
}
