import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, startProgram, type Ending } from '../testing/program';

/** Makes a wheel as small as one can be that pip takes. */
const makeWheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("tensorflow/libtensorflow_cc.so.2", "library")
    wheel.writestr("tensorflow/include/a.h", "header")
    wheel.writestr("tensorflow.libs/libomp.so.5", "its own need")
    wheel.writestr("tensorflow/python/large.py", "not needed")
    wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
    wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("tiny-1.0.dist-info/RECORD", "")
`;

// Programs are started here, which takes long on a busy machine.
jest.setTimeout(180_000);

function fetchFrom(folder: string, sha256: string): Promise<Ending> {
  const library = { variant: 'cpu', wheel: 'tiny==1.0', platform: 'any', sha256 };
  return startProgram(
    `
    import { createContext } from './support/Context.mjs';
    import { fetchLibrary } from './native/fetchLibrary.mjs';
    const { python } = createContext();
    const context = { ...createContext({ root: process.env.FOLDER }), python };
    const target = process.env.FOLDER + '/target';
    await fetchLibrary(context, ${JSON.stringify(library)}, target).catch((error) => {
      console.log(error.name, error.message);
      process.exitCode = 1;
    });`,
    { FOLDER: folder, PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder },
  ).ended;
}

test('a wheel with the right hash gives its library and headers, and is not kept', () =>
  inFolder(async (folder) => {
    const wheel = join(folder, 'tiny-1.0-py3-none-any.whl');
    spawnSync('python3', ['-c', makeWheel, wheel]);
    const sha256 = createHash('sha256').update(readFileSync(wheel)).digest('hex');
    const { code, output } = await fetchFrom(folder, sha256);
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(existsSync(join(folder, 'target/tensorflow/libtensorflow_cc.so.2'))).toBe(true);
    expect(existsSync(join(folder, 'target/tensorflow/include/a.h'))).toBe(true);
    expect(existsSync(join(folder, 'target/tensorflow.libs/libomp.so.5'))).toBe(true);
    expect(existsSync(join(folder, 'target/tensorflow/python'))).toBe(false);
    expect(existsSync(join(folder, '.cache/tmp/wheel'))).toBe(false);
  }));

test('a wheel with another hash is refused, and nothing of it is used', () =>
  inFolder(async (folder) => {
    spawnSync('python3', ['-c', makeWheel, join(folder, 'tiny-1.0-py3-none-any.whl')]);
    const { code, output } = await fetchFrom(folder, '0'.repeat(64));
    expect(code).toBe(1);
    expect(output).toMatch(/^Problem [^]*a downloaded package is not the expected one/);
    expect(existsSync(join(folder, 'target'))).toBe(false);
  }));
