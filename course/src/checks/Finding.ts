import type { Figure } from 'equivariant';

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
  return unexamined ?? (detail === noAnswer ? noAnswer : `this does not hold: ${property}`);
}

const noAnswer = 'there is no answer here yet';

/** Common errors in an answer's own code, each with its hint. */
const causes: [message: RegExp, hint: string][] = [
  [
    /supports only 'valid' and 'same' padding/,
    "conv2d takes only 'same' and 'valid' here, not a number: pad the picture with tf.pad first, then use 'valid'.",
  ],
  [
    /depth of input .* must match input depth/,
    'The filter bank must have as many input channels as the folded input: on the group that is |G| · channels.',
  ],
  [
    /Size\(\d+\) must match the product of shape/,
    'A reshape keeps the number of values: print both shapes and compare their products.',
  ],
  [
    /gradient function not found/,
    'TensorFlow.js cannot train through this operation, which it names: use others there, such as matMul, gather, stack or conv2d.',
  ],
  [
    /passed to stack must be a/,
    'TensorFlow.js has no gradient for tf.unstack along an axis of length 1: use squeeze or slice there.',
  ],
  [
    /Negative dimension size|window of .* does not fit/,
    'A picture got smaller than the filter or window that moves over it: is the padding 1 for filters of size 3, and is the number of poolings right?',
  ],
  [
    /Invalid TF_Status/,
    'The shapes of two tensors do not fit: print them before the line that fails. Is a size written as a number that should be kernelSize or a channel count?',
  ],
  [
    /not a constructor/,
    'Pass the class itself to the check, such as LiftingConv2d: no instance, no quotes.',
  ],
  [/disposed/i, 'A tensor that is still needed was disposed of: return it from tf.tidy.'],
  [
    /reading '(read|write)'/,
    'Without a bias there is no weight to read: check first whether it exists.',
  ],
];

/** The message and any hint for an error in the answer's own code; a stub gets kind words. */
function explainError(error: unknown): { message: string; help: Help } {
  const text = said(error);
  if (/^not (yet )?implemented( yet)?\.?$/i.test(text.trim())) {
    const hint =
      'Write your answer in the marked place of the cell above, run that cell, and then this one again.';
    return { message: noAnswer, help: { hint } };
  }
  const hint = causes.find(([message]) => message.test(text))?.[1];
  return { message: `the code stopped with: ${text}`, help: hint ? { hint } : {} };
}

/** `instanceof` for anything that can be thrown, even what refuses to be looked at. */
function isA<E>(error: unknown, type: abstract new (...args: never[]) => E): error is E {
  try {
    return error instanceof type;
  } catch {
    return false;
  }
}

/** What an error says; anything can be thrown, even what has no text. */
export function said(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return 'something that can’t be printed';
  }
}
