import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRotatedMnist, subset } from 'rotated-mnist';
import { compare, type Comparison, type Effort, type Task } from './speed/compare';
import { stepFlops } from './speed/flops';
import { networks } from './speed/protocol';
import { pytorchPython } from './speed/pytorch';
import { Side } from './speed/Side';

const usage = `Usage: npm run bench -- [--quick] [--no-peers] [--json FILE]

Times this project and PyTorch side by side, in turns, on the same machine: training steps and forward passes of the course's networks.
  --quick     batches of 64 alone, and fewer repetitions
  --no-peers  this project alone; needs no PyTorch
  --json      where the figures are written too; by default build/bench.json`;

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
  const ours = new Side('This project', process.execPath, [join(__dirname, 'speed/ourSide.js')]);
  const peer = values['no-peers']
    ? undefined
    : new Side('PyTorch', pytorchPython(console.log), [join(root, 'bench/peers/worker.py')]);
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
    console.log(
      `${machine.processor}, ${threads} threads, ${machine.gigabytes} GB; Node ${machine.node}; ${machine.ours}; ${machine.peer ?? 'no peer'}. Other programs keep ${machine.load.toFixed(1)} processors busy.\n`,
    );
    const peak = await matrixPeak(peer ? [ours, peer] : [ours]);
    console.log(
      `Best matrix product: ${peak.map((gflops) => `${gflops.toFixed(0)} GFLOP/s`).join(' and ')}.\n`,
    );
    const effort: Effort = values.quick
      ? { rounds: 3, repetitions: 4 }
      : { rounds: 7, repetitions: 6 };
    const { train } = await loadRotatedMnist();
    const data = subset(train, 2048);
    const all: Comparison[] = [];
    console.log(header);
    for (const model of networks) {
      for (const batch of values.quick ? [64] : [64, 256]) {
        const tasks: Task[] = [
          { kind: 'step', model, batch },
          { kind: 'forward', model, batch },
        ];
        const found = await compare(tasks, { ours, ...(peer && { peer }) }, data, effort);
        all.push(...found);
        for (const one of found) console.log(row(one, peak));
      }
    }
    const memory = { ours: ours.peakMegabytes(), peer: peer?.peakMegabytes() };
    console.log(
      `\nMost memory: ${memory.ours?.toFixed(0)} MB and ${memory.peer?.toFixed(0) ?? '-'} MB.`,
    );
    mkdirSync(join(values.json, '..'), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify({ machine, peak, memory, all }, null, 2)}\n`);
    return 0;
  } finally {
    ours.stop();
    peer?.stop();
  }
}

const header = [
  ...['what', 'network', 'batch', 'ours, ms', 'PyTorch, ms', 'ours / PyTorch', 'share of peak'],
].join(' | ');

function row(
  { kind, model, batch, ours, peer, ratio }: Comparison,
  peak: readonly number[],
): string {
  const share = (time: number, side: number): string =>
    `${((100 * stepFlops(model, batch)) / (1e6 * time) / peak[side]!).toFixed(0)} %`;
  const shares = [share(ours.median, 0), ...(peer ? [share(peer.median, 1)] : [])].join(' and ');
  const cells = [
    ...[kind, model, String(batch), ours.median.toFixed(1), peer?.median.toFixed(1) ?? '-'],
    ratio
      ? `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)})`
      : '-',
    kind === 'step' ? shares : '',
  ];
  return cells.join(' | ');
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
