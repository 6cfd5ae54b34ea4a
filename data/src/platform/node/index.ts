import { join } from 'node:path';
import type { Platform } from '../Platform';
import { readCache, writeCache } from './cache';
import { cacheFolder } from './cacheFolder';
import { publishedSource } from './published/publishedSource';
import { readMnist } from './readMnist';

/** Node: MNIST from an npm package, published files and the cache on disk. */
export const platform: Platform = {
  counts: { train: 12_000, test: 50_000 },
  readMnist: () => readMnist(),
  async publishedSource(path = process.env.ROTATED_MNIST, counts) {
    return path ? publishedSource(path, counts) : undefined;
  },
  cacheIn(option) {
    const fileOf = (name: string): string => join(cacheFolder(option), `${name}.bin`);
    return {
      read: (name, key) => readCache(fileOf(name), key),
      write: (name, key, data) => writeCache(fileOf(name), key, data),
    };
  },
};
