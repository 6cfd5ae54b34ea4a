import { notebookNames, solution, studentVersion } from 'course-notebooks';

/** How {@link similarAnswers} compares. */
export interface SimilarityOptions {
  /** Code that everyone may have, such as the released stubs and the course's own solutions: what is as in there is no copy. */
  known: Iterable<string>;
  /** Matches of fewer tokens are noise: k of the method. */
  noise: number;
  /** Matches of at least `window + noise - 1` tokens are found: w of the method. */
  window: number;
  /** What more than this share of the class have is the common way to write it, and no copy, 0..1. */
  common: number;
  /** An answer with fewer fingerprints of its own is not compared: it can't be written in many ways. */
  leastOwn: number;
  /** Pairs are told if they share this much of an answer, 0..1. */
  leastShare: number;
  /** No more pairs than this are told. */
  most: number;
}

/**
 * With these, right answers of the course's bank that were written independently share at most a third of their fingerprints,
 * and short ones, of which that does not hold, are not compared.
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
 * The most students who may share a fingerprint, in a class of so many. A few always may, or a few friends in a small class would be the
 * common way; and never many, or a class of thousands would be compared pair by pair.
 */
export function mostSharing(students: number, common: number): number {
  return Math.min(40, Math.max(8, Math.floor(students * common)));
}

/** All code of the notebooks, as released and with the course's own solutions: what every student may have seen. */
export function courseSources(): string[] {
  return notebookNames()
    .map(solution)
    .flatMap((notebook) => [notebook, studentVersion(notebook)])
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source }) => source);
}
