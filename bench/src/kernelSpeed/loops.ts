import { median } from '../measure';
import type { Row } from './Row';
import { TimedKernel, withKernels } from './TimedKernel';

/** Statements that are valid JavaScript and TypeScript; each leaves its result in `s`. */
const bodies: Record<string, string> = {
  'empty loop': 'let s = 0; for (let i = 0; i < 5e7; i++) {}',
  'sum of integers': 'let s = 0; for (let i = 0; i < 5e7; i++) s = (s + i) & 0xfffff;',
  'sum of fractions': 'let s = 0; for (let i = 0; i < 5e7; i++) s += i * 0.5;',
  'while loop': 'let s = 0; let i = 5e7; while (i > 0) { s ^= i; i--; }',
  'matrix product, 400 x 400 x 400': `
    const n = 400;
    const a = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i + j) % 7));
    const c = Array.from({ length: n }, () => new Array(n).fill(0));
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let t = 0;
        for (let k = 0; k < n; k++) t += a[i][k] * a[k][j];
        c[i][j] = t;
      }
    const s = c[3][4];`,
  'for-of over an array': `
    const values = Array.from({ length: 1e6 }, (_, i) => i);
    let s = 0;
    for (let round = 0; round < 20; round++) for (const value of values) s += value;`,
  'nested loops over a Float32Array': `
    const values = new Float32Array(1000 * 1000).fill(0.5);
    let s = 0;
    for (let round = 0; round < 20; round++)
      for (let row = 0; row < 1000; row++)
        for (let column = 0; column < 1000; column++) s += values[row * 1000 + column];`,
  'a function with a loop, called in a loop': `
    const inner = (k) => { let t = 0; for (let j = 0; j < 10; j++) t += j * k; return t; };
    let s = 0;
    for (let i = 0; i < 4e6; i++) s += inner(i);`,
  'array methods with loops in their functions': `
    const values = Array.from({ length: 2e5 }, (_, i) => i);
    const s = values.map((value) => { let t = 0; for (let j = 0; j < 50; j++) t += value % (j + 1); return t; })
      .reduce((a, b) => a + b, 0);`,
};
/** Each loop runs in several cells, several times in each: V8 compiles it anew in each cell. */
const cells = 5;
const calls = 3;

/**
 * Compares loops with the kernel's checks to the same code without them, which the cell evaluates
 * from a string. Measures processor time, which other programs do not affect.
 */
export async function loopChecks(): Promise<Row[]> {
  const kernel = await TimedKernel.start('ours');
  try {
    const before = await compare(kernel, 'sync', '', '');
    const top = await compare(kernel, 'after a top-level await', 'await null;', '');
    const inner = await compare(kernel, 'in an async function, after an await', '', 'await null;');
    return [...before, ...top, ...inner];
  } finally {
    await kernel.stop();
  }
}

async function compare(
  kernel: TimedKernel,
  where: string,
  first: string,
  wait: string,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, body] of Object.entries(bodies)) {
    const isAsync = wait !== '';
    const text = `${isAsync ? 'async ' : ''}() => {
      ${wait}
      const start = process.cpuUsage();
      ${body}
      return [process.cpuUsage(start).user / 1000, s] as const;
    }`;
    const typed = text.replace('(k) =>', '(k: number) =>');
    const untyped = text.replace(' as const', '');
    const call = isAsync ? 'await ' : '';
    const times: { ours: number; other: number }[] = [];
    for (let cell = 0; cell < cells; cell++) {
      const both = ['checked', 'plain'];
      const order = cell % 2 === 0 ? both : both.reverse();
      const { text: printed } = await kernel.run(`${first}
const checked = ${typed};
const plain: typeof checked = (0, eval)(${JSON.stringify(`(${untyped})`)});
const times = { checked: 0, plain: 0 };
const results = new Set<number>();
for (let call = 0; call < ${calls}; call++) {
${order.map((one) => `  { const [time, s] = ${call}${one}(); times.${one} += time; results.add(s); }`).join('\n')}
}
if (results.size !== 1) throw new Error('The two compute different results.');
console.log(JSON.stringify({ ours: times.checked, other: times.plain }));`);
      times.push(JSON.parse(printed) as { ours: number; other: number });
    }
    const ours = median(times.map((time) => time.ours));
    const other = median(times.map((time) => time.other));
    const bar = { most: 1.3, per: 'unchecked' };
    rows.push({ what: `${where}: ${name}`, values: { ours, unchecked: other }, bar });
  }
  return rows;
}

/** Measures loops over variables of the notebook itself. */
export async function topLevelLoops(): Promise<Row[]> {
  const million = 'for (let i = 0; i < 1e6; i++)';
  const cells: Record<string, [setUp: string, loop: string]> = {
    'sum in a variable of the same cell': ['', `let s# = 0; ${million} s# += i;`],
    'sum in a variable of an earlier cell': ['let t# = 0;', `${million} t# += i;`],
    'reading an array of an earlier cell': [
      'const values# = Array.from({ length: 1000 }, (_, i) => i);',
      `let u# = 0; ${million} u# += values#[i % 1000];`,
    ],
    'calling a function of an earlier cell': [
      'function half#(n: number): number { return n / 2; }',
      `let v# = 0; ${million} v# += half#(i);`,
    ],
  };
  return withKernels(['ours', 'tslab'], async (both) => {
    const rows: Row[] = [];
    for (const [what, [setUp, loop]] of Object.entries(cells)) {
      const least = { ours: Infinity, tslab: Infinity };
      for (let round = 0; round < 5; round++) {
        for (const name of ['ours', 'tslab'] as const) {
          const kernel = both.get(name)!;
          const code = (text: string): string => text.replaceAll('#', String(round));
          if (setUp !== '') await kernel.run(code(setUp));
          const timed = `const b# = performance.now();\n${loop}\nconsole.log(performance.now() - b#);`;
          const { text } = await kernel.run(code(timed));
          least[name] = Math.min(least[name], Number(text));
        }
      }
      rows.push({ what, values: least });
    }
    return rows;
  });
}
