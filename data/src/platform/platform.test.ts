import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import type { Digits } from '../DigitSet';
import { loadRotatedMnist } from '../loadRotatedMnist';
import { makeTestDigits } from '../makeTestDigits';
import { noise } from '../testSupport/fixtures';
import { platform } from './index';
import type { Platform } from './Platform';

const src = resolve(__dirname, '..');
const core = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(
    (file) =>
      file.endsWith('.ts') && !/\.test\.ts$|^testSupport\/|^platform\/(\w+\/|index)/.test(file),
  );

test('the core has files, and they are not the host', () => {
  expect(core).toContain('loadRotatedMnist.ts');
  expect(core).toContain('platform/Platform.ts');
  expect(core).not.toContain('platform/node/index.ts');
});

test.each(core)('%s needs no platform', (file) => {
  const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const imported = [...code.matchAll(/\bfrom '(.*)'/g)].map(([, name = '']) => name);
  const isAllowed = (name: string): boolean => {
    const path = posix.join(file, '..', name);
    return name.startsWith('pure-rand/') || path === 'platform' || core.includes(`${path}.ts`);
  };
  expect(imported.filter((name) => !isAllowed(name))).toEqual([]);
  expect(
    code.match(/\b(process|Buffer|NodeJS|setImmediate|require|__dirname|__filename)\b|import\(/g),
  ).toBeNull();
});

jest.mock('./index', () => ({ platform: {} }));

test('a platform without files, packages or settings can be filled in', async () => {
  const kept = new Map<string, unknown>();
  const digits: Digits = { images: new Uint8Array(70_000 * 784), labels: new Uint8Array(70_000) };
  digits.images.set(noise(1, 100_000));
  const other: Platform = {
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
