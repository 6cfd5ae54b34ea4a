import { once } from '../measure';
import { compare, type Comparison, type Effort, type Sides } from './compare';
import type { Line } from './Line';
import { makeTestPictures } from './pictures';
import type { NetworkName } from './protocol';

/** What grows; each point is about four times the one before. */
interface Series {
  what: string;
  points: { at: number; model: NetworkName; batch: number; size: number }[];
}

const series: Series[] = [
  {
    what: 'pictures a step',
    points: [16, 64, 256].map((batch) => ({ at: batch, model: 'TowerC4', batch, size: 33 })),
  },
  {
    what: 'pixels a picture',
    points: [17, 33, 65].map((size) => ({ at: size ** 2, model: 'TowerC4', batch: 64, size })),
  },
  {
    what: 'elements of the group',
    points: [
      { at: 1, model: 'TowerC1', batch: 64, size: 33 },
      { at: 4, model: 'TowerC4', batch: 64, size: 33 },
      { at: 8, model: 'TowerD4', batch: 64, size: 33 },
    ],
  },
];

/** How the time of a step grows with its work. */
export interface Growth {
  what: string;
  points: (Comparison & { at: number })[];
  line: Line;
}

/**
 * Times training steps of a small network of three convolutions at growing sizes.
 *
 * The slope is that of a straight line through the first and last point in a plot with logarithmic
 * axes: 1 where time is proportional to size.
 */
export async function growth(sides: Sides, effort: Effort): Promise<Growth[]> {
  const found: Growth[] = [];
  for (const { what, points } of series) {
    const measured: Growth['points'] = [];
    for (const { at, model, batch, size } of points) {
      const data = makeTestPictures(Math.max(batch, 64), size);
      const [one] = await compare([{ kind: 'step', model, batch }], sides, data, effort);
      measured.push({ ...one!, at });
    }
    const slope = (side: 'ours' | 'peer'): number | undefined => {
      const [first, last] = [measured[0]!, measured.at(-1)!];
      if (!first[side] || !last[side]) return undefined;
      return Math.log(last[side].median / first[side].median) / Math.log(last.at / first.at);
    };
    const line: Line = {
      what: `growth with the ${what}`,
      unit: 'slope',
      ...once(slope('ours')!, slope('peer')),
      bar: { of: 'ratio', atMost: 1 },
    };
    found.push({ what, points: measured, line });
  }
  return found;
}

/** The times of a series as a Markdown table. */
export function growthTable({ what, points }: Growth): string {
  const rows = points.map(({ at, ours, peer, ratio }) =>
    [
      at,
      ours.median.toFixed(1),
      peer?.median.toFixed(1) ?? '',
      ratio?.median.toFixed(2) ?? '',
    ].join(' | '),
  );
  return [
    `| ${what} | ours, ms | PyTorch, ms | ours / PyTorch |`,
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}
