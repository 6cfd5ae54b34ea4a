import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notebook } from '../format/notebook';
import { writeFileAtomic, writeNotebook } from '../format/notebookFile';
import { findJupyter } from './findPrograms';

/**
 * Makes slides of a notebook with the installed nbconvert.
 *
 * @param notebook with `slideshow` metadata in its cells
 * @param request where the slides go, and where to look for Jupyter
 * @throws Error that says what to install if there is no nbconvert
 */
export function writeSlides(
  notebook: Notebook,
  request: { out: string; prefixes: readonly string[] },
): void {
  const jupyter = findJupyter(request.prefixes);
  if (jupyter === undefined) {
    throw new Error(
      'Slides need "jupyter nbconvert", which is not installed: "pip install nbconvert", or name its environment with --prefix.',
    );
  }
  runNbconvert(jupyter, 'slides', notebook, request.out);
}

/**
 * Converts a notebook with the installed nbconvert.
 *
 * @param program `jupyter-nbconvert`
 * @param form the output format, as nbconvert names it
 * @throws Error with nbconvert's last words if it fails
 */
export function runNbconvert(program: string, form: string, notebook: Notebook, out: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'nbconvert-'));
  try {
    const file = join(folder, 'notebook.ipynb');
    writeNotebook(file, notebook);
    const place = ['--output', 'result', '--output-dir', folder];
    // A template that the user has configured for pages would apply to slides too.
    if (form === 'slides') place.push('--SlidesExporter.template_name=reveal');
    const { status, stderr, error } = spawnSync(program, [file, '--to', form, ...place], {
      encoding: 'utf8',
    });
    // nbconvert chooses the extension itself.
    const made = readdirSync(folder).find((name) => name.startsWith('result'));
    if (status === 0 && made !== undefined) {
      writeFileAtomic(out, readFileSync(join(folder, made)));
      return;
    }
    const words = error?.message ?? stderr.trim().split('\n').slice(-5).join('\n');
    throw new Error(`"jupyter nbconvert --to ${form}" failed:\n${words}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
