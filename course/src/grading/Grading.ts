import type * as equivariant from 'equivariant';
import {
  exerciseOf,
  exercises,
  type Answers,
  type CodeNumber,
  type ExerciseNumber,
  type Part,
  type WrittenNumber,
} from '../exercises';
import type { AnswerOf, CodeExercise, IdOf, WrittenExercise } from '../exercises/Exercise';
import type { Item, Sum, WrittenItem } from './Item';
import type { Mutants, Specimens } from './mutants/Mutants';
import type { SecondLooks } from './secondLooks/SecondLook';

/** How a program grades an exercise. */
export interface CodeGrading {
  /** What earns the points. */
  items: readonly Item[];
  /** For each part, the second looks at what its check takes on trust. */
  secondLooks: Readonly<Record<string, readonly SecondLooks[]>>;
  /** What the library has in place of the answer, for later exercises that build on it. */
  standIn?: keyof typeof equivariant;
}

/** How a person grades an exercise. */
export interface WrittenGrading {
  items: readonly WrittenItem[];
}

type Parts<E extends CodeExercise> = keyof E['parts'] & string;

/** The items that an exercise can have: they name its own parts and ids of their checks. */
type ItemOf<E extends CodeExercise> = {
  [P in Parts<E>]: Item<P, IdOf<E['parts'][P]>>;
}[Parts<E>];

/**
 * Requires nothing if the items' points add up to the exercise's; else a property that no list of
 * items has.
 */
type FullPoints<Items extends readonly { points: number }[], Points extends number> =
  Sum<Items> extends Points ? unknown : { wrongSumOfPoints: Sum<Items> };

/**
 * Declares how a program grades an exercise. It does not compile if the points do not add up to the
 * exercise's, if an item or a second look names an id that the part's check cannot produce, or if a
 * part has no list of second looks.
 *
 * @example
 * export const grading = codeGrading(cyclicGroup, {
 *   items: [{ points: 5, title: 'products', part: '1.2', ids: ['products'] }],
 *   secondLooks: { '1.2': [] },
 * });
 */
export function codeGrading<E extends CodeExercise, const Items extends readonly ItemOf<E>[]>(
  _exercise: E,
  grading: {
    items: Items & FullPoints<Items, E['points']>;
    secondLooks: {
      [P in Parts<E>]: readonly SecondLooks<AnswerOf<E['parts'][P]>, IdOf<E['parts'][P]>>[];
    };
  } & Pick<CodeGrading, 'standIn'>,
): CodeGrading {
  return grading;
}

/** Rules for graders of written answers, in every exercise. */
export const advice = [
  'Give a point for an idea that is there, in whatever words; take none off for language.',
  'An answer that contradicts itself does not earn the point in question.',
] as const;

/**
 * Declares how a person grades an exercise: the ideas of a full answer, one point each. It does not
 * compile if the numbers of ideas and points differ.
 */
export function writtenGrading<E extends WrittenExercise, const Ideas extends readonly string[]>(
  _exercise: E,
  ideas: Ideas & (Ideas['length'] extends E['points'] ? unknown : { wrongNumber: Ideas['length'] }),
): WrittenGrading {
  return { items: ideas.map((title) => ({ points: 1, title })) };
}

/** How an exercise is graded. */
export function gradingOf(number: CodeNumber): CodeGrading;
export function gradingOf(number: WrittenNumber): WrittenGrading;
export function gradingOf(number: ExerciseNumber): CodeGrading | WrittenGrading {
  return (load(number, 'index') as { grading: CodeGrading | WrittenGrading }).grading;
}

/** The right and wrong answers to a part, from the mutation bank. */
export function specimensOf<P extends Part>(part: P): Specimens<Answers[P]> {
  const { mutants } = load(exerciseOf(part), 'mutants') as { mutants: Mutants };
  return mutants[part] as Specimens<Answers[P]>;
}

/**
 * Loads a module from the folder `grading` of an exercise. The registry does not import these
 * folders: they do not exist where students' code runs.
 */
function load(number: ExerciseNumber, module: 'index' | 'mutants'): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(`../exercises/${exercises[number].folder}/grading/${module}`);
}
