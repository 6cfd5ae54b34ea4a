import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The measurements of both sides; without a peer, ours alone. */
export interface Measured {
  ours: Spread;
  peer?: Spread;
  /** Ours / the peer's, measurement by measurement. */
  ratio?: Spread;
}

/** Several measurements of one thing. */
export interface Spread {
  least: number;
  median: number;
  most: number;
}

/** The time that the threads of one side get to fall asleep before the other side's turn. */
const restMs = 300;

/**
 * Measures both sides in turns, so that whatever else the machine does affects both.
 *
 * @param rounds how often; a first round is not counted, since it allocates memory
 */
export async function inTurns(
  rounds: number,
  measureOurs: () => Promise<number>,
  measurePeer?: () => Promise<number>,
): Promise<Measured> {
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    await sleep(restMs);
    const mine = await measureOurs();
    if (measurePeer) await sleep(restMs);
    const theirs = await measurePeer?.();
    if (round === 0) continue;
    ours.push(mine);
    if (theirs !== undefined) peer.push(theirs);
  }
  return measured(ours, measurePeer && peer);
}

/** A single measurement of each side. */
export function once(ours: number, peer?: number): Measured {
  return measured([ours], peer === undefined ? undefined : [peer]);
}

function measured(ours: readonly number[], peer?: readonly number[]): Measured {
  if (!peer) return { ours: spread(ours) };
  const ratios = ours.map((value, i) => value / peer[i]!);
  return { ours: spread(ours), peer: spread(peer), ratio: spread(ratios) };
}

function spread(values: readonly number[]): Spread {
  return { least: Math.min(...values), median: median(values), most: Math.max(...values) };
}

/** The middle value; of an even number of values, the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** The largest resident size that a process has had; undefined where the system does not tell. */
export function peakMegabytes(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024;
  } catch {
    return undefined;
  }
}
