import type { CacheKey } from '../cache/CacheKey';
import type { RotatedMnist } from '../DigitSet';

/** Told how many of how many images are done. */
export type OnProgress = (done: number, total: number) => void;

/** One way to get the data: what it is, to find it in the cache, and how to make it. */
export interface DataSource {
  /** Tells its cache files from those of other sources. */
  readonly name: string;
  readonly key: CacheKey;
  make(onProgress?: OnProgress): Promise<RotatedMnist>;
}
