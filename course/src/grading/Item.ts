import type { Report } from '../checks/Report';

/** Points for one thing that an answer must do: all of them or none. */
export interface Item<Part extends string = string, Id extends string = string> {
  points: number;
  /** What the answer must do, for the feedback. */
  title: string;
  /** The answer's part that is judged. */
  part: Part;
  /** The findings that must be there and have passed, all of them. */
  ids: readonly Id[];
  /** Findings that must have passed as well if the network was judged after its training. */
  idsAfterTraining?: readonly Id[];
  /** The item is only about the network after its training. */
  trained?: true;
}

/** Points for one idea of a written answer. */
export interface WrittenItem {
  points: number;
  /** What the answer says, for graders and for the feedback. */
  title: string;
}

/** An item, and the points that an answer earned. */
export interface ScoredItem {
  title: string;
  points: number;
  earned: number;
  /** The findings with its ids; empty if the answer was not judged. A hint is given once. */
  findings: Report['findings'];
}

/** Scores the answer to an exercise by the judge's reports on its parts. */
export function score(
  items: readonly Item[],
  reports: Readonly<Partial<Record<string, Report>>>,
): ScoredItem[] {
  const given = new Set<string>();
  return items.map(({ title, points, part, ids, idsAfterTraining = [] }) => {
    const named = new Set([...ids, ...idsAfterTraining]);
    const findings = (reports[part]?.findings ?? []).filter(({ id }) => named.has(id));
    // Every id must be there: an answer that was not examined earns nothing.
    const isSeen = ids.every((one) => findings.some(({ id }) => id === one));
    const holds = isSeen && findings.every(({ passed, skipped }) => passed && !skipped);
    const told = findings.map(({ hint, ...finding }) => {
      if (hint === undefined || given.has(hint)) return finding;
      given.add(hint);
      return { ...finding, hint };
    });
    return { title, points, earned: holds ? points : 0, findings: told };
  });
}

/** The sum of items' points, as the length of a tuple: types have no arithmetic. */
export type Sum<
  Items extends readonly Worth[],
  Total extends unknown[] = [],
> = Items extends readonly [infer First extends Worth, ...infer Rest extends readonly Worth[]]
  ? Sum<Rest, [...Total, ...Tuple<First['points']>]>
  : Total['length'];

type Worth = Pick<WrittenItem, 'points'>;

type Tuple<N extends number, T extends unknown[] = []> = T['length'] extends N
  ? T
  : Tuple<N, [...T, unknown]>;
