import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './platform/node/cacheFolder';
import type { RotatedMnist } from './DigitSet';
import { loadRotatedMnist, prepare, type LoadOptions } from './loadRotatedMnist';
import { amatText, emptyFolder, inside, noise } from './testSupport/fixtures';

const COUNTS = { train: 30, test: 20 };
/** SHA-256 of 50 digits, seed 1: whoever has these has the same set. */
const PINNED = '93cea6f0bae291a8162b0d4ca447051a559532066ed6b7a02d5120a78e0288ff';

function small(options: LoadOptions = {}): Promise<RotatedMnist> {
  return loadRotatedMnist({ counts: COUNTS, path: null, cacheDir: emptyFolder(), ...options });
}

function checksum({ train, test }: RotatedMnist): string {
  const hash = createHash('sha256');
  for (const part of [train.images, train.labels, test.images, test.labels]) hash.update(part);
  return hash.digest('hex');
}

function publishedFolder(): string {
  const folder = emptyFolder();
  const file = (part: string): string =>
    join(folder, `mnist_all_rotation_normalized_float_${part}.amat`);
  writeFileSync(file('train_valid'), amatText(COUNTS.train, 0));
  writeFileSync(file('test'), amatText(COUNTS.test, 100));
  return folder;
}

afterEach(() => {
  delete process.env.ROTATED_MNIST;
  delete process.env.COURSE_CACHE;
});

test('the whole set: 12,000 and 50,000 images, every digit once, as many of each as in MNIST', async () => {
  const { train, test } = await loadRotatedMnist({
    rotate: false,
    path: null,
    cacheDir: emptyFolder(),
  });
  expect([train.count, test.count]).toEqual([12_000, 50_000]);
  const seen = new Set<string>();
  const counts = new Array<number>(10).fill(0);
  for (const { images, labels, count } of [train, test]) {
    for (let i = 0; i < count; i++) {
      seen.add(Buffer.from(images.buffer, images.byteOffset + i * 1089, 1089).toString('base64'));
      counts[labels[i]!]!++;
    }
  }
  expect(seen.size).toBe(62_000); // no two digits of MNIST are the same
  // MNIST's 70,000: from 6,313 fives to 7,877 ones; 62,000 of them are 88.6 %.
  const mnist = [6903, 7877, 6990, 7141, 6824, 6313, 6876, 7293, 6825, 6958];
  counts.forEach((n, digit) => expect(Math.abs(n - (mnist[digit]! * 62) / 70)).toBeLessThan(120));
});

test('the same seed gives the same bytes everywhere', async () => {
  const first = await small();
  expect(checksum(first)).toBe(PINNED);
  expect(checksum(await small())).toBe(PINNED);
  expect(checksum(await small({ seed: 2 }))).not.toBe(PINNED);
  expect(first.source).toContain('not the published');
});

test('upright digits have the labels of the turned ones and are not them', async () => {
  const cacheDir = emptyFolder();
  const turned = await small({ cacheDir });
  const upright = await small({ cacheDir, rotate: false });
  expect(upright.train.labels).toEqual(turned.train.labels);
  expect(upright.test.labels).toEqual(turned.test.labels);
  expect(upright.train.images).not.toEqual(turned.train.images);
  expect(upright.source).toContain('upright');
  expect(readdirSync(cacheDir)).toHaveLength(2); // the cache has room for both
});

test('the second time, the set comes from the cache', async () => {
  const cacheDir = emptyFolder();
  const onProgress = jest.fn();
  const onMessage = jest.fn();
  const first = await small({ cacheDir, onProgress, onMessage });
  expect(onProgress).toHaveBeenLastCalledWith(50, 50);
  onProgress.mockClear();
  expect(await small({ cacheDir, onProgress, onMessage })).toEqual(first);
  expect(onProgress).not.toHaveBeenCalled();
  expect(onMessage).not.toHaveBeenCalled();
});

test('a damaged cache is reported once and written again', async () => {
  const cacheDir = emptyFolder();
  const first = await small({ cacheDir });
  const file = join(cacheDir, readdirSync(cacheDir)[0]!);
  const good = readFileSync(file);
  const bad = Buffer.from(good);
  bad[10_000]! ^= 1;
  writeFileSync(file, bad);
  const onMessage = jest.fn();
  expect(await small({ cacheDir, onMessage })).toEqual(first);
  expect(onMessage.mock.calls).toEqual([
    [expect.stringMatching(/b.*damaged.*preparing the digits again/)],
  ]);
  expect(readFileSync(file)).toEqual(good);
});

