import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import type { MimeBundle } from '../Content';
import { liveDisplay, progressBar, show } from '../index';
import { platform } from './index';
import type { Platform } from './Platform';

const src = resolve(__dirname, '..');
const core = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^platform\/(\w+\/|index)/.test(file));

test('the core has files, and they are not the host', () => {
  expect(core).toContain('show.ts');
  expect(core).toContain('platform/Platform.ts');
  expect(core).not.toContain('platform/node/index.ts');
});

test.each(core)('%s needs no platform', (file) => {
  const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const imported = [...code.matchAll(/\bfrom '(.*)'/g)].map(([, name = '']) => name);
  const isAllowed = (name: string): boolean => {
    const path = posix.join(file, '..', name);
    if (name === 'jupyter-protocol') return true;
    return path === 'platform' || core.includes(`${path}.ts`);
  };
  expect(imported.filter((name) => !isAllowed(name))).toEqual([]);
  expect(
    code.match(/\b(process|Buffer|NodeJS|setImmediate|require|__dirname|__filename)\b|import\(/g),
  ).toBeNull();
});

jest.mock('./index', () => ({ platform: {} }));

test('a platform without tslab and files can be filled in', async () => {
  const shown: MimeBundle[] = [];
  const log = jest.fn();
  const other: Platform = {
    newOutput: () => ({ write: (bundle) => void shown.push(bundle) }),
    renderPng: () => Promise.resolve(Uint8Array.of(0x89, 0x50, 0xff)),
    log,
  };
  Object.assign(platform, other);
  await show({ data: [], layout: {}, alt: 'Nothing.' });
  expect(shown.at(-1)).toMatchObject({ 'text/plain': 'Nothing.', 'image/png': 'iVD/' });
  const live = liveDisplay();
  live.update({ 'text/plain': 'live' });
  await live.finish();
  expect(shown.at(-1)).toEqual({ 'text/plain': 'live' });
  progressBar({ epochs: 1, stepsPerEpoch: 1 }).finish();
  expect(shown.at(-1)?.['text/plain']).toContain('stopped');
  expect(log).not.toHaveBeenCalled();
});
