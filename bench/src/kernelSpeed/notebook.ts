import { solution } from 'course-notebooks';
import { median } from '../measure';
import type { Row } from './Row';
import { present, TimedKernel, withKernels, type KernelName } from './TimedKernel';

const names = present('ours', 'before', 'tslab');
const starts = 5;
const questions = 20;
/** A cell of at most so many lines is a short one. */
const short = 5;
const half = { most: 0.5, per: 'before' };

/** The cells of notebook 2, which imports TensorFlow.js and the library. */
const cells = solution('2-equivariant-convolutions')
  .cells.filter(({ cell_type: type }) => type === 'code')
  .map(({ source }) => source);

/** Measures starts, and the first cell of a notebook after each. */
export async function beginnings(): Promise<Row[]> {
  const times = { start: newTimes(), small: newTimes(), first: newTimes() };
  const all = present('ours', 'before', 'tslab', 'deno', 'ipykernel');
  for (let round = 0; round < starts; round++) {
    for (const name of all) {
      const small = await TimedKernel.start(name);
      times.start[name].push(small.startMilliseconds);
      const { milliseconds } = await small.run('1 + 1');
      times.small[name].push(small.startMilliseconds + milliseconds);
      await small.stop();
      if (!names.includes(name)) continue;
      const kernel = await TimedKernel.start(name);
      times.first[name].push((await kernel.run(cells[0]!)).milliseconds);
      await kernel.stop();
    }
  }
  return [
    { what: 'start', values: medians(times.start), bar: half },
    { what: 'start and a small cell', values: medians(times.small), bar: half },
    { what: 'first cell of notebook 2', values: medians(times.first), bar: half },
  ];
}

/**
 * Measures the cells of notebook 2 after its first, without the time that their code runs; then
 * completion, hover, and what the kernels hold.
 */
export async function inNotebook(): Promise<Row[]> {
  return withKernels(names, async (kernels) => {
    const times = { short: newTimes(), long: newTimes(), all: newTimes() };
    for (const kernel of kernels.values()) await kernel.run(cells[0]!);
    for (const [index, cell] of cells.slice(1).entries()) {
      const size = cell.split('\n').length <= short ? 'short' : 'long';
      const began = `began${index}`;
      const code = `const ${began} = performance.now();\n${cell}\n;console.log('ran', performance.now() - ${began});`;
      for (const [name, kernel] of kernels) {
        const { milliseconds, text } = await kernel.run(code);
        const time = milliseconds - Number(/ran ([\d.]+)\s*$/.exec(text)?.[1]);
        times[size][name].push(time);
        times.all[name].push(time);
      }
    }
    const asked = { complete_request: newTimes(), inspect_request: newTimes() };
    for (let round = 0; round < questions; round++) {
      for (const [name, kernel] of kernels) {
        const ask = async (type: keyof typeof asked, code: string): Promise<void> =>
          void asked[type][name].push(await kernel.ask(type, `const q${round} = ${code}`));
        await ask('complete_request', 'tf.layers.co');
        await ask('inspect_request', 'tf.conv2d');
      }
    }
    const megabytes = [...kernels].map(([name, kernel]) => [name, kernel.megabytes()] as const);
    return [
      row(`its cells of up to ${short} lines, median`, times.short),
      row('its longer cells, median', times.long),
      { ...row('all its cells, median', times.all), bar: { most: 40 } },
      { ...row('all its cells, 95 of 100', times.all, 0.95), bar: { most: 120 } },
      { ...row('completion', asked.complete_request), bar: { most: 50 } },
      { ...row('completion, against before', asked.complete_request), bar: half },
      { ...row('hover', asked.inspect_request), bar: half },
      {
        what: 'memory at its end, MB',
        values: Object.fromEntries(megabytes),
        bar: { most: 1, per: 'before' },
      },
    ];
  });
}

type Times = Record<KernelName, number[]>;

function newTimes(): Times {
  return { ours: [], before: [], tslab: [], deno: [], ipykernel: [] };
}

function row(what: string, times: Times, share = 0.5): Row {
  return { what, values: medians(times, share) };
}

function medians(times: Times, share = 0.5): Record<string, number> {
  const measured = Object.entries(times).filter(([, some]) => some.length > 0);
  return Object.fromEntries(measured.map(([name, some]) => [name, quantile(some, share)]));
}

function quantile(values: readonly number[], share: number): number {
  if (share === 0.5) return median(values);
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)]!;
}
