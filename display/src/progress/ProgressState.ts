/** How far a training run is. */
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
  /** Name of the model, shown in front. */
  label?: string;
  /** What the steps of a single epoch are, if it is no training, e.g. `digits`. */
  counted?: string;
}

/** A moment of a training run, ready to display. */
export interface ProgressMoment extends ProgressTotals {
  /** The last state; missing before the first step. */
  state?: ProgressState;
  /** Milliseconds since the start. */
  elapsed: number;
  /** Estimated milliseconds to go; missing before there is an estimate. */
  left?: number;
  /** How the run ended; missing while it continues. */
  outcome?: string;
}

/** Steps done so far, over all epochs. */
export function stepsDone({ stepsPerEpoch }: ProgressTotals, state?: ProgressState): number {
  return state ? (state.epoch - 1) * stepsPerEpoch + state.step : 0;
}
