import { stepsDone, type ProgressMoment } from './ProgressState';

/** The parts of a progress line. */
export interface ProgressParts {
  /** Label and position. */
  where: string;
  /** Loss, accuracy and times. */
  numbers: string;
}

/**
 * The text of a progress bar.
 *
 * @example
 * const state = { epoch: 2, step: 3, loss: 0.5 };
 * progressParts({ epochs: 5, stepsPerEpoch: 188, state, elapsed: 61000 });
 * // { where: 'epoch 2 of 5, step 3 of 188', numbers: 'loss 0.500 · 1:01 elapsed' }
 */
export function progressParts(moment: ProgressMoment): ProgressParts {
  const { label, epochs, stepsPerEpoch, state, elapsed, left, outcome } = moment;
  const position = state
    ? `epoch ${state.epoch} of ${epochs}, step ${state.step} of ${stepsPerEpoch}`
    : `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${stepsPerEpoch} steps`;
  const numbers: string[] = [];
  if (state?.loss !== undefined) numbers.push(`loss ${state.loss.toFixed(3)}`);
  if (state?.accuracy !== undefined) {
    numbers.push(`accuracy ${(100 * state.accuracy).toFixed(1)} %`);
  }
  numbers.push(`${clock(elapsed)} elapsed`);
  if (outcome !== undefined) numbers.push(outcome);
  else if (left !== undefined) numbers.push(`about ${clock(left)} left`);
  return { where: label ? `${label}: ${position}` : position, numbers: numbers.join(' · ') };
}

/** A progress bar as one line of plain text. */
export function progressLine(moment: ProgressMoment): string {
  const { where, numbers } = progressParts(moment);
  return `${String(Math.round(100 * fractionDone(moment))).padStart(3)} %  ${where} · ${numbers}`;
}

/** How much of the run is done, 0 to 1. */
export function fractionDone(moment: ProgressMoment): number {
  const total = moment.epochs * moment.stepsPerEpoch;
  return Math.min(1, stepsDone(moment, moment.state) / total);
}

/** Milliseconds as `m:ss` or `h:mm:ss`. */
export function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const two = (n: number): string => String(n % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds)}`
    : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}
