import type { AnswerOf, CodeExercise } from '../../exercises/Exercise';

/** A right answer, written differently from the course's own. */
export interface RightAnswer<Answer> {
  /** How it is written, in words. */
  name: string;
  answer: Answer;
}

/** A wrong answer, with one mistake. */
export interface WrongAnswer<Answer> extends RightAnswer<Answer> {
  /** What one of the hints must say. */
  hint: RegExp;
  /**
   * The ids of the findings that must not pass, as a list or with spaces; all
   * others must. `turn-13` stands for `turn-1` and
   * `turn-3`, and `all` for all of them.
   */
  loses?: string | readonly string[];
}

/**
 * Gives the function that declares wrong answers by what they do differently.
 *
 * @example
 * const wrong = wrongBy((options: NetworkOptions) => network(options));
 * wrong('padding 2', /size is even/, { padding: 2 }, 'shape');
 */
export function wrongBy<Options, Answer>(
  make: (options: Options) => Answer,
): (
  name: string,
  hint: RegExp,
  options: Options,
  loses?: WrongAnswer<Answer>['loses'],
) => WrongAnswer<Answer> {
  return (name, hint, options, loses) => ({
    name,
    hint,
    answer: make(options),
    ...(loses !== undefined && { loses }),
  });
}

/** The answers to one part that its check must tell apart. */
export interface Specimens<Answer> {
  right: RightAnswer<Answer>[];
  wrong: WrongAnswer<Answer>[];
}

/** Right and wrong answers to every part of an exercise. */
export type Mutants = Readonly<Record<string, Specimens<unknown>>>;

/** Declares the right and wrong answers to every part of an exercise. */
export function mutantsFor<E extends CodeExercise>(
  _exercise: E,
  mutants: { [P in keyof E['parts']]: Specimens<AnswerOf<E['parts'][P]>> },
): Mutants {
  return mutants;
}
