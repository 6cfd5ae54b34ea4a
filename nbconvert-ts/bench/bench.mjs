/**
 * How long nbconvert-ts takes beside nbconvert and nbclient, as ratios of one run. Usage: npm run
 * bench -w nbconvert-ts [-- PYTHON]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const { writeNotebook } = (await import('../dist/index.js')).default;
const venv = resolve(here, '../../.venv');
const python =
  process.argv[2] ?? join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

/** A notebook of code cells. */
const notebook = (cells) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
  cells: cells.map((cell, i) => ({
    cell_type: 'code',
    id: `c${i}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    ...cell,
  })),
});

const seconds = (program, ...args) => {
  const start = performance.now();
  const output = execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { all: (performance.now() - start) / 1000, own: Number(output.trim().split('\n').at(-1)) };
};
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Both in turn, so that what else the machine does strikes both. */
function compare(title, unit, runs, ours, theirs) {
  const pairs = Array.from({ length: runs }, () => [ours(), theirs()]);
  const own = median(pairs.map(([a]) => a));
  const other = median(pairs.map(([, b]) => b));
  console.log(
    `${title}: ${own.toFixed(3)} ${unit}, theirs ${other.toFixed(3)} ${unit}: ratio ${(other / own).toFixed(2)}`,
  );
}

console.log(
  `${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}, ${loadavg()[0].toFixed(1)} busy`,
);

const text = Array.from({ length: 300 }, (_, i) => `line ${i} of the output\n`).join('');
const source = Array.from({ length: 20 }, (_, i) => `value_${i} = compute(${i})\n`).join('');
const outputs = [{ output_type: 'stream', name: 'stdout', text }];
const files = Array.from({ length: 100 }, (_, i) => join(folder, `${i}.ipynb`));
for (const file of files)
  writeNotebook(file, notebook(Array(30).fill({ source, outputs, execution_count: 1 })));
mkdirSync(join(folder, 'out'));
const clear = ['-m', 'nbconvert', '--to', 'notebook', '--ClearOutputPreprocessor.enabled=True'];
compare(
  'Clearing 100 notebooks of 30 cells',
  's',
  3,
  () => seconds(process.execPath, join(here, 'clear.mjs'), join(folder, 'out'), ...files).all,
  () => seconds(python, ...clear, '--output-dir', join(folder, 'out'), ...files).all,
);

const cellCount = 200;
const small = join(folder, 'small.ipynb');
writeNotebook(
  small,
  notebook(Array.from({ length: cellCount }, (_, i) => ({ source: `print(${i})` }))),
);
const perCell = (program, script) =>
  (1000 * seconds(program, join(here, script), small).own) / cellCount;
compare(
  'Executing a cell that prints',
  'ms',
  5,
  () => perCell(process.execPath, 'execute.mjs'),
  () => perCell(python, 'execute.py'),
);
rmSync(folder, { recursive: true });
