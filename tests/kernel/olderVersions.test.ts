import { join } from 'node:path';
import { executeNotebook, findKernelspec, kernelPaths, type Cell } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';

const root = join(__dirname, '../..');
const law = (inverse: string): string =>
  `const c4 = {
  product: (a: number, b: number) => element(element(a) + element(b) - (a + b > 3 ? 4 : 0)),
  inverse: (a: number) => ${inverse},
};`;
const right = law('element(a && 4 - element(a))');
const checked = "await check('1.2', c4);";
const older = 'the last run of the cell that declares c4 failed; this is an older version';
const network = (more: string): string =>
  `class Mine extends C4CNN { ${more} getNothing() { return 1; } }`;
const checkedNetwork = "await checkTrained('3.2', mine, 0.95, trainingPlan());";

/** Cells, and what their outputs say; what is green says nothing here. */
const cells: [code: string, says?: string][] = [
  [
    "import { check, checkTrained, trainingPlan } from 'course';\nimport { C4CNN, chooseBackend } from 'equivariant';\nawait chooseBackend();",
  ],
  [
    'function element(a: number) {\n  if (![0, 1, 2, 3].includes(a)) throw new RangeError();\n  return a;\n}',
  ],
  [right],
  [checked],
  [law('"none"[0'), 'TS1109'],
  [checked, older],
  [right],
  [checked],
  [law('no'), 'TS2304'],
  ['c4.product(3, 3)', '2'],
  [checked, older],
  [`throw new Error('on the way');\n${right}`, 'on the way'],
  [checked, older],
  [right],
  [checked],
  ['const half = (a: number) => element(a && 4 - element(a));'],
  [law('half(a)')],
  [checked],
  ['const half = (a: number) => none;', 'TS2304'],
  [checked, 'cell that declares half failed'],
  [network('')],
  ['const mine = new Mine();'],
  [checkedNetwork],
  [network('')],
  [checkedNetwork],
  [network('more = 1;')],
  [checkedNetwork, 'Mine has changed since; this was made with an older version'],
  ['const mine = new Mine();'],
  [checkedNetwork],
];

test('a check says that code is older than the notebook shows, and is not green', async () => {
  const { notebook } = await executeNotebook(
    codeNotebook(
      'typescript',
      cells.map(([code]) => code),
    ),
    {
      kernelspec: findKernelspec('typescript', kernelPaths({}, [join(root, '.venv')])),
      cwd: join(root, 'notebooks'),
      allowErrors: true,
    },
  );
  expect(notebook.cells.map((cell, index) => verdict(cell, cells[index]![1]))).toEqual(cells);
}, 120_000);

/** A cell with what was expected of it, if its outputs say that, or all that they say. */
function verdict(cell: Cell, expected: string | undefined): (typeof cells)[number] {
  const outputs = cell.cell_type === 'code' ? cell.outputs : [];
  const text = JSON.stringify(outputs);
  const failed = outputs.some(({ output_type: type }) => type === 'error');
  if (expected === undefined ? !failed : text.includes(expected)) {
    return expected === undefined ? [cell.source] : [cell.source, expected];
  }
  return [cell.source, text];
}
