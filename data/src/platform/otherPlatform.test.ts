import type { Digits } from '../DigitSet';
import { loadRotatedMnist } from '../loadRotatedMnist';
import { makeTestDigits } from '../makeTestDigits';
import { noise } from '../testSupport/fixtures';
import { platform } from './index';
import type { Platform } from './Platform';

jest.mock('./index', () => ({ platform: {} }));

test('a platform without files, packages or settings can be filled in', async () => {
  const kept = new Map<string, unknown>();
  const digits: Digits = { images: new Uint8Array(70_000 * 784), labels: new Uint8Array(70_000) };
  digits.images.set(noise(1, 100_000));
  const other: Platform = {
    counts: { train: 5, test: 5 },
    readMnist: () => Promise.resolve(digits),
    publishedSource: () => Promise.resolve(undefined),
    cacheIn: () => ({
      read: () => Promise.resolve({ state: 'absent' }),
      write: (name, { source }, data) => Promise.resolve(void kept.set(name, [source, data])),
    }),
  };
  Object.assign(platform, other);
  const set = await loadRotatedMnist({ counts: { train: 3, test: 2 } });
  expect([...kept]).toEqual([['made-rotated-seed1-3-2', [set.source, set]]]);
  expect((await makeTestDigits(1, 4)).count).toBe(4);
});
