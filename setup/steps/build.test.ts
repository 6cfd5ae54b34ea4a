import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evaluate, inFolder } from '../testing/program';

test('what was compiled from sources that are gone is removed, and remembered no more', () =>
  inFolder(async (root) => {
    const put = (name: string, text = ''): void => {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    };
    const isThere = (name: string): boolean => existsSync(join(root, name));
    put('tsconfig.json', '{ "references": [{ "path": "lib" }, { "path": "course" }] }');
    put('lib/src/a/index.ts');
    for (const file of ['a/index.js', 'a.js', 'a.js.map', 'a.d.ts', 'a.json']) {
      put(`lib/dist/${file}`);
    }
    put('course/tsconfig.tsbuildinfo');
    const removeStale = (): Promise<unknown> =>
      evaluate(
        `import { removeStale } from './steps/build.mjs';`,
        `(removeStale(${JSON.stringify(root)}), 0)`,
      );
    await removeStale();
    expect(['a/index.js', 'a.json'].map((file) => isThere(`lib/dist/${file}`))).toEqual([
      true,
      true,
    ]);
    expect(['a.js', 'a.js.map', 'a.d.ts'].filter((file) => isThere(`lib/dist/${file}`))).toEqual(
      [],
    );
    expect(isThere('course/tsconfig.tsbuildinfo')).toBe(false);
    put('course/tsconfig.tsbuildinfo');
    await removeStale();
    expect(isThere('course/tsconfig.tsbuildinfo')).toBe(true);
  }));
