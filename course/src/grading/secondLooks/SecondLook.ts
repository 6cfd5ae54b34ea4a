import type { Finding } from '../../checks/Finding';

/** What a second look has to go by. */
export interface Judged<Answer = never> {
  answer: Answer;
  findings: readonly Finding[];
  /** Chooses the inputs. */
  draw: number;
}

/** A reason why findings may not be what they seem, and how that is found out. */
export interface SecondLook<Id extends string = string> {
  about: readonly Id[];
  /** @throws Error that says what is wrong, if they do not hold after all */
  confirm: () => void;
}

/** Gives the second looks at an answer. */
export type SecondLooks<Answer = never, Id extends string = string> = (
  judged: Judged<Answer>,
) => SecondLook<Id>[];
