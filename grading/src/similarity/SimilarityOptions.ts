import { notebookNames, solution, studentVersion } from 'course-notebooks';

/** How {@link similarAnswers} compares. */
export interface SimilarityOptions {
  /**
   * Code that everyone may have, such as the released stubs and the course's own solutions. A match
   * with it is no copy.
   */
  known: Iterable<string>;
  /** Matches of fewer tokens are noise: k of the method. */
  noise: number;
  /** Matches of at least `window + noise - 1` tokens are found: w of the method. */
  window: number;
  /** Code of more than this share of the class, 0..1, is the usual way to write it and no copy. */
  common: number;
  /**
   * An answer with fewer fingerprints of its own is not compared: there are too few ways to write
   * it.
   */
  leastOwn: number;
  /** Pairs are reported if they share this much of an answer, 0..1. */
  leastShare: number;
  /** At most this many pairs are reported. */
  most: number;
}

/**
 * With these, right answers of the course's bank that were written independently share at most a
 * third of their fingerprints. Short answers, for which that does not hold, are not compared.
 */
export const usualSimilarity: Omit<SimilarityOptions, 'known'> = {
  noise: 12,
  window: 4,
  common: 0.25,
  leastOwn: 15,
  leastShare: 0.5,
  most: 200,
};

/**
 * The most students of a class who may share a fingerprint before it counts as common. A few always
 * may, or a few friends in a small class would look like the usual way. Many never may, or a class
 * of thousands would be compared pair by pair.
 */
export function mostSharing(students: number, common: number): number {
  return Math.min(40, Math.max(8, Math.floor(students * common)));
}

/**
 * All code of the notebooks, as released and with the course's solutions: every student may have
 * seen it.
 */
export function courseSources(): string[] {
  return notebookNames()
    .map(solution)
    .flatMap((notebook) => [notebook, studentVersion(notebook)])
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source }) => source);
}
