import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderPng } from 'notebook-display';
import { evaluationMemory, firstStep, loading } from './speed/beginnings';
import { compare, once, type Comparison, type Effort, type Sides } from './speed/compare';
import { figure } from './speed/figure';
import { stepFlops } from './speed/flops';
import { growth, type Growth } from './speed/growth';
import { header, isMet, row, type Line } from './speed/Line';
import { makeTestPictures, writeDigits } from './speed/pictures';
import { networks } from './speed/protocol';
import { others } from './speed/others';
import { hasOtherLibraries, pytorchPython } from './speed/pytorch';
import { Side } from './speed/Side';
import { best, trainings } from './speed/trainings';

const usage = `Usage: npm run bench -- [--quick] [--no-peers] [--json FILE]

Times this project and PyTorch side by side, in turns, on the same machine: training steps, forward passes, epochs, the way to a good model,
starts and loading, memory, and how time grows.
  --quick     steps and forward passes of batches of 64, starts and loading alone; under 3 minutes
  --no-peers  this project alone; needs no PyTorch
  --json      where the figures are written too; by default build/bench.json, the table beside it as build/bench.md, a figure as build/bench.png`;

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
  const ourSide = (): Side =>
    new Side('This project', process.execPath, [join(__dirname, 'speed/ourSide.js')]);
  const python = values['no-peers'] ? undefined : pytorchPython(console.log);
  const peerSide = python
    ? (): Side => new Side('PyTorch', python, [join(root, 'bench/peers/worker.py')])
    : undefined;
  const ours = ourSide();
  const peer = peerSide?.();
  const sides: Sides = { ours, ...(peer && { peer }) };
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

    const lines: Line[] = [];
    const say = (...found: Line[]): void => {
      lines.push(...found);
      for (const line of found) console.log(row(line));
    };
    const effort: Effort = values.quick
      ? { rounds: 3, repetitions: 4 }
      : { rounds: 7, repetitions: 6 };
    for (const model of networks) {
      for (const batch of values.quick ? [64] : [64, 256]) {
        const tasks = (['step', 'forward'] as const).map((kind) => ({ kind, model, batch }));
        const found = await compare(tasks, sides, makeTestPictures(512, 33), effort);
        say(...found.map((one) => lineOf(one, peak)));
      }
    }
    if (!values.quick && peer && hasOtherLibraries(console.error)) {
      say(...(await others(sides, { rounds: 3, repetitions: 4 })));
    }
    const files = await writeDigits(join(root, 'build/bench-digits'), 50_000);
    say(await loading(sides, files));
    const starts = { ours: ourSide, ...(peerSide && { peer: peerSide }) };
    say(await firstStep(starts, values.quick ? 2 : 5));
    const grown = values.quick ? [] : await growth(sides, { rounds: 5, repetitions: 5 });
    say(...grown.map(({ line }) => line));
    if (!values.quick) {
      say(...(await trainings(sides, files)));
      say(...(await evaluationMemory(ourSide, files)));
      say(...(await best(sides, files)));
    }
    const memory = [ours, peer].flatMap((side) => side?.peakMegabytes() ?? []);
    if (memory.length > 0) {
      const [mine, theirs] = memory as [number, number?];
      say({ what: 'most memory of all of the above', unit: 'MB', ...once(mine, theirs) });
    }
    const text = [about, product, '', header, ...lines.map(row), '', ...grown.map(tableOf)];
    mkdirSync(dirname(values.json), { recursive: true });
    const beside = (ending: string): string => values.json.replace(/(\.json)?$/, ending);
    writeFileSync(beside('.md'), `${text.join('\n')}\n`);
    const figures = { machine, peak, lines, growth: grown };
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
    if (peer) {
      writeFileSync(beside('.png'), await renderPng(figure(lines, grown)));
    }
    const missed = lines.filter((line) => !isMet(line)).length;
    console.log(`\n${missed === 0 ? 'Every bar is met' : `${missed} bars are not met`}.`);
    return 0;
  } finally {
    ours.stop();
    peer?.stop();
  }
}

function lineOf(one: Comparison, peak: readonly number[]): Line {
  const { kind, model, batch, ...found } = one;
  const share = (time: number, side: number): string =>
    `${((100 * stepFlops(model, batch)) / (1e6 * time) / peak[side]!).toFixed(0)} %`;
  const { ours, peer } = found;
  const shares = [share(ours.median, 0), ...(peer ? [share(peer.median, 1)] : [])];
  const ofC4CNN = model === 'C4CNN' ? 0.8 : 1;
  return {
    ...{ what: `${kind} of ${model}, ${batch} pictures`, unit: 'ms', ...found },
    bar: { of: 'ratio', atMost: kind === 'forward' ? 0.75 : ofC4CNN },
    ...(kind === 'step' && { note: `${shares.join(' and ')} of the best product` }),
  };
}

/** The times behind a slope. */
function tableOf({ what, points }: Growth): string {
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

/** The best that each side's matrix product reaches, in GFLOP/s. */
async function matrixPeak(sides: readonly Side[]): Promise<number[]> {
  const size = 1024;
  const peaks: number[] = [];
  for (const side of sides) {
    const { times } = await side.ask({ op: 'matmul', size, repetitions: 20 });
    peaks.push((2 * size ** 3) / (1e6 * Math.min(...times!)));
  }
  return peaks;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
