import { median } from '../median';
import { spread, type Sides } from './compare';
import { single, type Line } from './Line';
import type { DigitFiles } from './protocol';
import type { Side } from './Side';

/** How long a new process takes to have done its first training step. */
export async function firstStep(
  start: { ours: () => Side; peer?: () => Side },
  rounds: number,
): Promise<Line> {
  const times = async (start: () => Side): Promise<number> => {
    const started = performance.now();
    const side = start();
    try {
      await side.ask({ op: 'first', model: 'C4CNN' });
    } finally {
      side.stop();
    }
    return (performance.now() - started) / 1000;
  };
  const [ours, peers]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const [mine, theirs] = [await times(start.ours), start.peer && (await times(start.peer))];
    // The first reads the programs from the disk.
    if (round === 0) continue;
    ours.push(mine);
    if (theirs !== undefined) peers.push(theirs);
  }
  return {
    ...{ what: 'start of the process to the end of its first step', unit: 's', ours: spread(ours) },
    ...(start.peer && {
      peer: spread(peers),
      ratio: spread(ours.map((time, i) => time / peers[i]!)),
    }),
  };
}

/** The digits of an epoch, in a new order, from bytes to batches. */
export async function loading({ ours, peer }: Sides, files: DigitFiles): Promise<Line> {
  const request = { op: 'load', repetitions: 5, ...files } as const;
  const mine = median((await ours.ask(request)).times!);
  const theirs = peer && median((await peer.ask(request)).times!);
  return {
    ...{ what: 'loading an epoch’s batches', unit: 'ms', ours: single(mine) },
    ...(theirs && { peer: single(theirs), ratio: single(mine / theirs) }),
  };
}

/** The most memory of a process that does nothing but evaluate a network. */
export async function evaluationMemory(start: () => Side, files: DigitFiles): Promise<Line[]> {
  const side = start();
  try {
    await side.ask({ op: 'machine', threads: 0 });
    await side.ask({ op: 'evaluate', model: 'C4CNN', ...files });
    const megabytes = side.peakMegabytes();
    if (megabytes === undefined) return [];
    const what = `most memory while ${files.testCount.toLocaleString('en')} digits are evaluated`;
    return [{ what, unit: 'MB', ours: single(megabytes), bar: { of: 'ours', atMost: 1000 } }];
  } finally {
    side.stop();
  }
}
