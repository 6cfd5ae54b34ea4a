import { makeTestPictures } from './pictures';
import { compare, once, type Comparison, type Effort, type Sides } from './compare';
import type { Line } from './Line';
import type { NetworkName } from './protocol';

/** What is made larger, and how far: each time by about four. */
const series: {
  what: string;
  points: { at: number; model: NetworkName; batch: number; size: number }[];
}[] = [
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
    points: (
      [
        [1, 'TowerC1'],
        [4, 'TowerC4'],
        [8, 'TowerD4'],
      ] as const
    ).map(([at, model]) => ({ at, model, batch: 64, size: 33 })),
  },
];

/** How the time of a step grows with what it has to do. */
export interface Growth {
  what: string;
  points: (Comparison & { at: number })[];
  line: Line;
}

/**
 * Times steps of a small network of three convolutions, larger and larger.
 *
 * The slope is that of a straight line through the ends in a plot with logarithmic axes: 1 where the time is proportional.
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
    const [ours, peer] = [slope('ours')!, slope('peer')];
    const line: Line = {
      ...{ what: `growth with the ${what}`, unit: 'slope', ...once(ours, peer) },
      bar: { of: 'ratio', atMost: 1 },
    };
    found.push({ what, points: measured, line });
  }
  return found;
}
