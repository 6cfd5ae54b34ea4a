import type { exercises, ExerciseNumber, Part } from 'course';

/** Points for one thing that an answer must do. */
export interface Item {
  points: number;
  /** What it must do, for the feedback. */
  title: string;
  /** The answer's part that is judged. */
  part: Part;
  /** The properties that must hold, all of them, by how the judge calls them. */
  properties: readonly RegExp[];
  /** Whether it is about the network after its training. */
  trained?: true;
}

type Exercises = typeof exercises;

/** The exercises that a program grades. */
export type CodeExercise = {
  [E in ExerciseNumber]: Exercises[E] extends { kind: 'code' } ? E : never;
}[ExerciseNumber];

/** The parts that belong to an exercise. */
type PartOf<E extends string> = Extract<Part, E | `${E}${'a' | 'b' | 'c'}`>;

/** How a program grades: items of every exercise, of its own parts alone. */
export type Rubric = {
  readonly [E in CodeExercise]: readonly (Item & { readonly part: PartOf<E> })[];
};

/**
 * Names the exercises whose items do not give as many points as the exercise: never, if all do.
 *
 * @example
 * const wrong: never[] = [] as WrongSums<typeof rubric>[]; // compiles only if there are none
 */
export type WrongSums<R extends Rubric> = {
  [E in CodeExercise]: Sum<R[E]> extends Exercises[E]['points'] ? never : E;
}[CodeExercise];

/** The sum of the items' points: counted by the lengths of tuples, since types have no arithmetic. */
export type Sum<
  Items extends readonly Worth[],
  Total extends unknown[] = [],
> = Items extends readonly [infer First extends Worth, ...infer Rest extends readonly Worth[]]
  ? Sum<Rest, [...Total, ...Tuple<First['points']>]>
  : Total['length'];

type Worth = Pick<Item, 'points'>;

type Tuple<N extends number, T extends unknown[] = []> = T['length'] extends N
  ? T
  : Tuple<N, [...T, unknown]>;
