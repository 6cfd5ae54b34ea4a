import type { Figure } from 'equivariant';
import { explainError, isA, noAnswer } from './explainError';

/** What helps to correct an answer. */
export interface Help {
  /** Where to look, in a sentence or two. */
  hint?: string;
  /** A picture of the actual and of the expected result. */
  figure?: Figure;
}

/**
 * One property of an answer, and whether it holds.
 *
 * Programs tell findings apart by `id`, whose literal type comes from the check that produces it.
 * The sentences are for people and may change.
 */
export interface Finding<Id extends string = string> extends Help {
  id: Id;
  /** What must hold, in words, such as "unchanged by a quarter turn". */
  property: string;
  passed: boolean;
  /** What was seen; for a failure also what was expected. */
  detail: string;
  /**
   * The property could not be examined in this answer: it passes in a notebook, and a grader asks a
   * person.
   */
  skipped?: true;
  /** Why it was not examined, in words; then it has not passed. */
  unexamined?: string;
}

/** Whether a property was examined and does not hold. */
export function hasFailed({ passed, unexamined }: Finding): boolean {
  return !passed && unexamined === undefined;
}

/** Thrown where a property does not hold. */
export class Wrong extends Error {
  override readonly name = 'Wrong';

  /** @param message what was expected and what came, where the difference is largest */
  constructor(
    message: string,
    readonly help: Help = {},
  ) {
    super(message);
  }
}

/** What an examination returns if it cannot examine this answer. */
export interface Skipped {
  skipped: string;
}

/** Thrown where a property can't be examined; the message says because of what. */
export class NotExamined extends Error {
  override readonly name = 'NotExamined';
}

/** Set while findings are declared that can't be examined: why. */
let cause: string | undefined;

/**
 * Examines a property: `examine` returns what it saw or throws {@link Wrong}. After an error in the
 * answer's own code the property fails, and the finding reports the error. What can't be examined
 * without another property says so; see {@link needs} and {@link onlyIf}.
 *
 * @example
 * find('square', 'the picture is square', () => requireSquare(picture));
 */
export function find<Id extends string>(
  id: Id,
  property: string,
  examine: () => string | Skipped,
): Finding<Id> {
  try {
    if (cause !== undefined) throw new NotExamined(cause);
    const seen = examine();
    if (typeof seen === 'string') return { id, property, passed: true, detail: seen };
    return { id, property, passed: true, detail: `not examined: ${seen.skipped}`, skipped: true };
  } catch (error) {
    if (isA(error, NotExamined)) {
      const detail = `not examined, because ${error.message}`;
      return { id, property, passed: false, detail, unexamined: error.message };
    }
    const { message, help } = isA(error, Wrong) ? error : explainError(error);
    return { id, property, passed: false, detail: message, ...help };
  }
}

/**
 * Ends an examination that makes no sense unless these properties hold.
 *
 * @example
 * find('bias', 'one bias for each filter', () => {
 *   needs(usable);
 *   return requireSharedBias(trial);
 * });
 */
export function needs(...others: Finding[]): void {
  const failed = others.find(({ passed }) => !passed);
  if (failed) throw new NotExamined(because(failed));
}

/** Computes what a first finding computed as well: if that failed, so does this, for its reason. */
export function orNeeds<T>(first: Finding, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    needs(first);
    throw error;
  }
}

/**
 * Adds findings that make sense only if the first one passed: an unusable answer fails once, not
 * twelve times. If it did not pass, the others say that they were not examined, and why.
 *
 * @param rest declares the others, and examines nothing outside of {@link find}
 */
export function onlyIf<First extends string, Rest extends string>(
  first: Finding<First>,
  rest: () => Finding<Rest>[],
): Finding<First | Rest>[] {
  const before = cause;
  if (!first.passed) cause = because(first);
  try {
    return [first, ...rest()];
  } finally {
    cause = before;
  }
}

/** Why properties that need this one were not examined. */
function because({ unexamined, detail, property }: Finding): string {
  return unexamined ?? (detail === noAnswer ? noAnswer : failureOf(property));
}

/** That a property does not hold, as a reason for others that were not examined. */
export function failureOf(property: string): string {
  return `“${property}” does not hold`;
}
