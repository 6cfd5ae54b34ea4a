import type { Part, Report } from 'course';
import type { Item } from './Item';

/** An item, and what an answer has earned of it. */
export interface ScoredItem {
  title: string;
  points: number;
  earned: number;
  /** What was seen of each of its properties; empty if the judge did not come to them. */
  findings: Report['findings'];
}

/** What the answer to an exercise earns, by what the judge has found out about its parts. */
export function score(
  items: readonly Item[],
  reports: Partial<Record<Part, Report>>,
): ScoredItem[] {
  return items.map(({ title, points, part, properties }) => {
    const all = reports[part]?.findings ?? [];
    const findings = all.filter(({ property }) => properties.some((one) => one.test(property)));
    // Every pattern must have met something: an answer that was not looked at has earned nothing.
    const isSeen = properties.every((one) => findings.some(({ property }) => one.test(property)));
    const holds = isSeen && findings.every(({ passed }) => passed);
    return { title, points, earned: holds ? points : 0, findings };
  });
}
