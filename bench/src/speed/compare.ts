import { setTimeout as sleep } from 'node:timers/promises';
import type { LabelledImages } from 'equivariant';
import { median } from '../median';
import type { NetworkName, Request, TensorText } from './protocol';
import type { Side } from './Side';
import { initialWeights } from './initialWeights';

/** All that a comparison needs of a side. */
type Asked = Pick<Side, 'ask'>;

export interface Sides {
  ours: Asked;
  peer?: Asked;
}

/** What is measured of a network. */
export interface Task {
  kind: 'step' | 'forward';
  model: NetworkName;
  batch: number;
}

/** How long both sides took, in milliseconds; the peer's are missing where there is none. */
export interface Comparison extends Task {
  ours: Spread;
  peer?: Spread;
  /** Ours / the peer's, of the medians of each round. */
  ratio?: Spread;
}

/** Of several measurements. */
export interface Spread {
  least: number;
  median: number;
  most: number;
}

/** How often: rounds in which the sides take turns, and repetitions within a round. */
export interface Effort {
  rounds: number;
  repetitions: number;
}

/** Milliseconds that a side's threads may take to fall asleep before the other one's turn. */
export const rest = 300;
/** Two sides that compute the same differ by rounding alone. */
const tolerance = 1e-5;

/**
 * Measures one network on both sides, in turns, after it has made sure that both compute the same function.
 *
 * @throws Error if they don't
 */
export async function compare(
  tasks: readonly Task[],
  sides: Sides,
  data: LabelledImages,
  effort: Effort,
): Promise<Comparison[]> {
  const { model, batch } = tasks[0]!;
  const key = `${model} ${batch} ${data.height}`;
  const all = [sides.ours, ...(sides.peer ? [sides.peer] : [])];
  await make(all, key, model, batch, data);
  const comparisons: Comparison[] = [];
  for (const { kind } of tasks) {
    const medians = all.map((): number[] => []);
    const { rounds, repetitions } = effort;
    // The first round is not counted: whoever computes for the first time makes room.
    for (let round = 0; round <= rounds; round++) {
      for (const [index, side] of all.entries()) {
        await sleep(rest);
        const { times } = await side.ask({ op: kind, key, repetitions });
        if (round > 0) medians[index]!.push(median(times!));
      }
    }
    const [ours, peer] = medians as [number[], number[]?];
    comparisons.push({
      ...{ kind, model, batch, ours: spread(ours) },
      ...(peer && {
        peer: spread(peer),
        ratio: spread(ours.map((time, round) => time / peer[round]!)),
      }),
    });
  }
  for (const side of all) await side.ask({ op: 'forget', key });
  return comparisons;
}

async function make(
  sides: readonly Asked[],
  key: string,
  model: NetworkName,
  batch: number,
  { images, labels, count, height }: LabelledImages,
): Promise<void> {
  const weights: TensorText[] = initialWeights(model);
  const request: Request = {
    ...{
      op: 'make',
      key,
      model,
      batch,
      weights,
      size: height,
      labels: [...labels.subarray(0, count)],
    },
    pictures: Buffer.from(images).toString('base64'),
  };
  const logits: number[][] = [];
  for (const side of sides) logits.push((await side.ask(request)).logits!);
  const [ours, peers] = logits as [number[], number[]?];
  if (!peers) return;
  const largest = Math.max(...ours.map(Math.abs));
  const difference = Math.max(...ours.map((logit, i) => Math.abs(logit - peers[i]!))) / largest;
  if (!(difference <= tolerance)) {
    throw new Error(
      `${model}: with the same weights the two sides give logits that differ by ${difference.toExponential(1)} of the largest.`,
    );
  }
}

/** The least, the middle one and the most of several measurements. */
export function spread(values: readonly number[]): Spread {
  return { least: Math.min(...values), median: median(values), most: Math.max(...values) };
}
