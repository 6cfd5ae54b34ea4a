import type { Figure } from 'equivariant';
import { explainError } from './explainError';

/** What helps to mend an answer. */
export interface Help {
  /** Where to look, in a sentence or two. */
  hint?: string;
  /** A picture of what is and of what should be. */
  figure?: Figure;
}

/** One property of an answer, and whether it holds. */
export interface Finding extends Help {
  /** What must hold, such as "unchanged by a quarter turn". */
  property: string;
  passed: boolean;
  /** What was seen; for a failure also what was expected. */
  detail: string;
}

/** Says that a property does not hold. */
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

/**
 * A property, examined by running `examine`, which returns what it saw or throws {@link Wrong}.
 *
 * An error in the answer's own code counts as a failure of the property and is told as such.
 */
export function find(property: string, examine: () => string): Finding {
  try {
    return { property, passed: true, detail: examine() };
  } catch (error) {
    const { message, help } = error instanceof Wrong ? error : explainError(error);
    return { property, passed: false, detail: message, ...help };
  }
}

/**
 * Properties that make sense only if a first one holds: an answer that can't be used at all fails once, not twelve times.
 *
 * @param rest examined only then
 */
export function onlyIf(first: Finding, rest: () => Finding[]): Finding[] {
  return first.passed ? [first, ...rest()] : [first];
}
