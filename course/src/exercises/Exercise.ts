import type { Finding } from '../checks/Finding';
import type { NetworkPart } from '../checks/network/network';

/**
 * A part of an exercise that a program checks. Its kind says what a student writes, and thereby how
 * the grader calls it, trains it and accepts its weights:
 *
 * - `law`: an object of functions of numbers or lists of numbers
 * - `function`: a function of tensors and numbers
 * - `layer`: a class of `tf.layers.Layer`
 * - `network`: a class of `tf.LayersModel`
 */
export type PartDefinition =
  | { kind: 'law' | 'function' | 'layer'; check: (answer: never) => Finding[] }
  | NetworkPart<number, string>;

interface Common {
  /** The exercise's folder: its number, a hyphen and a name. */
  folder: `${number}-${string}`;
  title: string;
  points: number;
  /** Points beyond the 100. */
  bonus?: true;
}

/** An exercise that a program grades, by its parts: '2.3', or '3.5a' and '3.5b'. */
export interface CodeExercise extends Common {
  kind: 'code';
  parts: Readonly<Record<string, PartDefinition>>;
}

/** An exercise that a person grades. */
export interface WrittenExercise extends Common {
  kind: 'written';
}

/** An exercise of the course: what it is, and how its answer is checked. */
export type Exercise = CodeExercise | WrittenExercise;

/** The number that a folder's name begins with: '2.3' of '2.3-lifting'. */
export type NumberOf<E extends Exercise> = E['folder'] extends `${infer N}-${string}` ? N : never;

/** The type of the answers that a part checks. */
export type AnswerOf<D> = D extends { check: (answer: infer Answer) => unknown } ? Answer : never;

/** The ids of the findings that a part's check can produce. */
export type IdOf<D> =
  | (D extends { check: (answer: never) => Finding<infer Id>[] } ? Id : never)
  | (D extends { afterTraining: (...args: never[]) => Finding<infer Id>[] } ? Id : never);

/**
 * Declares an exercise. Its folder has what graders need in `grading/`; the registry lists it.
 *
 * @example
 * export const lifting = exercise({
 *   folder: '2.3-lifting',
 *   title: 'Lifting convolution',
 *   points: 15,
 *   kind: 'code',
 *   parts: {
 *     '2.3': { kind: 'layer', check: groupConvolutionCheck(rotations, { takesFields: false }) },
 *   },
 * });
 */
export function exercise<const E extends Exercise>(definition: E): E {
  return definition;
}
