import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { digitSet, type RotatedMnist } from '../../DigitSet';
import { emptyFolder, noise } from '../../testSupport/fixtures';
import type { CacheKey } from '../Platform';
import { readCache, writeCache } from './cache';

const KEY: CacheKey = { source: 'Noise.', fingerprint: 'n', counts: { train: 3, test: 5 } };

function data(seed = 0): RotatedMnist {
  return {
    train: digitSet(noise(seed, 3 * 1089), noise(seed + 1, 3)),
    test: digitSet(noise(seed + 2, 5 * 1089), noise(seed + 3, 5)),
    source: KEY.source,
  };
}

async function written(): Promise<string> {
  const file = join(emptyFolder(), 'a', 'b.bin');
  await writeCache(file, KEY, data());
  return file;
}

test('gives back what was written', async () => {
  const file = await written();
  expect(await readCache(file, KEY)).toEqual({ state: 'good', data: data() });
  expect(readdirSync(join(file, '..'))).toEqual(['b.bin']);
});

test('says that a file is not there', async () => {
  expect(await readCache(join(emptyFolder(), 'b.bin'), KEY)).toEqual({ state: 'absent' });
});

test('notices any damaged byte', async () => {
  const file = await written();
  const good = readFileSync(file);
  for (let i = 0; i < 400; i++) {
    const place = i < 200 ? i : noise(i, 4).reduce((n, byte) => n * 256 + byte) % good.length;
    const bad = Buffer.from(good);
    bad[place]! ^= 1 << (i % 8);
    writeFileSync(file, bad);
    expect([place, (await readCache(file, KEY)).state]).toEqual([place, 'bad']);
  }
  writeFileSync(file, good);
  expect((await readCache(file, KEY)).state).toBe('good');
});

test('notices when bytes are missing or added at the end', async () => {
  const file = await written();
  const good = readFileSync(file);
  for (let length = good.length - 1; length >= 0; length = Math.floor(length * 0.8) - 1) {
    truncateSync(file, length);
    expect([length, (await readCache(file, KEY)).state]).toEqual([length, 'bad']);
  }
  writeFileSync(file, Buffer.concat([good, Buffer.of(0)]));
  expect((await readCache(file, KEY)).state).toBe('bad');
});

test.each([
  ['source', { ...KEY, source: 'Other.' }],
  ['fingerprint', { ...KEY, fingerprint: 'm' }],
  ['counts', { ...KEY, counts: { train: 5, test: 3 } }],
])('does not take data of another %s', async (_, key) => {
  const cached = await readCache(await written(), key);
  expect(cached.state === 'bad' && cached.problem).toContain('has another source');
});

test('writers at the same time leave one whole file, and readers never see a half', async () => {
  const file = await written();
  let writing = true;
  const writers = Promise.all(Array.from({ length: 8 }, () => writeCache(file, KEY, data())));
  const reader = (async () => {
    while (writing) expect((await readCache(file, KEY)).state).toBe('good');
  })();
  await writers.finally(() => (writing = false));
  await reader;
  expect(readdirSync(join(file, '..'))).toEqual(['b.bin']);
});

test('a write that fails leaves nothing behind', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'b.bin');
  const broken = { ...data(), test: { ...data().test, images: 5 as unknown as Uint8Array } };
  await expect(writeCache(file, KEY, broken)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
  mkdirSync(file); // a file can't replace it
  await expect(writeCache(file, KEY, data())).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['b.bin']);
});

test('removes what killed writers left, not what live ones write, nor what is not its own', async () => {
  const file = await written();
  const [old, young] = [`${file}.1`, `${file}.22`];
  const other = join(file, '..', 'notes.1');
  const longAgo = new Date(Date.now() - 7_200_000);
  for (const path of [old, young, other]) writeFileSync(path, '');
  for (const path of [old, other]) utimesSync(path, new Date(), longAgo);
  await writeCache(file, KEY, data());
  expect([old, young, other].map((path) => existsSync(path))).toEqual([false, true, true]);
});
