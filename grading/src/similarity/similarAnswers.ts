import { matchingLines, type Printed, type Region } from './matchingLines';
import { mostSharing, usualSimilarity, type SimilarityOptions } from './SimilarityOptions';
import { tokenize } from './tokenize';
import { gramHashes, winnow } from './winnow';

/** One answer in which two students agree. */
export interface SimilarCell {
  gradeId: string;
  /** Of the fingerprints of the answer with fewer of them, 0..1. */
  share: number;
  /** How many they share: the weight of the evidence. */
  fingerprints: number;
  /** In the order of the students. */
  regions: Region[];
}

/** Two students whose answers are alike. */
export interface SimilarPair {
  students: [string, string];
  /** Over all answers that both have, 0..1. */
  share: number;
  fingerprints: number;
  /** The answers in which they share anything, the most similar first. */
  cells: SimilarCell[];
}

/** An answer that can't be compared. */
export interface NotCompared {
  student: string;
  gradeId: string;
  /**
   * `little`: besides what everyone may have, too few tokens are left; `common`: nearly all of it
   * also appears in many other answers.
   */
  reason: 'little' | 'common';
}

/** What a comparison of a class shows. */
export interface Similarity {
  /** Those that share the most fingerprints first. */
  pairs: SimilarPair[];
  /** The number of all pairs. */
  found: number;
  notCompared: NotCompared[];
  /** The effort: fingerprints that were chosen, and encounters of two students at one of them. */
  work: { fingerprints: number; meetings: number };
}

/** Answers to one cell, by student. */
type Cell = ReadonlyMap<string, Answer>;

interface Answer extends Printed {
  /** The hashes of its fingerprints, without common ones. */
  own: ReadonlySet<number>;
}

/**
 * Finds students whose code is alike, as tokens, by winnowed fingerprints. Names, numbers, layout,
 * comments and the order of functions do not matter. It shows where to look, and proves nothing.
 *
 * The time grows with the class, not with its pairs: only students who meet at a fingerprint are
 * compared.
 *
 * @param answers sources of code cells, by student and grade id; written answers can't be compared
 * @param options `known` at least
 */
export function similarAnswers(
  answers: ReadonlyMap<string, ReadonlyMap<string, string>>,
  options: Pick<SimilarityOptions, 'known'> & Partial<SimilarityOptions>,
): Similarity {
  const settings: SimilarityOptions = { ...usualSimilarity, ...options };
  const limit = mostSharing(answers.size, settings.common);
  const result: Similarity = {
    pairs: [],
    found: 0,
    notCompared: [],
    work: { fingerprints: 0, meetings: 0 },
  };
  const known = knownHashes(settings);
  const cells = new Map<string, Cell>();
  const candidates = new Map<string, [string, string]>();
  for (const [gradeId, sources] of byCell(answers)) {
    const cell = printAll(gradeId, sources, { ...settings, known, limit }, result);
    cells.set(gradeId, cell);
    for (const pair of meetingPairs(cell, settings.leastShare, result)) {
      candidates.set(JSON.stringify(pair), pair);
    }
  }
  result.found = candidates.size;
  result.pairs = [...candidates.values()]
    .map((students) => comparePair(students, cells))
    .sort(byEvidence)
    .slice(0, settings.most)
    .map((pair) => withRegions(pair, cells, settings.noise));
  return result;
}

function knownHashes({ known, noise }: SimilarityOptions): Set<number> {
  const hashes = new Set<number>();
  for (const source of known) {
    for (const hash of gramHashes(tokenize(source).kinds, noise)) hashes.add(hash);
  }
  return hashes;
}

/**
 * Turns the map inside out. Students are sorted, so that the result does not depend on their order.
 */
