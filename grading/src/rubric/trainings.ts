import type { ModelPart } from 'course';
import { limits } from '../limits';

/** How a network is trained whose weights were not handed in. */
export interface Training {
  epochs: number;
  /** The highest learning rate of the course's recipe. */
  peakRate: number;
  /** What it may take, in seconds. */
  seconds: number;
}

/** As in the notebooks; several times what it takes on two cores. */
export const trainings: Readonly<Record<ModelPart, Training>> = {
  '3.2': { epochs: 5, peakRate: 2e-3, seconds: limits.trainingWallSeconds },
  '3.3': { epochs: 5, peakRate: 2e-3, seconds: limits.trainingWallSeconds },
  '3.5b': { epochs: 4, peakRate: 4e-3, seconds: limits.trainingWallSeconds },
  '4c': { epochs: 4, peakRate: 4e-3, seconds: limits.trainingD4WallSeconds },
};

/** Whether a part's answer is a network that is trained. */
export function isTrained(part: string): part is ModelPart {
  return Object.hasOwn(trainings, part);
}
