/** How far a training run has come. */
export interface ProgressState {
  /** The epoch that is running, from 1. */
  epoch: number;
  /** Steps done in this epoch, from 1. */
  step: number;
  /** Training loss. */
  loss?: number;
  /** Accuracy as a fraction, 0 to 1. */
  accuracy?: number;
}

/** How long a training run is. */
export interface ProgressTotals {
  epochs: number;
  stepsPerEpoch: number;
  /** Name of what is trained, shown in front. */
  label?: string;
}

/** A moment of a training run, ready to be shown. */
export interface ProgressMoment extends ProgressTotals {
  /** The last state; missing before the first step. */
  state?: ProgressState;
  /** Milliseconds since the start. */
  elapsed: number;
  /** Milliseconds to go, as far as can be told. */
  left?: number;
  /** Said at the end; missing while the run goes on. */
  outcome?: string;
}

/** Steps done in all epochs together. */
export function stepsDone({ stepsPerEpoch }: ProgressTotals, state?: ProgressState): number {
  return state ? (state.epoch - 1) * stepsPerEpoch + state.step : 0;
}
