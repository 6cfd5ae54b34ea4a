import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

it('a notebook of 200 MB is read in 512 MB of heap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'large-'));
  const file = join(folder, 'large.ipynb');
  const picture = 'A'.repeat(2_000_000);
  const output = { output_type: 'display_data', metadata: {}, data: { 'image/png': picture } };
  const handle = openSync(file, 'w');
  writeSync(handle, '{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [');
  for (let i = 0; i < 100; i++) {
    const source = `x = ${i}`;
    const cell = { cell_type: 'code', metadata: {}, execution_count: 1, source, outputs: [output] };
    writeSync(handle, (i === 0 ? '' : ',') + JSON.stringify(cell));
  }
  writeSync(handle, ']}');
  closeSync(handle);
  const program = `const { cells } = require(${JSON.stringify(resolve(__dirname, '../../dist'))}).readNotebook(${JSON.stringify(file)});
    console.log(cells.map(({ source }) => source).join(';').length);`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=512', '-e', program],
    { encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true });
  expect({ stdout, stderr }).toEqual({ stdout: '689\n', stderr: '' });
});
