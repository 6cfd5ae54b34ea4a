import type { Augmentation } from './augment';
import { constantRate, oneCycle, type Schedule } from './schedules';

/** How a network is trained, except for how long. */
export interface Recipe {
  /** Pictures in one step. */
  batchSize: number;
  schedule: Schedule;
  /** How strongly the weights are pulled towards zero. */
  weightDecay: number;
  /**
   * Whether the weight decay acts on the weights (AdamW) or is added to the gradient (the original
   * Adam).
   */
  decoupled: boolean;
  /** Whether every epoch sees the pictures in a new order. */
  shuffle: boolean;
  /** How pictures are changed at random before each step; by default not at all. */
  augmentation?: Augmentation;
  /** The share of each target that is spread evenly over all classes, 0..1; default 0. */
  labelSmoothing?: number;
}

/** The course's own recipe: AdamW, a one-cycle schedule and a new order in every epoch. */
export function courseRecipe(peakRate = 2e-3): Recipe {
  return {
    batchSize: 64,
    schedule: oneCycle(peakRate),
    weightDecay: 1e-2,
    decoupled: true,
    shuffle: true,
  };
}

/**
 * The recipe for `DeepC4CNN`: the course's recipe with a higher rate, slightly softened targets,
 * and augmentation: a digit appears at a new angle every time, slightly stretched, slanted and
 * moved. Designed for about 20 epochs.
 */
export function bestRecipe(): Recipe {
  return {
    ...courseRecipe(1e-2),
    augmentation: { degrees: 180, stretch: 0.1, slant: 0.1, shift: 1 },
    labelSmoothing: 0.05,
  };
}

/**
 * The recipe of the PyTorch tutorial that the exercises follow: a small constant rate, pictures in
 * file order.
 */
export function referenceRecipe(): Recipe {
  return {
    batchSize: 64,
    schedule: constantRate(5e-5),
    weightDecay: 1e-5,
    decoupled: false,
    shuffle: false,
  };
}
