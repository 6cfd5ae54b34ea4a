import type { Report } from '../checks/Report';

/** Points for one thing that an answer must do: all of them or none. */
export interface Item<Part extends string = string, Id extends string = string> {
  points: number;
  /** What the answer must do, for the feedback. */
  title: string;
  /** The answer's part that is judged. */
  part: Part;
  /** The findings that must have been made and have passed, all of them. */
  ids: readonly Id[];
  /** Findings that must have passed as well if the network was judged after its training. */
  idsAfterTraining?: readonly Id[];
  /** The item is about the network after its training alone. */
  trained?: true;
}

/** Points for one idea of a written answer. */
export interface WrittenItem {
  points: number;
  /** What the answer says, for graders and for the feedback. */
  title: string;
}

/** An item, and what an answer has earned of it. */
export interface ScoredItem {
  title: string;
  points: number;
  earned: number;
  /** What was found out about its ids; empty if the judge did not come to them. */
  findings: Report['findings'];
}

/** What the answer to an exercise earns, by what the judge has found out about its parts. */
export function score(
  items: readonly Item[],
  reports: Readonly<Partial<Record<string, Report>>>,
): ScoredItem[] {
  return items.map(({ title, points, part, ids, idsAfterTraining = [] }) => {
    const named = new Set([...ids, ...idsAfterTraining]);
    const findings = (reports[part]?.findings ?? []).filter(({ id }) => named.has(id));
    // Every id must have been seen: an answer that was not looked at has earned nothing.
    const isSeen = ids.every((one) => findings.some(({ id }) => id === one));
    const holds = isSeen && findings.every(({ passed }) => passed);
    return { title, points, earned: holds ? points : 0, findings };
  });
}

/** The sum of items' points, counted by the lengths of tuples: types have no arithmetic. */
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
