/** What a training run has produced so far. */
export interface History {
  /** Mean loss of each step. */
  losses: number[];
  /** One entry for each finished epoch. */
  epochs: EpochRecord[];
}

/** The results of one epoch. */
export interface EpochRecord {
  /** Counted from 1. */
  epoch: number;
  /** Mean loss over the epoch's steps. */
  loss: number;
  /** Share of the epoch's own pictures recognized while training, 0..1. */
  trainAccuracy: number;
  /**
   * Share of the validation pictures recognized after the epoch, 0..1; absent without such
   * pictures.
   */
  accuracy?: number;
}

/** Where a run stands; sent after every step. */
export interface TrainingProgress {
  /** The running epoch, counted from 1. */
  epoch: number;
  epochs: number;
  /** Finished steps of the whole run. */
  step: number;
  steps: number;
  /** Mean over the last 50 steps. */
  loss: number;
  /** Mean over the last 50 steps, 0..1. */
  accuracy: number;
  seconds: number;
  secondsLeft: number;
  history: History;
}
