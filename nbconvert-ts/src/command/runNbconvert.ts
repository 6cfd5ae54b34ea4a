import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Notebook } from '../format/notebook';
import { writeNotebook } from '../format/writeNotebook';

/**
 * Hands a notebook over to the installed nbconvert.
 *
 * @param program - `jupyter-nbconvert`
 * @param form - what to make, as nbconvert names it
 * @param notebook - the notebook
 * @param out - where the result goes
 * @throws Error with nbconvert's last words where it fails
 */
export function runNbconvert(program: string, form: string, notebook: Notebook, out: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'nbconvert-'));
  try {
    const file = join(folder, 'notebook.ipynb');
    writeNotebook(file, notebook);
    const place = ['--output', basename(out), '--output-dir', dirname(resolve(out))];
    const { status, stderr, error } = spawnSync(program, [file, '--to', form, ...place], {
      encoding: 'utf8',
    });
    if (status === 0) return;
    const words = error?.message ?? stderr.trim().split('\n').slice(-5).join('\n');
    throw new Error(`"jupyter nbconvert --to ${form}" failed:\n${words}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
