import type { Digits } from '../../DigitSet';
import { browserCounts, unpackDigits } from '../browserDigits';
import type { Platform } from '../Platform';

let content: Promise<Uint8Array> | undefined;

/** A browser: digits from a file beside the worker's script; sets are made anew each time. */
export const platform: Platform = {
  counts: browserCounts,

  async readMnist(places): Promise<Digits> {
    content ??= load();
    try {
      return unpackDigits(await content, places);
    } catch (error) {
      content = undefined;
      throw new Error(`The file with the digits is of no use: ${(error as Error).message}.`, {
        cause: error,
      });
    }
  },

  publishedSource(path) {
    if (path === undefined) return Promise.resolve(undefined);
    throw new Error('In a browser there are no published files: leave out "path".');
  },

  cacheIn: () => ({
    read: () => Promise.resolve({ state: 'absent' }),
    write: () => Promise.resolve(),
  }),
};

async function load(): Promise<Uint8Array> {
  const { ok, status, body } = await fetch(new URL('files/digits.bin', location.href));
  if (!ok || !body) throw new Error(`it does not load (${status})`);
  const unzipped = body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unzipped).arrayBuffer());
}
