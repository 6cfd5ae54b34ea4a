import type { Counts } from '../DigitSet';

/** Raised whenever the same source would give other bytes, or the file's layout changes. */
const VERSION = 1;

/** What a cache file must have been made from to be of use. */
export interface CacheKey {
  /** Where the digits come from, for people. */
  readonly source: string;
  /** Changes whenever the source does: seed, or size and time of the files. */
  readonly fingerprint: string;
  readonly counts: Counts;
}

/** The first bytes of a cache file: a line that names the format, and a line of JSON with the key. */
export function cacheHeader({ source, fingerprint, counts }: CacheKey): Buffer {
  const { train, test } = counts;
  const key = JSON.stringify({ version: VERSION, source, fingerprint, train, test });
  return Buffer.from(`rotated-mnist cache\n${key}\n`);
}
