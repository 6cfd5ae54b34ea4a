import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RotatedMnist } from '../DigitSet';
import { cacheHeader, type CacheKey } from './CacheKey';

const TEMPORARY = '.tmp';
const HOUR = 3_600_000;

/**
 * Writes a cache file: header, then images and labels of the training part, then of the test part, then the
 * SHA-256 checksum of all that. It appears under its name only when complete, so that
 * processes that make it at the same time do not see each other's halves.
 *
 * @param file where to; its folder is made when needed
 * @param key what `data` was made from
 * @throws Error when the file can't be written; nothing is left behind then
 * @example await writeCache('/tmp/made.bin', key, data);
 */
export async function writeCache(file: string, key: CacheKey, data: RotatedMnist): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  const temporary = `${file}.${randomBytes(6).toString('hex')}${TEMPORARY}`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      const { train, test } = data;
      const hash = createHash('sha256');
      for (const part of [cacheHeader(key), train.images, train.labels, test.images, test.labels]) {
        hash.update(part);
        await handle.writeFile(part);
      }
      await handle.writeFile(hash.digest());
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Temporary files of processes that were killed while writing; a living one needs seconds. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > HOUR) await rm(path, { force: true });
  }
}
