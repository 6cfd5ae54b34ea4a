import type { Finding } from '../../checks/Finding';

/** What a second look receives. */
export interface Judged<Answer = never> {
  answer: Answer;
  findings: readonly Finding[];
  /** Selects the random inputs. */
  draw: number;
}

/** Findings that an answer could fake, and how to confirm them. */
export interface SecondLook<Id extends string = string> {
  about: readonly Id[];
  /** @throws Error that says what is wrong, if they do not hold after all */
  confirm: () => void;
}

/** Returns the second looks at an answer. */
export type SecondLooks<Answer = never, Id extends string = string> = (
  judged: Judged<Answer>,
) => SecondLook<Id>[];
