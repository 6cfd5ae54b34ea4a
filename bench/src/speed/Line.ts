import type { Measured, Spread } from '../measure';

/** One measured quantity. */
export interface Line extends Measured {
  what: string;
  unit: 'ms' | 's' | 'MB' | '%' | 'slope';
  /** The goal. */
  bar?: Bar;
  /** Shown in parentheses after `what`. */
  note?: string;
}

/** A bound on the ratio or, where there is no peer to compare with, on our own figure. */
export interface Bar {
  of: 'ratio' | 'ours';
  atMost?: number;
  atLeast?: number;
}

export const header = [
  '| what | ours | PyTorch | ours / PyTorch | bar | met |',
  '| --- | --- | --- | --- | --- | --- |',
].join('\n');

/** A row of a Markdown table. */
export function row(line: Line): string {
  const { what, unit, ours, peer, ratio, bar, note } = line;
  const cells = [
    note ? `${what} (${note})` : what,
    ...[ours, peer].map((value) => (value ? `${figure(value.median)} ${unit}` : '')),
    ratio ? `${two(ratio.median)}${range(ratio)}` : '',
    bar ? describe(bar, unit) : '',
    verdict(line),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Whether a line reaches its bar; a line without one does. */
export function isMet({ ours, ratio, bar }: Line): boolean {
  if (!bar) return true;
  const value = bar.of === 'ours' ? ours.median : ratio?.median;
  // Without a peer there is nothing to compare with the bar.
  if (value === undefined) return true;
  return value <= (bar.atMost ?? Infinity) && value >= (bar.atLeast ?? -Infinity);
}

function verdict(line: Line): string {
  const { bar, ratio } = line;
  if (!bar || (bar.of === 'ratio' && !ratio)) return '';
  return isMet(line) ? 'yes' : 'no';
}

function describe({ of, atMost, atLeast }: Bar, unit: Line['unit']): string {
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return of === 'ratio' ? bound : `${bound} ${unit}`;
}

const two = (value: number): string => value.toFixed(2);

function range({ least, most }: Spread): string {
  return least === most ? '' : ` (${two(least)} to ${two(most)})`;
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
