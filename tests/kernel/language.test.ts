import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { executeNotebook } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';

const root = resolve(__dirname, '../..');
/** A folder of its own, and in it the notebook's. */
let place: string;
let folder: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'notebook-'));
  folder = join(place, 'here');
  const late = join(folder, 'node_modules/late');
  mkdirSync(late, { recursive: true });
  // A package that only `import` can load, since it awaits.
  writeFileSync(
    join(late, 'package.json'),
    JSON.stringify({ name: 'late', version: '1.0.0', type: 'module', exports: { import: './index.js', types: './index.d.ts' } }), // prettier-ignore
  );
  writeFileSync(join(late, 'index.js'), 'export const late = await Promise.resolve(7);\nexport default "whole";\n'); // prettier-ignore
  writeFileSync(join(late, 'index.d.ts'), 'export const late: number;\ndeclare const whole: string;\nexport default whole;\n'); // prettier-ignore
  const helper = `import { base } from './base';\nexport interface Pair { a: number }\nexport enum Kind { A = 3 }\nexport function twice(n: number): number {\n  if (n < 0) throw new RangeError('below 0');\n  return base * n;\n}\n`;
  writeFileSync(join(folder, 'helper.ts'), helper);
  writeFileSync(join(folder, 'base.ts'), 'export const base: number = 2;\n');
  writeFileSync(join(folder, 'wrong.ts'), 'export const n = 1;\nexport const text: string = n;\n');
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Cells, and what each shows, or a part of its error. */
const cells: [code: string, shows: string | undefined][] = [
  ["const { late } = await import('late'); late", '7'],
  ["import whole, { late as l } from 'late'; `${whole} ${l}`", "'whole 7'"],
  ['declare global { interface Array<T> { final(): T | undefined } }\nArray.prototype.final = function () { return this[this.length - 1]; };\n[1, 2].final()', '2'], // prettier-ignore
  ['[3, 4].final()!.toFixed(1)', "'4.0'"],
  ['const order: string[] = [];\n{ using a = { [Symbol.dispose]: () => order.push("closed") }; order.push("open"); }\norder', "[ 'open', 'closed' ]"], // prettier-ignore
  ["import { twice, Kind, type Pair } from './helper';\nconst p: Pair = { a: twice(4) }; [p.a, Kind.A]", '[ 8, 3 ]'], // prettier-ignore
  [
    'twice(-1)',
    'RangeError: below 0[^]*helper.ts, line 5, column 20:[^]*--> 5[^]*at twice \\(helper.ts:5:20\\)[^]*at In\\[7\\]:1',
  ],
  ["import { base } from '../here/base'; base", '2'],
  ["import { text } from './wrong'; text", 'TS2322[^]*wrong.ts, line 2, column 14'],
  ['/** @module shapes */\nexport const side: number = 5;', undefined],
  ["import { side } from './shapes'; side", '5'],
  ["import { mkdirSync, writeFileSync } from 'node:fs';\nmkdirSync('../node_modules/later', { recursive: true });\nwriteFileSync('../node_modules/later/index.js', 'exports.later = 8;');\nwriteFileSync('../node_modules/later/index.d.ts', 'export const later: number;');", undefined], // prettier-ignore
  ["import { later } from 'later'; later", '8'],
  ['import.meta.url.endsWith("notebook.ts")', 'true'],
  ['const same = 1; function useSame() { return same; }', undefined],
  ['const same = "two"; [same.length, useSame()]', '[ 3, 1 ]'],
  ['let mutable = 1; const bump = () => ++mutable;', undefined],
  ['mutable = 5; bump(); mutable', '6'],
  ['mutable = "x"', "TS2322: Type 'string' is not"],
  ['same = "three"', "TS2588: Cannot assign to 'same' because it is a constant"],
  ['const size = { rows: 3 }; class A { args = { kernelSize: 1, filters: 2 }; get() { const { kernelSize: k, filters } = this.args; return [k, filters]; } }', undefined], // prettier-ignore
  ['const { rows: n } = size; [n, new A().get()]', '[ 3, [ 1, 2 ] ]'],
  ['import type { Nothing } from "late";', 'no exported member'],
  ['function open() {\n  if (true) {\n    1;\n}', "'}' expected[^]*line 1, column 17[^]*--> 1"],
];

test.each(['native', 'javascript'])(
  'the language of cells (%s)',
  async (typescript) => {
    const { notebook } = await executeNotebook(
      codeNotebook(
        'typescript',
        cells.map(([code]) => code),
      ),
      {
        kernelspec: {
          name: 'typescript',
          displayName: 'TypeScript',
          language: 'typescript',
          directory: join(root, 'kernel'),
          env: { COURSE_TYPESCRIPT: typescript },
          interruptMode: 'message',
          argv: [process.execPath, require.resolve('typescript-kernel/main'), '{connection_file}'],
        },
        cwd: folder,
        allowErrors: true,
      },
    );
    const shown = notebook.cells.map((cell) => {
      const outputs = cell.cell_type === 'code' ? cell.outputs : [];
      return outputs
        .map((output) => {
          if (output.output_type === 'error') return output.traceback.join('\n');
          return 'data' in output ? String(output.data['text/plain']) : String(output.text);
        })
        .map(stripVTControlCharacters)
        .join('');
    });
    cells.forEach(([code, shows = ''], index) => {
      if (/[*\\]|TS|error|no exp/.test(shows))
        expect([code, shown[index]]).toEqual([code, expect.stringMatching(shows)]);
      else expect([code, shown[index]]).toEqual([code, shows]);
    });
  },
  120_000,
);
