import { median } from '../measure';
import type { Row } from './Row';
import { present, withKernels, type KernelName } from './TimedKernel';

const count = 40;
const warmUp = 5;

interface SmallCell {
  typescript: (index: number) => string;
  python: (index: number) => string;
}

const cells: Record<string, SmallCell> = {
  'a declaration': { typescript: (i) => `const a${i} = ${i};`, python: (i) => `a${i} = ${i}` },
  'a printed value': { typescript: (i) => `console.log(${i});`, python: (i) => `print(${i})` },
  'a loop in a function': {
    typescript: (i) =>
      `function f${i}(n: number): number {\n  let s = 0;\n  for (let i = 0; i < n; i++) s += i;\n  return s;\n}\nconsole.log(f${i}(10));`,
    python: (i) =>
      `def f${i}(n: int) -> int:\n  s = 0\n  for i in range(n): s += i\n  return s\nprint(f${i}(10))`,
  },
  'an await': {
    typescript: (i) => `const b${i} = await Promise.resolve(${i});`,
    python: (i) => `import asyncio\nb${i} = await asyncio.sleep(0, ${i})`,
  },
};

/** Measures small cells, in an empty notebook and in one that has imported TensorFlow.js. */
export async function roundTrips(): Promise<Row[]> {
  const others = present('ours', 'before', 'tslab', 'deno', 'ipykernel');
  const empty = await measure('empty notebook', others, '1;');
  const withTypes = present('ours', 'before', 'tslab');
  const full = await measure(
    'with TensorFlow.js',
    withTypes,
    "import * as tf from '@tensorflow/tfjs';\nimport { C4 } from 'equivariant';",
  );
  return [...empty, ...full];
}

async function measure(notebook: string, names: KernelName[], first: string): Promise<Row[]> {
  return withKernels(names, async (kernels) => {
    for (const kernel of kernels.values()) await kernel.run(first);
    const rows: Row[] = [];
    let index = 0;
    for (const [what, cell] of Object.entries(cells)) {
      const times = new Map(names.map((name) => [name, [] as number[]]));
      for (let round = -warmUp; round < count; round++) {
        index++;
        for (const [name, kernel] of kernels) {
          const code = cell[name === 'ipykernel' ? 'python' : 'typescript'](index);
          const { milliseconds } = await kernel.run(code);
          if (round >= 0) times.get(name)!.push(milliseconds);
        }
      }
      const values = Object.fromEntries([...times].map(([name, some]) => [name, median(some)]));
      const bar = names.includes('ipykernel') ? { bar: { most: 3, per: 'ipykernel' } } : {};
      rows.push({ what: `${notebook}: ${what}`, values, ...bar });
    }
    return rows;
  });
}
