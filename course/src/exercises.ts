/** One exercise of the course. */
export interface Exercise {
  title: string;
  points: number;
  /** Written answers are graded by a person. */
  kind: 'code' | 'written';
  /** Points beyond the 100. */
  bonus?: true;
  /** The least share of the 50,000 test pictures that the trained network must recognize, 0..1. */
  accuracy?: number;
}

/** Every exercise, with its points: 100 and a bonus of 15. Notebooks, self-checks and grading take them from here. */
export const exercises = {
  '1.1': { title: 'The inverse is unique', points: 5, kind: 'written' },
  '1.2': { title: 'The group C4', points: 5, kind: 'code' },
  '1.3': { title: 'The group D4', points: 8, kind: 'code' },
  '2.1': { title: 'Isotropic convolution', points: 12, kind: 'code' },
  '2.2': { title: 'Rotating a field on C4', points: 5, kind: 'code' },
  '2.3': { title: 'Lifting convolution', points: 15, kind: 'code' },
  '2.4': { title: 'Group convolution', points: 15, kind: 'code' },
  '3.1': { title: 'Why pool over the group?', points: 5, kind: 'written' },
  '3.2': { title: 'A C4-invariant network', points: 10, kind: 'code', accuracy: 0.93 },
  '3.3': { title: 'A network of isotropic filters', points: 5, kind: 'code', accuracy: 0.4 },
  '3.4': { title: 'Explain the gap', points: 5, kind: 'written' },
  '3.5': { title: 'Equivariant normalization', points: 10, kind: 'code', accuracy: 0.95 },
  '4': { title: 'Reflections', points: 15, kind: 'code', bonus: true, accuracy: 0.93 },
} as const satisfies Record<string, Exercise>;

/** The number of an exercise, such as '3.2'. */
export type ExerciseNumber = keyof typeof exercises;
