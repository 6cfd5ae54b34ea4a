import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchFolder } from './watchFolder';

let folder: string;
let end = (): void => undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
});
afterEach(() => {
  end();
  rmSync(folder, { recursive: true });
});

const most = { bytes: 100_000, files: 20 };

test.each<[string, () => void]>([
  [
    'a large file, deep down',
    () => {
      mkdirSync(join(folder, 'a/b'), { recursive: true });
      writeFileSync(join(folder, 'a/b/c'), '');
      truncateSync(join(folder, 'a/b/c'), 200_000);
    },
  ],
  [
    'many small ones',
    () => {
      for (let i = 0; i < 30; i++) writeFileSync(join(folder, `${i}`), '');
    },
  ],
])('a folder with %s is told', async (_, fill) => {
  const full = new Promise<boolean>((resolve) => {
    end = watchFolder(folder, most, () => resolve(true));
  });
  fill();
  expect(await full).toBe(true);
});

test('one that holds little is not, nor what its links lead to', async () => {
  let full = false;
  end = watchFolder(folder, most, () => (full = true));
  writeFileSync(join(folder, 'a'), 'a');
  symlinkSync('/usr', join(folder, 'link'));
  await sleep(700);
  expect(full).toBe(false);
});