function byCell(
  answers: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Map<string, Map<string, string>> {
  const cells = new Map<string, Map<string, string>>();
  for (const student of [...answers.keys()].sort()) {
    for (const [gradeId, source] of answers.get(student)!) {
      const cell = cells.get(gradeId) ?? new Map<string, string>();
      cells.set(gradeId, cell.set(student, source));
    }
  }
  return cells;
}

function printAll(
  gradeId: string,
  sources: ReadonlyMap<string, string>,
  settings: Omit<SimilarityOptions, 'known'> & { known: ReadonlySet<number>; limit: number },
  { notCompared, work }: Similarity,
): Cell {
  const printed = new Map<string, Printed>();
  const holders = new Map<number, number>();
  for (const [student, source] of sources) {
    const tokens = tokenize(source);
    const prints = winnow(tokens.kinds, settings);
    work.fingerprints += prints.length;
    printed.set(student, { tokens, prints });
    for (const hash of new Set(prints.map((one) => one.hash))) {
      holders.set(hash, (holders.get(hash) ?? 0) + 1);
    }
  }
  const cell = new Map<string, Answer>();
  for (const [student, one] of printed) {
    const all = [...new Set(one.prints.map(({ hash }) => hash))];
    const own = new Set(all.filter((hash) => holders.get(hash)! <= settings.limit));
    if (own.size >= settings.leastOwn) cell.set(student, { ...one, own });
    else {
      const reason = all.length < settings.leastOwn ? 'little' : 'common';
      notCompared.push({ student, gradeId, reason });
    }
  }
  return cell;
}

/**
 * Pairs of students who share enough of one answer, found by the fingerprints at which they meet.
 */
function meetingPairs(cell: Cell, leastShare: number, { work }: Similarity): [string, string][] {
  const students = [...cell.keys()];
  const at = new Map<number, number[]>();
  const found: [string, string][] = [];
  students.forEach((student, index) => {
    const { own } = cell.get(student)!;
    const meetings = new Map<number, number>();
    for (const hash of own) {
      const earlier = at.get(hash) ?? [];
      for (const other of earlier) meetings.set(other, (meetings.get(other) ?? 0) + 1);
      work.meetings += earlier.length;
      at.set(hash, earlier);
      earlier.push(index);
    }
    for (const [other, shared] of meetings) {
      const otherStudent = students[other]!;
      const smaller = Math.min(own.size, cell.get(otherStudent)!.own.size);
      if (shared / smaller >= leastShare) found.push([otherStudent, student]);
    }
  });
  return found;
}

function comparePair(students: [string, string], cells: ReadonlyMap<string, Cell>): SimilarPair {
  const pair: SimilarPair = { students, share: 0, fingerprints: 0, cells: [] };
  let possible = 0;
  for (const [gradeId, cell] of cells) {
    const [first, second] = students.map((student) => cell.get(student));
    if (!first || !second) continue;
    const smaller = Math.min(first.own.size, second.own.size);
    possible += smaller;
    const fingerprints = [...first.own].filter((hash) => second.own.has(hash)).length;
    if (fingerprints === 0) continue;
    pair.fingerprints += fingerprints;
    pair.cells.push({ gradeId, share: fingerprints / smaller, fingerprints, regions: [] });
  }
  pair.share = pair.fingerprints / possible;
  pair.cells.sort((a, b) => b.share - a.share);
  return pair;
}

function byEvidence(a: SimilarPair, b: SimilarPair): number {
  return b.fingerprints - a.fingerprints || b.share - a.share;
}

/** Only reported pairs need their lines. */
function withRegions(
  pair: SimilarPair,
  cells: ReadonlyMap<string, Cell>,
  noise: number,
): SimilarPair {
  const withLines = pair.cells.map((cell): SimilarCell => {
    const [first, second] = pair.students.map((student) => cells.get(cell.gradeId)!.get(student)!);
    const isShared = (hash: number): boolean => first!.own.has(hash) && second!.own.has(hash);
    return { ...cell, regions: matchingLines(first!, second!, isShared, noise) };
  });
  return { ...pair, cells: withLines };
}
