import type { Counts, RotatedMnist } from './DigitSet';
import { generatedSource } from './generated/generateRotatedMnist';
import { SEED } from './generated/drawDigits';
import { platform } from './platform';
import type { DataSource, OnProgress } from './platform/Platform';

/** What to load, and where to report. */
export interface LoadOptions {
  /**
   * The published files: the folder with both `.amat` files, or `mnist_rotation_new.zip`; default:
   * what the environment variable `ROTATED_MNIST` names. `null`: a generated set in any case.
   */
  readonly path?: string | null | undefined;
  /** For generated sets: decides which digits are drawn and how they are turned; default: 1. */
  readonly seed?: number | undefined;
  /** `false`: a generated set whose digits (the same, in the same order) stay upright. */
  readonly rotate?: boolean | undefined;
  /**
   * How many images; default: 12,000 and 50,000 (in a browser: 2,000). Published files must have
   * exactly as many.
   */
  readonly counts?: Counts | undefined;
  /** The folder for prepared sets; for the default see the README. */
  readonly cacheDir?: string | undefined;
  /** Called with a line for people: about a damaged cache, or a folder that can't be written. */
  readonly onMessage?: ((line: string) => void) | undefined;
  /** Called while the set is prepared; not when it comes from the cache. */
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Loads rotated MNIST from the cache. If it is not there, the set is read from the published files
 * or, without them, generated from the MNIST digits, and kept in the cache for the next time.
 *
 * @throws Error when the given files are missing or not what they should be, or the MNIST digits
 * are not installed; RangeError when a count or the seed is not valid
 * @example const { train, test, source } = await loadRotatedMnist();
 * train.images.length; // 12,000 * 33 * 33 bytes
 */
export async function loadRotatedMnist(options: LoadOptions = {}): Promise<RotatedMnist> {
  const tell = options.onMessage ?? (() => undefined);
  const source = await chooseSource(options);
  const { train, test } = source.key.counts;
  const entry = `${source.name}-${train}-${test}`;
  const cache = platform.cacheIn(options.cacheDir);
  const cached = await cache.read(entry, source.key);
  if (cached.state === 'good') return cached.data;
  if (cached.state === 'bad') tell(`${cached.problem}; preparing the digits again.`);
  const data = await source.prepare(options.onProgress);
  try {
    await cache.write(entry, source.key, data);
  } catch (error) {
    tell(`The digits are not kept for the next time: ${(error as Error).message}.`);
  }
  return data;
}

/**
 * Fills the cache, so that loading is quick afterwards; does little when it is full.
 *
 * @returns where the digits came from, as a sentence
 * @throws Error as {@link loadRotatedMnist}
 * @example console.log(await prepare({ onMessage: console.log }));
 */
export async function prepare(options: LoadOptions = {}): Promise<string> {
  return (await loadRotatedMnist(options)).source;
}

async function chooseSource(options: LoadOptions): Promise<DataSource> {
  const { path, seed = SEED, rotate = true, counts = platform.counts } = options;
  for (const count of [counts.train, counts.test]) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`counts must be whole numbers of at least 1, not ${count}.`);
    }
  }
  if (path && !rotate) {
    throw new Error(
      'The published files have no upright digits: leave out "path", or "rotate: false".',
    );
  }
  const published =
    path === null || !rotate ? undefined : await platform.publishedSource(path, counts);
  return published ?? generatedSource({ seed, rotate, counts });
}
