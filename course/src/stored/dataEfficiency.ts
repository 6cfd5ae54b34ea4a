import { platform } from '../platform';

/**
 * How well networks read rotated digits, by the number of digits that they learned from, as
 * `npm run accuracy -- --curve` measures it.
 */
export interface DataEfficiency {
  /** What computed, such as the native library's name. */
  backend: string;
  /** Versions of what computed, by package. */
  versions: Readonly<Record<string, string>>;
  /** Where the digits came from. */
  digits: string;
  plan: CurvePlan;
  networks: readonly CurveNetwork[];
  /** In the order in which they were measured. */
  points: readonly CurvePoint[];
}

/** How every network is trained and tested. */
export interface CurvePlan {
  /**
   * Steps of each training, rounded to whole epochs. The same for every number of digits, so that
   * all trainings cost the same; of few digits a network sees each more often.
   */
  steps: number;
  batchSize: number;
  /** The highest learning rate of the course's recipe. */
  peakRate: number;
  /** How many test digits the accuracy is measured on. */
  test: number;
}

/** A competitor. */
export interface CurveNetwork {
  name: string;
  parameters: number;
  /** The largest random rotation of a digit before each step, in degrees; 0 for none. */
  augmentation: number;
}

/** A trained network's accuracy. */
export interface CurvePoint {
  network: string;
  /** How many it learned from: the first ones of the training set. */
  digits: number;
  /** Of the first weights, of the order of the digits and of their random rotations. */
  seed: number;
  epochs: number;
  /** Share of the test digits that it recognizes, 0..1. */
  accuracy: number;
}

/**
 * The figures that come with the course: they take too long to measure in a notebook.
 *
 * @example
 * const { networks, points, plan } = dataEfficiency();
 */
export function dataEfficiency(): DataEfficiency {
  return figuresIn('data-efficiency.json');
}

/**
 * The same for steerable networks of C4, C8 and C16, each trained several times, as `npm run
 * accuracy -- --directions` measures it.
 *
 * @example
 * const { networks, points, plan } = directions();
 */
export function directions(): DataEfficiency {
  return figuresIn('directions.json');
}

function figuresIn(file: string): DataEfficiency {
  return JSON.parse(new TextDecoder().decode(platform.stored(file))) as DataEfficiency;
}
