import { resolve } from 'node:path';
import { compare, type Task } from './compare';
import type { Answer, Request } from './protocol';
import { Side } from './Side';

jest.setTimeout(120_000);

const program = resolve(__dirname, '../../dist/speed/ourSide.js');
const ours = new Side('This project', process.execPath, [program]);
beforeAll(() => ours.ask({ op: 'machine', threads: 2 }));
afterAll(() => ours.stop());

const count = 6;
const data = {
  images: Uint8Array.from({ length: count * 33 * 33 }, (_, i) => (i * 31) % 256),
  labels: Uint8Array.from({ length: count }, (_, i) => i),
  count,
  height: 33,
  width: 33,
};
const effort = { rounds: 2, repetitions: 2 };

test.each(['C4CNN', 'IsotropicCNN', 'C4CNNWithBatchNorm'] as const)(
  'times %s, also without a peer',
  async (model) => {
    const tasks: Task[] = [
      { kind: 'step', model, batch: 4 },
      { kind: 'forward', model, batch: 4 },
    ];
    const found = await compare(tasks, { ours }, data, effort);
    expect(found.map(({ kind }) => kind)).toEqual(['step', 'forward']);
    for (const { ours, ratio } of found) {
      expect(ours.least).toBeGreaterThan(0);
      expect(ours.median).toBeLessThanOrEqual(ours.most);
      expect(ratio).toBeUndefined();
    }
  },
);

/** A peer that computes what this project does, except for one logit. */
const off = (error: number): { ask(request: Request): Promise<Answer> } => ({
  async ask(request) {
    if (request.op === 'step' || request.op === 'forward') return { times: [2, 4, 3] };
    if (request.op === 'forget') return {};
    const { logits } = await ours.ask(request);
    logits![0]! += error * Math.max(...logits!.map(Math.abs));
    return { logits: logits! };
  },
});
const tasks: Task[] = [{ kind: 'forward', model: 'C4CNN', batch: 4 }];

test('a peer that computes another function is not compared', async () => {
  await expect(compare(tasks, { ours, peer: off(1e-4) }, data, effort)).rejects.toThrow(
    'C4CNN: with the same weights the two sides give logits that differ by 1.0e-4 of the largest.',
  );
});

test('one that computes the same is, round by round', async () => {
  const [found] = await compare(tasks, { ours, peer: off(1e-7) }, data, effort);
  expect(found!.peer).toEqual({ least: 3, median: 3, most: 3 });
  expect(found!.ratio!.median).toBeCloseTo(found!.ours.most / 3, 10);
});