test('an existing cache is found: its name, and what its header says, stay as they are', async () => {
  const cacheDir = emptyFolder();
  await small({ cacheDir });
  await small({ cacheDir, rotate: false });
  const heads = readdirSync(cacheDir).map((name) => {
    const [format, key] = readFileSync(join(cacheDir, name), 'latin1').split('\n');
    return [name, format, key];
  });
  const key = (turned: string): string =>
    `{"version":1,"source":"Made from the MNIST digits, ${turned} (seed 1); not the published rotated MNIST files.","fingerprint":"seed 1","train":30,"test":20}`;
  expect(heads.sort()).toEqual([
    ['made-rotated-seed1-30-20.bin', 'rotated-mnist cache', key('each turned by a random angle')],
    ['made-upright-seed1-30-20.bin', 'rotated-mnist cache', key('upright')],
  ]);
});

test('loads at the same time agree', async () => {
  const cacheDir = emptyFolder();
  const sets = await Promise.all(Array.from({ length: 5 }, () => small({ cacheDir })));
  expect(new Set(sets.map(checksum))).toEqual(new Set([PINNED]));
  expect(readdirSync(cacheDir)).toHaveLength(1);
});

test('a cache folder that cannot be used is reported, and the set comes all the same', async () => {
  const blocked = join(emptyFolder(), 'file');
  writeFileSync(blocked, '');
  const onMessage = jest.fn();
  expect(checksum(await small({ cacheDir: blocked, onMessage }))).toBe(PINNED);
  expect(onMessage).toHaveBeenLastCalledWith(expect.stringContaining('not kept for the next time'));
});

test('published files are taken from the option or the environment, and read again when they change', async () => {
  const path = publishedFolder();
  const cacheDir = emptyFolder();
  const set = await small({ path, cacheDir });
  expect(inside(set.train.images, 29)).toEqual(noise(29));
  expect(inside(set.test.images, 19)).toEqual(noise(119));
  expect(set.source).toContain(path);

  process.env.ROTATED_MNIST = path;
  expect(await small({ path: undefined, cacheDir })).toEqual(set);
  expect((await small({ cacheDir })).source).toContain('not the published');
  expect((await small({ path: undefined, cacheDir, rotate: false })).source).toContain('upright');

  const file = join(path, 'mnist_all_rotation_normalized_float_test.amat');
  writeFileSync(file, `${amatText(19, 100)}${amatText(1, 7)}\n`);
  const onMessage = jest.fn();
  const changed = await small({ path, cacheDir, onMessage });
  expect(inside(changed.test.images, 19)).toEqual(noise(7));
  expect(onMessage).toHaveBeenCalledWith(expect.stringContaining('preparing the digits again'));
});

test('a path that is not there is one clear error, not another set', async () => {
  process.env.ROTATED_MNIST = '/no/such/folder';
  await expect(small({ path: undefined })).rejects.toThrow('/no/such/folder');
});

test.each<[string, LoadOptions, string]>([
  ['no images', { counts: { train: 0, test: 5 } }, 'counts must be whole numbers of at least 1'],
  ['too many images', { counts: { train: 35_000, test: 35_001 } }, 'MNIST has 70000 digits'],
  ['a broken seed', { seed: 1.5 }, 'seed must be a whole number'],
  ['a large seed', { seed: 2 ** 31 }, 'seed must be a whole number'],
  ['upright published digits', { path: '/x', rotate: false }, 'no upright digits'],
])('refuses %s', async (_, options, message) => {
  await expect(small(options)).rejects.toThrow(message);
});

test('prepare fills the cache in the folder the environment names', async () => {
  process.env.COURSE_CACHE = emptyFolder();
  const source = await prepare({ counts: COUNTS, path: null });
  expect(source).toContain('Made from the MNIST digits');
  expect(readdirSync(join(process.env.COURSE_CACHE, 'rotated-mnist'))).toHaveLength(1);
});

test('the cache is in the workspace if nothing else is said', () => {
  const root = join(__dirname, '..', '..');
  expect(cacheFolder()).toBe(join(root, '.cache', 'rotated-mnist'));
});
