import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { hasNoBrowser } from '../support/chromium';
import { JupyterLabClient } from './clients/jupyterLab';
import { nbclient } from './clients/nbclient';
import { nbconvert } from './clients/nbconvert';
import { nbconvertTs } from './clients/nbconvertTs';
import { markdown, summary } from './markdown';
import { folder } from './notebookFile';
import { notebooks } from './notebooks';
import { reportOn, type Mark, type Report } from './Report';
import { runEverything } from './runEverything';

const file = resolve(__dirname, '../../build/clients.md');

let report: Report;

beforeAll(async () => {
  const lab = hasNoBrowser ? undefined : await JupyterLabClient.start();
  try {
    const lanes = [[nbclient, nbconvert, nbconvertTs], lab ? [lab] : []];
    report = reportOn(await runEverything(notebooks, lanes));
  } finally {
    await lab?.stop();
    // JupyterLab would show it to the person who works here.
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, markdown(report));
  process.stdout.write(`${summary(report)}\nThe tables: build/clients.md\n`);
}, 1_800_000);

test('every client runs 60 cells or more', () => {
  expect(report.cells.length).toBeGreaterThanOrEqual(60);
  const clients = [
    'nbclient',
    'nbconvert',
    'nbconvert-ts',
    ...(hasNoBrowser ? [] : ['JupyterLab']),
  ];
  expect(report.clients).toEqual(clients);
});

test('each cell shows what a student must see, in every client', () => {
  expect(report.cells.flatMap(({ cell, own }) => told(cell.name, own))).toEqual([]);
});

test('ipykernel shows the same for the Python twins, or an explained difference', () => {
  expect(report.cells.flatMap(({ cell, twin }) => told(cell.name, twin))).toEqual([]);
});

test('a failing cell stops a run, and the cells after it visibly have not run', () => {
  const marks = report.stops.map(({ notebook, own, twin }) => told(notebook, [...own, ...twin]));
  expect(marks.flat()).toEqual([]);
});

/** A line for each problem. */
function told(what: string, marks: readonly Mark[]): string[] {
  return marks.flatMap(({ client, problems }) =>
    problems.map((problem) => `“${what}” in ${client} ${problem}`),
  );
}
