import { join } from 'node:path';
import { cacheFolder } from './cache/cacheFolder';
import { readCache } from './cache/readCache';
import { writeCache } from './cache/writeCache';
import type { Counts, RotatedMnist } from './DigitSet';
import type { DataSource, OnProgress } from './sources/DataSource';
import { madeSource } from './sources/madeSource';
import { publishedSource } from './sources/publishedSource';

/** The published data set's sizes. */
export const COUNTS: Counts = { train: 12_000, test: 50_000 };
/** Of the set that the course is made with. */
export const SEED = 1;

/** What to load, and whom to tell. */
export interface LoadOptions {
  /**
   * The published files: the folder with both `.amat` files, or `mnist_rotation_new.zip`. Without it, what
   * the environment variable `ROTATED_MNIST` names; `null`: make the set whatever that names.
   */
  readonly path?: string | null | undefined;
  /** Decides which MNIST digits a made set takes and how far they are turned; a 32-bit integer, else 1. */
  readonly seed?: number | undefined;
  /** `false`: a made set whose digits (the same, in the same order) stand upright. */
  readonly rotate?: boolean | undefined;
  /** How many images; 12,000 and 50,000 if not said. Published files must have just so many. */
  readonly counts?: Counts | undefined;
  /** The folder for the prepared data; see the README for where it is if not said. */
  readonly cacheDir?: string | undefined;
  /** Given a line for people when something is worth knowing: a damaged cache, a folder not writable. */
  readonly onMessage?: ((line: string) => void) | undefined;
  /** Called with images done and images in all, while the set is prepared; not when it is in the cache. */
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Loads rotated MNIST: from the cache if it is there and whole, else from the published files or, without
 * them, made from the MNIST digits; then it is kept in the cache for the next time.
 *
 * @throws Error when the files given are not there or not what they should be, when the MNIST
 * digits are not installed, or when an option makes no sense
 * @example const { train, test, source } = await loadRotatedMnist();
 * train.images.length; // 12,000 * 33 * 33 bytes
 */
export async function loadRotatedMnist(options: LoadOptions = {}): Promise<RotatedMnist> {
  const tell = options.onMessage ?? (() => undefined);
  const source = await chooseSource(options);
  const { train, test } = source.key.counts;
  const file = join(cacheFolder(options.cacheDir), `${source.name}-${train}-${test}.bin`);
  const cached = await readCache(file, source.key);
  if (cached.state === 'good') return cached.data;
  if (cached.state === 'bad') tell(`The cache file ${file} ${cached.problem}; making it again.`);
  const data = await source.make(options.onProgress);
  try {
    await writeCache(file, source.key, data);
  } catch (error) {
    tell(`The data is not kept for the next time: ${(error as Error).message}.`);
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
  const { seed = SEED, rotate = true, counts = COUNTS } = options;
  for (const count of [counts.train, counts.test]) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`counts must be whole numbers of at least 1, not ${count}.`);
    }
  }
  if (options.path && !rotate) {
    throw new Error(
      'The published files have no upright digits: leave out "path", or "rotate: false".',
    );
  }
  const given = options.path === undefined ? process.env.ROTATED_MNIST : options.path;
  return given && rotate ? publishedSource(given, counts) : madeSource({ seed, rotate, counts });
}
