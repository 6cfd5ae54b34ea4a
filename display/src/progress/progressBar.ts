import { newJupyterOutput } from '../JupyterOutput';
import { Throttle } from '../Throttle';
import {
  stepsDone,
  type ProgressMoment,
  type ProgressState,
  type ProgressTotals,
} from './ProgressState';
import { progressHtml } from './progressHtml';
import { progressLine } from './progressText';

/** A training run's progress on the screen. */
export interface ProgressBar {
  /** Says how far the run is. Cheap to call after every step: at most four states a second are shown. */
  update(state: ProgressState): void;
  /**
   * Shows the last state for good. Call it when the run is over, for whatever reason (`finally`).
   *
   * @param outcome said in place of the time left; default: `done`, or `stopped` when steps are missing
   */
  finish(outcome?: string): void;
}

/** Milliseconds between two states in a notebook. */
const notebookInterval = 250;
/** Milliseconds between two lines in a log, where old ones stay. */
const logInterval = 5000;

/**
 * A progress bar under the running cell that is updated in place: epoch, step, loss, accuracy, time
 * elapsed and time left. Outside a notebook, lines of text on stderr.
 *
 * @throws RangeError when `epochs` or `stepsPerEpoch` is not a positive whole number
 *
 * @example
 * const bar = progressBar({ epochs: 5, stepsPerEpoch: 188, label: 'C4CNN' });
 * bar.update({ epoch: 1, step: 1, loss: 2.3 });
 * bar.finish();
 */
export function progressBar(totals: ProgressTotals): ProgressBar {
  checkTotals(totals);
  const output = newJupyterOutput();
  const throttle = new Throttle<ProgressMoment>(
    output ? notebookInterval : logInterval,
    (moment) => {
      const line = progressLine(moment);
      if (output) output.write({ 'text/html': progressHtml(moment), 'text/plain': line });
      else process.stderr.write(`${line}\n`);
    },
  );

  const start = performance.now();
  let last: ProgressState | undefined;
  let first: { time: number; done: number } | undefined;
  const moment = (): ProgressMoment => ({
    ...totals,
    elapsed: performance.now() - start,
    ...(last && { state: last }),
  });

  /** The first step is no measure: it warms things up, and a resumed run does not start at zero. */
  const timeLeft = (state: ProgressState): { left?: number } => {
    const now = performance.now();
    const done = stepsDone(totals, state);
    first ??= { time: now, done };
    if (done <= first.done) return {};
    const remaining = Math.max(0, totals.epochs * totals.stepsPerEpoch - done);
    return { left: (remaining * (now - first.time)) / (done - first.done) };
  };

  throttle.push(moment());
  return {
    update(state) {
      last = state;
      throttle.push({ ...moment(), ...timeLeft(state) });
    },
    finish(outcome) {
      const complete = stepsDone(totals, last) >= totals.epochs * totals.stepsPerEpoch;
      throttle.push({ ...moment(), outcome: outcome ?? (complete ? 'done' : 'stopped') });
      throttle.flush();
    },
  };
}

function checkTotals({ epochs, stepsPerEpoch }: ProgressTotals): void {
  for (const [name, value] of Object.entries({ epochs, stepsPerEpoch })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(
        `progressBar: expected ${name} to be a positive whole number, got ${value}.`,
      );
    }
  }
}
