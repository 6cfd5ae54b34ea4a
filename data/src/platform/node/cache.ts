import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { digitSet, IMAGE_BYTES, type DigitSet, type RotatedMnist } from '../../DigitSet';
import type { Cached, CacheKey } from '../Platform';

/** Increased whenever the same source would give other bytes, or the layout of the file changes. */
const VERSION = 1;
const HOUR_MS = 3_600_000;
/** The names that write-file-atomic gives to files which are not complete yet. */
const TEMPORARY = /\.bin\.\d+$/;

/** The first two lines of a cache file: the name of the format, and the key as JSON. */
function cacheHeader({ source, fingerprint, counts }: CacheKey): Buffer {
  const { train, test } = counts;
  const key = JSON.stringify({ version: VERSION, source, fingerprint, train, test });
  return Buffer.from(`rotated-mnist cache\n${key}\n`);
}

/**
 * Reads a cache file and checks all of it. The header is not parsed: it must equal the one for
 * `key`, byte for byte. The rest is checked by its SHA-256 checksum.
 *
 * @example const cached = await readCache(file, key);
 * if (cached.state === 'good') use(cached.data);
 */
export async function readCache(file: string, key: CacheKey): Promise<Cached> {
  const bad = (what: string): Cached => ({
    state: 'bad',
    problem: `The cache file ${file} ${what}`,
  });
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'absent' };
    return bad(`can't be read (${(error as Error).message})`);
  }
  const header = cacheHeader(key);
  if (!bytes.subarray(0, header.length).equals(header)) {
    return bad('has another source, was written by another version, or is damaged');
  }
  const { train, test } = key.counts;
  const end = header.length + (train + test) * (IMAGE_BYTES + 1);
  const checksum = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (!checksum.equals(bytes.subarray(end))) {
    return bad('is damaged or truncated (its SHA-256 checksum is wrong)');
  }
  let position = header.length;
  const take = (length: number): Uint8Array => {
    const part = new Uint8Array(bytes.buffer, bytes.byteOffset + position, length);
    position += length;
    return part;
  };
  const takeSet = (count: number): DigitSet => digitSet(take(count * IMAGE_BYTES), take(count));
  const data = { train: takeSet(train), test: takeSet(test), source: key.source };
  return { state: 'good', data };
}

/**
 * Writes a cache file: header, images and labels of the training part, those of the test part, and
 * the SHA-256 checksum of all that. The file appears under its name only when it is complete, so
 * processes that write it at the same time never read an incomplete one.
 *
 * @param file its folder is created if needed
 * @param key what `data` was prepared from
 * @throws Error when the file can't be written; nothing is left behind then
 * @example await writeCache('/tmp/digits.bin', key, data);
 */
export async function writeCache(file: string, key: CacheKey, data: RotatedMnist): Promise<void> {
  const { train, test } = data;
  const parts = [cacheHeader(key), train.images, train.labels, test.images, test.labels];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  await mkdir(dirname(file), { recursive: true });
  await removeAbandoned(dirname(file));
  // Without fsync: a file that a power cut damages fails its checksum and is written again.
  await writeFileAtomic(file, Buffer.concat([...parts, hash.digest()]), { fsync: false });
}

/** Removes temporary files of processes killed while writing; a live one needs only seconds. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!TEMPORARY.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > HOUR_MS) await rm(path, { force: true });
  }
}
