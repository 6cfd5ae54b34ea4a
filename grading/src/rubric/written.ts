import type { exercises, ExerciseNumber } from 'course';
import type { Sum } from './Item';

type Exercises = typeof exercises;

/** The exercises that a person grades. */
export type WrittenExercise = {
  [E in ExerciseNumber]: Exercises[E] extends { kind: 'written' } ? E : never;
}[ExerciseNumber];

/** Points for one idea of a written answer. */
export interface WrittenItem {
  points: number;
  /** What the answer says, for graders and for the feedback. */
  title: string;
}

type WrittenRubric = Readonly<Record<WrittenExercise, readonly WrittenItem[]>>;

/** What graders keep to, in every exercise. */
export const advice = [
  'Give a point for an idea that is there, in whatever words; take none for language.',
  'An answer that contradicts itself does not earn the point in question.',
] as const;

/** Of each exercise that a person grades: what earns its points. A sum that is not the exercise's does not compile. */
export const writtenRubric = {
  '1.1': [
    { points: 1, title: 'The claim is set up: suppose that a has two inverses, b and c.' },
    { points: 1, title: 'What that means: ab = ba = e and ac = ca = e.' },
    {
      points: 1,
      title: 'b = be, and e is replaced by ac: the step that brings the two together.',
    },
    { points: 1, title: 'b(ac) = (ba)c by associativity, which is named.' },
    {
      points: 1,
      title:
        '(ba)c = ec = c, hence b = c; nothing else is used, in particular not that the group is commutative.',
    },
  ],
  '3.1': [
    {
      points: 1,
      title:
        'Every layer before the pooling is equivariant, so a turned input gives a turned field.',
    },
    {
      points: 1,
      title:
        'At the one pixel that is left, turning the field is a permutation of its four group entries.',
    },
    {
      points: 1,
      title:
        'A maximum (or a mean, a sum) does not depend on the order of its arguments, hence the logits are invariant.',
    },
    {
      points: 1,
      title: 'Kept as four features, a quarter turn would move each value to another feature.',
    },
    {
      points: 1,
      title:
        'The linear layer has a weight of its own for each feature, so its output would change; only equal weights, which is pooling, would prevent that.',
    },
  ],
  '3.4': [
    { points: 1, title: 'Both accuracies are stated, with the group network far ahead.' },
    {
      points: 1,
      title:
        'An isotropic 3 × 3 filter has two free weights and answers alike to an edge of any direction.',
    },
    {
      points: 1,
      title:
        'So every single layer is invariant about each pixel, and the relative direction of strokes is lost.',
    },
    {
      points: 1,
      title:
        'A group convolution keeps the answers of all four orientations: equivariant, not invariant.',
    },
    {
      points: 1,
      title:
        'Later layers combine orientations (filters over the group axis), and only the last pooling drops that of the whole picture.',
    },
  ],
} as const satisfies WrittenRubric;

/** Names the exercises whose items do not give as many points as the exercise: never, if all do. */
export type WrongWrittenSums<R extends WrittenRubric> = {
  [E in WrittenExercise]: Sum<R[E]> extends Exercises[E]['points'] ? never : E;
}[WrittenExercise];

/** Exercises whose items do not have the exercise's points: does not compile unless there are none. */
export const wrongWrittenSums: never[] = [] as WrongWrittenSums<typeof writtenRubric>[];
