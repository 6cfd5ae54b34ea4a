import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { digitSet, IMAGE_BYTES, type DigitSet, type RotatedMnist } from '../DigitSet';
import { cacheHeader, type CacheKey } from './CacheKey';

/** What became of reading a cache: the data, or why there is none. */
export type Cached =
  | { readonly state: 'good'; readonly data: RotatedMnist }
  | { readonly state: 'absent' }
  | { readonly state: 'bad'; readonly problem: string };

/**
 * Reads a cache file and checks all of it: its header against `key`, the rest by its SHA-256 checksum.
 *
 * @returns the data; or that there is no such file; or what is wrong with it, to follow "The cache file"
 * @example const cached = await readCache(file, key);
 * if (cached.state === 'good') use(cached.data);
 */
export async function readCache(file: string, key: CacheKey): Promise<Cached> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'absent' };
    return { state: 'bad', problem: `can't be read (${(error as Error).message})` };
  }
  const header = cacheHeader(key);
  if (!bytes.subarray(0, header.length).equals(header)) {
    return {
      state: 'bad',
      problem: 'was made from something else, by another version, or is damaged',
    };
  }
  const { train, test } = key.counts;
  const end = header.length + (train + test) * (IMAGE_BYTES + 1);
  const checksum = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (!checksum.equals(bytes.subarray(end))) {
    return { state: 'bad', problem: 'is damaged or cut short (its SHA-256 checksum is wrong)' };
  }
  let position = header.length;
  const take = (length: number): Uint8Array => {
    const part = new Uint8Array(bytes.buffer, bytes.byteOffset + position, length);
    position += length;
    return part;
  };
  const takeSet = (count: number): DigitSet => digitSet(take(count * IMAGE_BYTES), take(count));
  return {
    state: 'good',
    data: { train: takeSet(train), test: takeSet(test), source: key.source },
  };
}
