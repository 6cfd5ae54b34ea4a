import { evaluate } from '../testing/program';

function choose(machine: Record<string, unknown>, gpu = false): Promise<unknown> {
  const whole = { system: 'linux', processor: 'x64', glibc: true, avx: true, ...machine };
  return evaluate(
    `import { chooseLibrary } from './native/libraries.mjs';`,
    `chooseLibrary(${JSON.stringify(whole)}, ${gpu})`,
  );
}

test('each platform gets its own wheel, and CUDA another', async () => {
  const chosen = await Promise.all([
    choose({}),
    choose({}, true),
    choose({ processor: 'arm64' }),
    choose({ system: 'darwin', processor: 'arm64' }),
  ]);
  const hashes = chosen.map((library) => (library as { sha256: string }).sha256);
  expect(new Set(hashes).size).toBe(4);
  expect(hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
});

test('where there is no library, the reason is said', async () => {
  expect(await choose({ system: 'win32' })).toContain('win32-x64');
  expect(await choose({ system: 'darwin' })).toContain('darwin-x64');
  expect(await choose({ glibc: false })).toContain('glibc');
  expect(await choose({ avx: false })).toContain('AVX');
  expect(await choose({ system: 'darwin', processor: 'arm64' }, true)).toContain('CUDA');
});
