import { median } from '../measure';
import type { Row } from './Row';
import { withBoth, type KernelName } from './TimedKernel';

const count = 40;
const warmUp = 5;

const cells: Record<string, (index: number) => string> = {
  'a declaration': (index) => `const a${index} = ${index};`,
  'a printed value': (index) => `console.log(${index});`,
  'a loop in a function': (index) =>
    `function f${index}(n: number): number {\n  let s = 0;\n  for (let i = 0; i < n; i++) s += i;\n  return s;\n}\nconsole.log(f${index}(10));`,
  'an await': (index) => `const b${index} = await Promise.resolve(${index});`,
};

/** Measures small cells, in an empty notebook and in one that has imported TensorFlow.js. */
export async function roundTrips(): Promise<Row[]> {
  const empty = await measure('empty notebook', '1;');
  const full = await measure('with TensorFlow.js', "import * as tf from '@tensorflow/tfjs';");
  return [...empty, ...full];
}

async function measure(notebook: string, first: string): Promise<Row[]> {
  return withBoth(async (both) => {
    for (const kernel of Object.values(both)) await kernel.run(first);
    const rows: Row[] = [];
    let index = 0;
    for (const [what, cell] of Object.entries(cells)) {
      const times: Record<KernelName, number[]> = { ours: [], tslab: [] };
      for (let round = -warmUp; round < count; round++) {
        index++;
        for (const name of ['ours', 'tslab'] as const) {
          const { milliseconds } = await both[name].run(cell(index));
          if (round >= 0) times[name].push(milliseconds);
        }
      }
      const ours = median(times.ours);
      rows.push({ what: `${notebook}: ${what}`, ours, other: median(times.tslab), bar: 1.2 });
    }
    return rows;
  });
}
