import type { Counts, Digits, RotatedMnist } from '../DigitSet';

/** Called with the number of images done and the number of images in all. */
export type OnProgress = (done: number, total: number) => void;

/** What the package needs of the platform it runs on; `platform/index.ts` names the host. */
export interface Platform {
  /** How many images a set has if nobody says. */
  readonly counts: Counts;
  /**
   * MNIST: the 60,000 digits of the training part, then the 10,000 of the test part.
   *
   * @param places the positions of those that are used; a platform may leave out all others
   * @throws Error when one of them is not there
   */
  readMnist(places: Uint32Array): Promise<Digits>;
  /**
   * The published rotated MNIST files as a source.
   *
   * @param path where they are; without it, where the platform's own settings say
   * @returns undefined when neither names the files
   * @throws Error when the files are not there
   */
  publishedSource(path: string | undefined, counts: Counts): Promise<DataSource | undefined>;
  /** The cache for prepared sets, in a given place or the platform's own. */
  cacheIn(folder: string | undefined): DigitCache;
}

/** One way to obtain a set: what it is, to find it in the cache, and how to prepare it. */
export interface DataSource {
  /** Distinguishes its cache entries from those of other sources. */
  readonly name: string;
  readonly key: CacheKey;
  /** Reads or generates the digits. */
  prepare(onProgress?: OnProgress): Promise<RotatedMnist>;
}

/** Sets prepared before. A platform that ships with prepared sets returns them here. */
export interface DigitCache {
  read(name: string, key: CacheKey): Promise<Cached>;
  /** @throws Error when the set can't be kept */
  write(name: string, key: CacheKey, data: RotatedMnist): Promise<void>;
}

/** What a cache entry must have been prepared from to be of use. */
export interface CacheKey {
  /** Where the digits come from, for people. */
  readonly source: string;
  /** Changes whenever the source does: the seed, or sizes and times of the files. */
  readonly fingerprint: string;
  readonly counts: Counts;
}

/** What the cache holds; `problem` is a clause such as "The cache file a.bin is damaged". */
export type Cached =
  | { readonly state: 'good'; readonly data: RotatedMnist }
  | { readonly state: 'absent' }
  | { readonly state: 'bad'; readonly problem: string };
