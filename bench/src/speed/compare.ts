import type { LabelledImages } from 'equivariant';
import { inTurns, median, type Measured } from '../measure';
import { initialWeights } from './initialWeights';
import type { NetworkName, Request } from './protocol';
import type { Side } from './Side';

/** The part of a side that comparisons need. */
type Asked = Pick<Side, 'ask'>;

/** Something of each side; there may be no peer. */
export interface Sides<S = Asked> {
  ours: S;
  peer?: S;
}

/** What to measure of a network. */
export interface Task {
  kind: 'step' | 'forward';
  model: NetworkName;
  batch: number;
}

/** How long both sides take, in milliseconds. */
export interface Comparison extends Task, Measured {}

/** How often: rounds in which the sides take turns, and repetitions within a round. */
export interface Effort {
  rounds: number;
  repetitions: number;
}

/** Two sides that compute the same function differ by rounding alone. */
const tolerance = 1e-5;

/**
 * Measures one network on both sides, in turns, after checking that both compute the same function.
 *
 * @throws Error if they don't
 */
export async function compare(
  tasks: readonly Task[],
  sides: Sides,
  data: LabelledImages,
  effort: Effort,
): Promise<Comparison[]> {
  const { ours, peer } = sides;
  const { model, batch } = tasks[0]!;
  const key = `${model} ${batch} ${data.height}`;
  const all = peer ? [ours, peer] : [ours];
  await makeEverywhere(all, makeRequest(key, model, batch, data));
  const comparisons: Comparison[] = [];
  for (const { kind } of tasks) {
    const { rounds, repetitions } = effort;
    const times = async (side: Asked): Promise<number> =>
      median((await side.ask({ op: kind, key, repetitions })).times!);
    const measured = await inTurns(rounds, () => times(ours), peer && (() => times(peer)));
    comparisons.push({ kind, model, batch, ...measured });
  }
  for (const side of all) await side.ask({ op: 'forget', key });
  return comparisons;
}

/** The request for a network with its initial weights, and pictures to feed it with. */
export function makeRequest(
  key: string,
  model: NetworkName,
  batch: number,
  { images, labels, count, height }: LabelledImages,
): Extract<Request, { op: 'make' }> {
  return {
    op: 'make',
    key,
    model,
    batch,
    weights: initialWeights(model),
    size: height,
    pictures: Buffer.from(images).toString('base64'),
    labels: [...labels.subarray(0, count)],
  };
}

async function makeEverywhere(
  sides: readonly Asked[],
  request: Extract<Request, { op: 'make' }>,
): Promise<void> {
  const logits: number[][] = [];
  for (const side of sides) logits.push((await side.ask(request)).logits!);
  const [ours, peers] = logits as [number[], number[]?];
  if (!peers) return;
  const largest = Math.max(...ours.map(Math.abs));
  const difference = Math.max(...ours.map((logit, i) => Math.abs(logit - peers[i]!))) / largest;
  if (!(difference <= tolerance)) {
    throw new Error(
      `${request.model}: with the same weights the two sides give logits that differ by ${difference.toExponential(1)} of the largest.`,
    );
  }
}
