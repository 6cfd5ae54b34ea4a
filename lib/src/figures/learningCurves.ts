import type { Figure, Trace } from './Figure';
import { lineStyle } from './palette';
import { averageNeighbours } from './averageNeighbours';
import { count, escapeMarkup, percent, short } from './text';
import { accuracyAxis, axis, themedLayout } from './theme';

/** The training loss after one step. */
export interface LossPoint {
  /** Steps (batches) since the start. */
  step: number;
  /** Cross entropy in nats. */
  value: number;
}

/** The accuracy after one epoch. */
export interface AccuracyPoint {
  epoch: number;
  /** A fraction, 0 to 1. */
  value: number;
}

/** What one training run has produced so far; the lists may still be empty or growing. */
export interface Run {
  name: string;
  loss: readonly LossPoint[];
  accuracy: readonly AccuracyPoint[];
}

const maxPoints = 300;

/**
 * Loss (left) and accuracy (right) while training, one colour for each run.
 *
 * Works on unfinished runs, so it can be redrawn during training. A long loss curve is reduced to
 * at most 300 averages of neighbouring steps.
 *
 * @throws RangeError if there is no run
 *
 * @example
 * learningCurves([{ name: 'C4CNN', loss: [{ step: 1, value: 2.3 }], accuracy: [] }])
 */
export function learningCurves(runs: readonly Run[]): Figure {
  if (runs.length === 0)
    throw new RangeError('learningCurves: expected at least one run, got none.');
  const averaged = Math.max(1, ...runs.map((run) => Math.ceil(run.loss.length / maxPoints)));
  return {
    data: runs.flatMap((run, i) => [lossTrace(run, i, averaged), accuracyTrace(run, i)]),
    layout: themedLayout('Training', 400, {
      hovermode: 'x unified',
      showlegend: true,
      legend: { orientation: 'h', x: 0.5, xanchor: 'center', y: -0.22, yanchor: 'top' },
      margin: { l: 64, r: 24, t: 48, b: 96 },
      xaxis: axis('step (batch)', {
        domain: [0, 0.41],
        ...fromZero(runs.every((run) => run.loss.length === 0)),
      }),
      yaxis: axis(averaged > 1 ? `loss (nats, mean of ${averaged} steps)` : 'loss (nats)', {
        ...fromZero(runs.every((run) => run.loss.length === 0)),
      }),
      xaxis2: axis('epoch', {
        domain: [0.6, 1],
        anchor: 'y2',
        ...wholeEpochs(runs),
      }),
      yaxis2: accuracyAxis(
        runs.flatMap((run) => run.accuracy.map((point) => point.value)),
        { anchor: 'x2' },
      ),
    }),
    alt: `Training so far: ${runs.map(describe).join('; ')}.`,
  };
}

function lossTrace(run: Run, index: number, averaged: number): Trace {
  const points = averageNeighbours(run.loss, averaged);
  return {
    type: 'scatter',
    mode: 'lines',
    name: escapeMarkup(run.name),
    legendgroup: run.name,
    x: orGap(points.map((point) => point.step)),
    y: orGap(points.map((point) => point.value)),
    line: { ...lineStyle(index), width: 2 },
    hovertemplate: '%{y:.3f}',
  };
}

function accuracyTrace(run: Run, index: number): Trace {
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: escapeMarkup(run.name),
    legendgroup: run.name,
    // Both traces of a run share one entry in the legend.
    showlegend: false,
    x: orGap(run.accuracy.map((point) => point.epoch)),
    y: orGap(run.accuracy.map((point) => point.value)),
    line: { ...lineStyle(index), width: 2 },
    marker: { size: 7 },
    xaxis: 'x2',
    yaxis: 'y2',
  };
}

/** Plotly drops a trace without points, along with its legend entry and parts of the axes. */
function orGap(values: number[]): (number | null)[] {
  return values.length > 0 ? values : [null];
}

/** A range that starts at 0. Without points, Plotly would show -1 to 6. */
function fromZero(empty: boolean): object {
  return empty ? { range: [0, 1] } : { rangemode: 'tozero' };
}

/** Ticks at whole epochs, with some room at the sides so that no marker is cut off. */
function wholeEpochs(runs: readonly Run[]): object {
  const epochs = runs.flatMap((run) => run.accuracy.map((point) => point.epoch));
  const first = Math.min(...epochs, 1);
  const last = Math.max(...epochs, first + 1);
  const step = Math.max(1, Math.ceil((last - first) / 10));
  return { range: [first - 0.3, last + 0.3], tick0: first, dtick: step };
}

function describe(run: Run): string {
  const [firstLoss, lastLoss] = [run.loss[0], run.loss.at(-1)];
  const lastAccuracy = run.accuracy.at(-1);
  const parts: string[] = [];
  if (firstLoss && lastLoss && run.loss.length > 1) {
    parts.push(
      `loss went from ${short(firstLoss.value)} to ${short(lastLoss.value)} by step ${lastLoss.step}`,
    );
  } else if (lastLoss) {
    parts.push(`loss is ${short(lastLoss.value)} at step ${lastLoss.step}`);
  }
  if (lastAccuracy) {
    parts.push(
      `accuracy is ${percent(lastAccuracy.value)} after ${count(lastAccuracy.epoch, 'epoch')}`,
    );
  }
  return `${run.name}: ${parts.length > 0 ? parts.join(', ') : 'nothing measured yet'}`;
}
