/** Ids that items of several exercises name. */

/** What only an answer's own process can count: it is reported, and earns nothing. */
export const unscored: readonly string[] = ['clean'];

export const weightsAndBias = [
  'parameters',
  'bias',
  'no-bias',
  'gradient',
  'own-weights',
  'other-settings',
] as const;

export const rotationIds = ['commutes-1', 'commutes-2', 'commutes-3'] as const;
export const reflectionIds = ['commutes-4', 'commutes-5', 'commutes-6', 'commutes-7'] as const;

const convolution = [
  { points: 2, title: 'the right shape', ids: ['usable'] },
  { points: 1, title: 'parameters', ids: ['parameters'] },
  { points: 1, title: 'bias', ids: ['bias', 'no-bias'] },
  { points: 2, title: 'a correlation', ids: ['correlation', 'commutes-0'] },
  { points: 1, title: 'commutes with a quarter turn', ids: ['commutes-1'] },
  { points: 1, title: 'commutes with a half turn', ids: ['commutes-2'] },
  { points: 1, title: 'commutes with three quarter turns', ids: ['commutes-3'] },
  { points: 3, title: 'moved copies of one filter', ids: ['copies', 'copies-differ'] },
  { points: 1, title: 'a free filter', ids: ['free-weights'] },
  { points: 1, title: 'can be trained', ids: ['gradient', 'own-weights'] },
  { points: 1, title: 'other sizes and channels', ids: ['other-settings'] },
] as const;

type OfPart<Items extends readonly unknown[], P> = {
  [Index in keyof Items]: Items[Index] & { part: P };
};

/** The items of a convolution over C4. */
export function convolutionItems<P extends string>(part: P): OfPart<typeof convolution, P> {
  return convolution.map((item) => ({ ...item, part })) as unknown as OfPart<typeof convolution, P>;
}

/** The findings about every network but its size and its symmetry. */
export const networkIds = [
  'built',
  'shape',
  'any-batch',
  'depends',
  'no-softmax',
  'relus',
  'pools',
] as const;

export const unchangedByRotations = [
  'unchanged-0',
  'unchanged-1',
  'unchanged-2',
  'unchanged-3',
] as const;
export const unchangedByReflections = [
  'unchanged-4',
  'unchanged-5',
  'unchanged-6',
  'unchanged-7',
] as const;
export const unchangedByAll = [...unchangedByRotations, ...unchangedByReflections] as const;

/** The same after the training. */
export const stillUnchangedByRotations = [
  'trained-unchanged-0',
  'trained-unchanged-1',
  'trained-unchanged-2',
  'trained-unchanged-3',
] as const;
export const stillUnchangedByAll = [
  ...stillUnchangedByRotations,
  'trained-unchanged-4',
  'trained-unchanged-5',
  'trained-unchanged-6',
  'trained-unchanged-7',
] as const;
