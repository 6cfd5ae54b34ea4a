import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderPng } from 'notebook-display';
import { runCommand } from './command';
import { inTurns, once } from './measure';
import { hasOtherLibraries, pytorchPython } from './python';
import { stepFlops } from './speed/architecture';
import { evaluationMemory, firstStep, loading } from './speed/beginnings';
import { compare, type Comparison, type Sides } from './speed/compare';
import { figure } from './speed/figure';
import { growth, growthTable, type Growth } from './speed/growth';
import { header, isMet, row, type Line } from './speed/Line';
import { others } from './speed/others';
import { makeTestPictures, writeDigits } from './speed/pictures';
import { networks } from './speed/protocol';
import { Side } from './speed/Side';
import { best, trainings } from './speed/trainings';

const usage = `Usage: npm run bench -- [--quick] [--no-peers] [--json FILE]

Times this project and PyTorch in turns on the same machine: training steps, forward passes, epochs, training to a good
model, start-up and loading, memory, and how time grows.
  --quick     only steps and forward passes of batches of 64, start-up and loading; under 3 minutes
  --no-peers  this project alone; needs no PyTorch
  --json      file for the figures, by default build/bench.json; the table (.md) and a chart (.png) are written beside it`;

const root = resolve(__dirname, '../..');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      'no-peers': { type: 'boolean', default: false },
      json: { type: 'string', default: join(root, 'build/bench.json') },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const starts = findSides(!values['no-peers']);
  const [ours, peer] = [starts.ours(), starts.peer?.()];
  const sides: Sides<Side> = peer ? { ours, peer } : { ours };
  try {
    const threads = cpus().length;
    const machine = {
      processor: cpus()[0]!.model,
      threads,
      gigabytes: Math.round(totalmem() / 2 ** 30),
      load: loadavg()[0]!,
      node: process.version,
      ours: (await ours.ask({ op: 'machine', threads })).version,
      peer: peer && `PyTorch ${(await peer.ask({ op: 'machine', threads })).version}`,
    };
    const about = `${machine.processor}, ${threads} threads, ${machine.gigabytes} GB; Node ${machine.node}; ${machine.ours}; ${machine.peer ?? 'no peer'}. Other programs kept ${machine.load.toFixed(1)} processors busy.`;
    const peak = await matrixPeak(peer ? [ours, peer] : [ours]);
    const product = `Best matrix product: ${peak.map((gflops) => `${gflops.toFixed(0)} GFLOP/s`).join(' and ')}.`;
    console.log(`${about}\n${product}\n\n${header}`);
    const { lines, grown } = await measure(starts, sides, peak, values.quick);
    const text = [about, product, '', header, ...lines.map(row), '', ...grown.map(growthTable)];
    mkdirSync(dirname(values.json), { recursive: true });
    const beside = (ending: string): string => values.json.replace(/(\.json)?$/, ending);
    writeFileSync(beside('.md'), `${text.join('\n')}\n`);
    const figures = { machine, peak, lines, growth: grown };
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
    if (peer) writeFileSync(beside('.png'), await renderPng(figure(lines, grown)));
    const missed = lines.filter((line) => !isMet(line)).length;
    console.log(`\n${missed === 0 ? 'Every bar is met' : `${missed} bars are not met`}.`);
    return 0;
  } finally {
    ours.stop();
    peer?.stop();
  }
}

/** How to start each side. */
function findSides(withPeer: boolean): Sides<() => Side> {
  const program = join(__dirname, 'speed/ourSide.js');
  const ours = (): Side => new Side('This project', process.execPath, [program]);
  if (!withPeer) return { ours };
  const python = pytorchPython(console.log);
  const worker = join(root, 'bench/peers/worker.py');
  return { ours, peer: () => new Side('PyTorch', python, [worker]) };
}

/** Measures everything, or the quick part of it; prints each line as soon as it is there. */
async function measure(
  starts: Sides<() => Side>,
  sides: Sides<Side>,
  peak: readonly number[],
  isQuick: boolean,
): Promise<{ lines: Line[]; grown: Growth[] }> {
  const lines: Line[] = [];
  const add = (...found: Line[]): void => {
    lines.push(...found);
    for (const line of found) console.log(row(line));
  };
  const effort = isQuick ? { rounds: 3, repetitions: 4 } : { rounds: 7, repetitions: 6 };
  for (const model of networks) {
    for (const batch of isQuick ? [64] : [64, 256]) {
      const tasks = (['step', 'forward'] as const).map((kind) => ({ kind, model, batch }));
      const found = await compare(tasks, sides, makeTestPictures(512, 33), effort);
      add(...found.map((one) => lineOf(one, peak)));
    }
  }
  add(await wasmStep(isQuick ? 1 : 5));
  if (!isQuick && sides.peer && hasOtherLibraries(console.error)) {
    add(...(await others(sides, { rounds: 3, repetitions: 4 })));
  }
  const files = await writeDigits(join(root, 'build/bench-digits'), 50_000);
  add(await loading(sides, files));
  add(await firstStep(starts, isQuick ? 2 : 5));
  const grown = isQuick ? [] : await growth(sides, { rounds: 5, repetitions: 5 });
  add(...grown.map(({ line }) => line));
  if (!isQuick) {
    add(...(await trainings(sides, files)));
    add(...(await evaluationMemory(starts.ours, files)));
    add(...(await best(sides, files)));
  }
  const memory = sides.ours.peakMegabytes();
  if (memory !== undefined) {
    const found = once(memory, sides.peer?.peakMegabytes());
    add({ what: 'most memory of all of the above', unit: 'MB', ...found });
  }
  return { lines, grown };
}

/** A step on WebAssembly, beside the same by kernels that are composed of TensorFlow.js's. */
async function wasmStep(rounds: number): Promise<Line> {
  const program = join(__dirname, 'speed/wasmStep.js');
  const step =
    (...args: string[]) =>
    (): Promise<number> =>
      Promise.resolve(Number(execFileSync(process.execPath, [program, ...args]).toString()));
  return {
    what: 'step of C4CNN on WebAssembly, 64 pictures',
    unit: 'ms',
    note: "processor time; beside it TensorFlow.js's kernels, not PyTorch",
    ...(await inTurns(rounds, step(), step('composed'))),
    bar: { of: 'ratio', atMost: 0.5 },
  };
}

function lineOf(one: Comparison, peak: readonly number[]): Line {
  const { kind, model, batch, ...found } = one;
  const line: Line = {
    what: `${kind} of ${model}, ${batch} pictures`,
    unit: 'ms',
    ...found,
    bar: { of: 'ratio', atMost: kind === 'forward' ? 0.75 : model === 'C4CNN' ? 0.8 : 1 },
  };
  if (kind === 'forward') return line;
  const times = found.peer ? [found.ours.median, found.peer.median] : [found.ours.median];
  const shares = times.map((time, side) => {
    const gflops = stepFlops(model, batch) / (1e6 * time);
    return `${((100 * gflops) / peak[side]!).toFixed(0)} %`;
  });
  return { ...line, note: `${shares.join(' and ')} of the best product` };
}

/** The best rate that each side's matrix product reaches, in GFLOP/s. */
async function matrixPeak(sides: readonly Side[]): Promise<number[]> {
  const size = 1024;
  const peaks: number[] = [];
  for (const side of sides) {
    const { times } = await side.ask({ op: 'matmul', size, repetitions: 20 });
    peaks.push((2 * size ** 3) / (1e6 * Math.min(...times!)));
  }
  return peaks;
}

runCommand(main);
