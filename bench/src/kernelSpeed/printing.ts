import { median } from '../measure';
import type { Row } from './Row';
import { TimedKernel, type TimedRun } from './TimedKernel';

const lines = 100_000;
const rounds = 3;
/** A cell that runs longer never ends: the kernel has lost the message that it is idle. */
const limitMs = 60_000;

const cells: Record<string, string> = {
  'in a loop': `for (let i = 0; i < ${lines}; i++) console.log('line ' + i);`,
  'in a loop that awaits': `for (let i = 0; i < ${lines}; i++) {\n  console.log('line ' + i);\n  if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 0));\n}`,
};

/**
 * Measures how long many printed lines take.
 *
 * @throws Error if one of our kernel's lines is missing or out of order
 */
export async function printing(): Promise<Row[]> {
  const expected = Array.from({ length: lines }, (_, i) => `line ${i}\n`).join('');
  const rows: Row[] = [];
  for (const [what, code] of Object.entries(cells)) {
    const runs: Record<'ours' | 'tslab', TimedRun[]> = { ours: [], tslab: [] };
    for (let round = 0; round < rounds; round++) {
      for (const name of ['ours', 'tslab'] as const) runs[name].push(await runAlone(name, code));
    }
    if (runs.ours.some(({ text }) => text !== expected)) {
      throw new Error('Lines are missing or out of order.');
    }
    const least = Math.min(...runs.tslab.map(({ text }) => text.split('\n').length - 1));
    const note = least < lines ? ` (of tslab’s, ${least} arrive)` : '';
    const [ours, tslab] = [runs.ours, runs.tslab].map((some) =>
      median(some.map(({ milliseconds }) => milliseconds)),
    ) as [number, number];
    rows.push({ what: `${lines} lines ${what}${note}`, values: { ours, tslab } });
  }
  return rows;
}

/** Uses a new kernel, since one that has lost messages is no longer usable. */
async function runAlone(name: 'ours' | 'tslab', code: string): Promise<TimedRun> {
  const kernel = await TimedKernel.start(name);
  try {
    await kernel.run('1;');
    return await kernel.run(code, limitMs);
  } finally {
    await kernel.stop();
  }
}
