import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, startProgram } from '../testing/program';

interface FakePython {
  version: number[];
  venv: boolean;
}

/** What findPython says on a machine that has only these Pythons. */
async function findPythonAmong(pythons: Record<string, FakePython>): Promise<string> {
  let said = '';
  await inFolder(async (folder) => {
    for (const [name, answer] of Object.entries(pythons)) {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`);
      chmodSync(path, 0o755);
    }
    const code = `
      import { findPython } from './steps/findPython.mjs';
      try { console.log(findPython().command); } catch (error) { console.log(error.name, error.message); }`;
    said = (await startProgram(code, { PATH: folder, PYTHON: '' }).ended).output.trim();
  });
  return said;
}

test('the first Python that is new enough and makes environments is taken', async () => {
  const said = await findPythonAmong({
    python3: { version: [3, 8, 2], venv: true },
    'python3.12': { version: [3, 12, 0], venv: false },
    'python3.9': { version: [3, 9, 1], venv: true },
  });
  expect(said).toBe('python3.9');
});

test('a Python that is too old is named, with its version', async () => {
  const said = await findPythonAmong({ python: { version: [2, 7, 18], venv: false } });
  expect(said).toMatch(/^Problem Python 3\.9 or newer is needed; python is 2\.7\.18\. .+$/);
});

test('a Python without venv is named, with what to install', async () => {
  const said = await findPythonAmong({
    python3: { version: [3, 11, 2], venv: false },
    'python3.9': { version: [3, 8, 1], venv: true },
  });
  expect(said).toMatch(/^Problem Python 3\.11\.2 \(python3\) .+ its venv module is missing\. .+$/);
});

test('no Python at all is said', async () => {
  expect(await findPythonAmong({})).toMatch(/^Problem Python 3\.9 .+ none is found\. .+$/);
});
