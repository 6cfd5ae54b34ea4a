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

/** What both sides' measurements come to; the peer's are missing where there is none. */
export interface Measured {
  ours: Spread;
  peer?: Spread;
  /** Ours / the peer's, measurement by measurement. */
  ratio?: Spread;
}

/** What is measured of a network. */
export interface Task {
  kind: 'step' | 'forward';
  model: NetworkName;
  batch: number;
}

/** How long both sides took, in milliseconds. */
export interface Comparison extends Task, Measured {}

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
const rest = 300;
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
    const { rounds, repetitions } = effort;
    const times = async (side: Asked): Promise<number> =>
      median((await side.ask({ op: kind, key, repetitions })).times!);
    const { peer } = sides;
    const measured = await inTurns(rounds, () => times(sides.ours), peer && (() => times(peer)));
    comparisons.push({ kind, model, batch, ...measured });
  }
  for (const side of all) await side.ask({ op: 'forget', key });
  return comparisons;
}

/**
 * Measures both sides in turns, so that whatever else the machine does meets both.
 *
 * @param rounds how often; a first one is not counted, since whoever computes for the first time makes room
 */
export async function inTurns(
  rounds: number,
  measureOurs: () => Promise<number>,
  measurePeer?: () => Promise<number>,
): Promise<Measured> {
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    await sleep(rest);
    const mine = await measureOurs();
    if (measurePeer) await sleep(rest);
    const theirs = await measurePeer?.();
    if (round === 0) continue;
    ours.push(mine);
    if (theirs !== undefined) peer.push(theirs);
  }
  return measured(ours, measurePeer && peer);
}

/** What measurements come to. */
export function measured(ours: readonly number[], peer?: readonly number[]): Measured {
  if (!peer) return { ours: spread(ours) };
  const ratios = ours.map((value, i) => value / peer[i]!);
  return { ours: spread(ours), peer: spread(peer), ratio: spread(ratios) };
}

/** What a single measurement comes to. */
export const once = (ours: number, peer?: number): Measured =>
  measured([ours], peer === undefined ? undefined : [peer]);

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
function spread(values: readonly number[]): Spread {
  return { least: Math.min(...values), median: median(values), most: Math.max(...values) };
}
