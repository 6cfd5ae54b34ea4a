import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { networkToShow } from 'course';
import { C4CNN, chooseBackend, train } from 'equivariant';
import { makeTestDigits, type DigitSet } from 'rotated-mnist';
import type { RemoteModel } from '../remote/RemoteLayer';
import { judgeAccuracy } from './judgeAccuracy';

let folder: string;
let test: DigitSet;
beforeAll(async () => {
  await chooseBackend('native');
  test = await makeTestDigits(5, 1000);
  folder = mkdtempSync(join(tmpdir(), 'weights-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Saves a network as a training does, without a step of it. */
async function handedIn(name: string, network: tf.LayersModel): Promise<string> {
  const checkpoint = join(folder, name);
  await train(network, test, { epochs: 1, checkpoint, signal: AbortSignal.abort() });
  return checkpoint;
}

/** Judges an answer that computes what the course's own network does, with these weights. */
function judged(weights: string) {
  const answer = new C4CNN({ seed: 4 }) as unknown as RemoteModel;
  const findings = judgeAccuracy('3.2', answer, { weights }, { test, train: undefined }, 1);
  return findings.find(({ id }) => id === 'accuracy')!;
}

it('gives no points for the trained weights that come with the course', async () => {
  jest.spyOn(console, 'log').mockImplementation();
  const shipped = await networkToShow('C4CNN', new C4CNN(), true);
  const { passed, detail } = judged(await handedIn('shipped', shipped));
  expect([passed, detail]).toEqual([
    false,
    expect.stringMatching(/weights of the course's own network, which recognizes 9\d.*handed in/),
  ]);
});

it('does not take other weights for them', async () => {
  const { passed, detail } = judged(await handedIn('own', new C4CNN({ seed: 9 })));
  expect([passed, detail]).toEqual([
    false,
    expect.stringMatching(/^only \d+\.\d+ %.*With the weights that were handed in/),
  ]);
});
