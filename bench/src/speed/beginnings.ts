import { inTurns, median, once } from '../measure';
import type { Sides } from './compare';
import type { Line } from './Line';
import type { DigitFiles } from './protocol';
import type { Side } from './Side';

/** The time from the start of a process to the end of its first training step. */
export async function firstStep(start: Sides<() => Side>, rounds: number): Promise<Line> {
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
  const { ours, peer } = start;
  const found = await inTurns(rounds, () => times(ours), peer && (() => times(peer)));
  return { what: 'start of the process to the end of its first step', unit: 's', ...found };
}

/** The time to turn the digits of an epoch, in a new order, from bytes into batches. */
export async function loading({ ours, peer }: Sides, files: DigitFiles): Promise<Line> {
  const request = { op: 'load', repetitions: 5, ...files } as const;
  const mine = median((await ours.ask(request)).times!);
  const theirs = peer && median((await peer.ask(request)).times!);
  return { what: 'loading an epoch’s batches', unit: 'ms', ...once(mine, theirs) };
}

/** The most memory of a process that only evaluates a network. */
export async function evaluationMemory(start: () => Side, files: DigitFiles): Promise<Line[]> {
  const side = start();
  try {
    await side.ask({ op: 'machine', threads: 0 });
    await side.ask({ op: 'evaluate', model: 'C4CNN', ...files });
    const megabytes = side.peakMegabytes();
    if (megabytes === undefined) return [];
    const what = `most memory while ${files.testCount.toLocaleString('en')} digits are evaluated`;
    return [{ what, unit: 'MB', ...once(megabytes), bar: { of: 'ours', atMost: 1000 } }];
  } finally {
    side.stop();
  }
}
