import { stepsDone, type ProgressMoment } from './ProgressState';

/**
 * A progress bar as one line of plain text.
 *
 * @example
 * const state = { epoch: 2, step: 3, loss: 0.5 };
 * progressLine({ epochs: 5, stepsPerEpoch: 188, state, elapsed: 61000 });
 * // ' 20 %  epoch 2 of 5, step 3 of 188 · loss 0.500 · 1:01 elapsed'
 */
export function progressLine(moment: ProgressMoment): string {
  const { where, numbers } = progressParts(moment);
  return `${String(Math.round(100 * fractionDone(moment))).padStart(3)} %  ${where} · ${numbers}`;
}

/**
 * A progress bar as HTML: only elements and styles that JupyterLab keeps in an untrusted notebook.
 * Text takes the page's colour, so it is readable on light and dark pages.
 */
export function progressHtml(moment: ProgressMoment): string {
  const { where, numbers } = progressParts(moment);
  const value = fractionDone(moment).toFixed(4);
  return [
    '<div style="max-width: 640px; font-variant-numeric: tabular-nums">',
    `<div>${escapeHtml(where)}</div>`,
    `<progress value="${value}" max="1" style="width: 100%"></progress>`,
    `<div>${escapeHtml(numbers)}</div>`,
    '</div>',
  ].join('');
}

/** The text of a progress bar: label and position; loss, accuracy and times. */
function progressParts(moment: ProgressMoment): { where: string; numbers: string } {
  const { label, state, elapsed, left, outcome } = moment;
  const position = positionOf(moment);
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

function positionOf({ epochs, stepsPerEpoch, counted, state }: ProgressMoment): string {
  if (counted !== undefined) {
    const done = (state?.step ?? 0).toLocaleString('en');
    return `${done} of ${stepsPerEpoch.toLocaleString('en')} ${counted}`;
  }
  if (state) return `epoch ${state.epoch} of ${epochs}, step ${state.step} of ${stepsPerEpoch}`;
  return `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${stepsPerEpoch} steps`;
}

/** How much of the run is done, 0 to 1. */
function fractionDone(moment: ProgressMoment): number {
  const total = moment.epochs * moment.stepsPerEpoch;
  return Math.min(1, stepsDone(moment, moment.state) / total);
}

/** Milliseconds as `m:ss` or `h:mm:ss`. */
function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const two = (n: number): string => String(n % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds)}`
    : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
