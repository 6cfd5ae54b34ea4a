import * as equivariant from 'equivariant';
import { allowedImports, mayImport, type NotebookNumber } from 'course';
import { notebookNames, solution } from 'course-notebooks';
import { importsOf } from './support/importsOf';

/** What a notebook imports without being allowed to. */
function forbidden(notebook: NotebookNumber, code: string): string[] {
  return importsOf(code)
    .filter(({ module, name }) => !mayImport(notebook, module, name))
    .map(({ module, name }) => `${name} from ${module}`);
}

test.each(notebookNames())('%s imports nothing that it asks students to write', (name) => {
  const cells = solution(name).cells.filter(({ cell_type }) => cell_type === 'code');
  const code = cells.map(({ source }) => source);
  expect(code.flatMap(importsOf)).not.toHaveLength(0);
  const number = name.split('-')[0] as NotebookNumber;
  expect(code.flatMap((cell) => forbidden(number, cell))).toEqual([]);
});

test.each<[NotebookNumber, string]>([
  ['1', 'C4 D4 d4 Group groupNamed LiftingConv2d C4CNN transform'],
  ['2', 'LiftingConv2d GroupConv2d IsotropicConv2d rotateP4 transformField transform C4CNN'],
  ['3', 'GroupBatchNorm C4CNN IsotropicCNN C4CNNWithBatchNorm D4CNN'],
  ['4', 'D4CNN LiftingConv2d GroupConv2d SteerableLiftingConv2d SteerableGroupConv2d'],
])('notebook %s may not import %s', (number, names) => {
  for (const name of names.split(' ')) {
    expect(Object.keys(equivariant)).toContain(name);
    expect(forbidden(number, `import { ${name} as Mine } from 'equivariant';`)).toEqual([
      `${name} from equivariant`,
    ]);
  }
});

test.each([
  ["import * as eq from 'equivariant';", '* from equivariant'],
  ["import eq from 'equivariant';", 'default from equivariant'],
  ["import 'equivariant/dist/layers/GroupConv2d';", '* from equivariant/dist/layers/GroupConv2d'],
  ["import eq = require('equivariant');", '* from equivariant'],
  ["export * from 'equivariant';", '* from equivariant'],
  ["export { GroupConv2d } from 'equivariant';", 'GroupConv2d from equivariant'],
  ["const { GroupConv2d } = await import('equivariant');", '* from equivariant'],
  ["function f() { return require('equivariant'); }", '* from equivariant'],
  ["require('equi' + 'variant');", '* from ?'],
  ["import { readFileSync } from 'node:fs';", 'readFileSync from node:fs'],
  ["import { x } from 'constructor';", 'x from constructor'],
])('sees %s', (code, found) => {
  expect(forbidden('2', code)).toEqual([found]);
});

test.each([
  "import { rotate, C4 } from 'equivariant';",
  "import * as tf from '@tensorflow/tfjs';",
  "import type { GroupConv2d } from 'equivariant';",
  "import { type GroupConv2d } from 'equivariant';",
  'export { mine };',
])('allowed: %s', (code) => {
  expect(forbidden('2', code)).toEqual([]);
});

test('every notebook has an entry', () => {
  const numbers = notebookNames().map((name) => name.split('-')[0]);
  expect(Object.keys(allowedImports)).toEqual(expect.arrayContaining(numbers));
});
