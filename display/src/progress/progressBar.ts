import { platform } from '../platform';
import { Throttle } from '../Throttle';
import {
  stepsDone,
  type ProgressMoment,
  type ProgressState,
  type ProgressTotals,
} from './ProgressState';
import { progressHtml, progressLine } from './progressText';

/** The display of a training run's progress. */
export interface ProgressBar {
  /**
   * Reports how far the run is. Cheap to call after each step: it shows at most four states a
   * second.
   */
  update(state: ProgressState): void;
  /**
   * Shows the final state. Call it when the run is over, for whatever reason (`finally`).
   *
   * @param outcome shown in place of the time left; default: `done`, or `stopped` if steps are
   * missing
   */
  finish(outcome?: string): void;
}

/** Between two states in a notebook. */
const notebookIntervalMs = 250;
/** A pause so long, and longer than ten steps, is no step: the machine has slept. */
const shortestSleepMs = 30_000;
/** Between two lines in a log, where old ones stay. */
const logIntervalMs = 5000;

/**
 * A progress bar under the running cell that is updated in place: epoch, step, loss, accuracy, time
 * elapsed and time left. Outside a notebook it writes lines of text to stderr.
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
  const output = platform.newOutput();
  const throttle = new Throttle<ProgressMoment>(
    output ? notebookIntervalMs : logIntervalMs,
    (moment) => {
      const line = progressLine(moment);
      if (output) output.write({ 'text/html': progressHtml(moment), 'text/plain': line });
      else platform.log(line);
    },
  );

  let asleep = 0;
  const now = (): number => performance.now() - asleep;
  const start = now();
  let last: ProgressState | undefined;
  let first: { time: number; done: number } | undefined;
  let latest = { time: start, pace: Infinity };
  const moment = (): ProgressMoment => ({
    ...totals,
    elapsed: now() - start,
    ...(last && { state: last }),
  });

  /** Excludes the first step, which includes warm-up; a resumed run does not start at zero. */
  const timeLeft = (state: ProgressState): { left?: number } => {
    const gap = now() - latest.time;
    if (gap > Math.max(shortestSleepMs, 10 * latest.pace)) asleep += gap - latest.pace;
    const time = now();
    const done = stepsDone(totals, state);
    first ??= { time, done };
    const pace = done > first.done ? (time - first.time) / (done - first.done) : Infinity;
    latest = { time, pace };
    if (pace === Infinity) return {};
    return { left: Math.max(0, totals.epochs * totals.stepsPerEpoch - done) * pace };
  };

  throttle.push(moment());
  return {
    update(state) {
      last = state;
      const left = timeLeft(state);
      throttle.push({ ...moment(), ...left });
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
