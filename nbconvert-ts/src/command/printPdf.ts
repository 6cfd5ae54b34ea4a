import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Notebook } from '../format/notebook';
import { findChromium, findJupyter } from './findPrograms';
import { runNbconvert } from './nbconvert';

/** Where a PDF comes from and goes to. */
export interface PdfRequest {
  notebook: Notebook;
  out: string;
  prefixes: readonly string[];
}

/**
 * Prints a page as PDF with the installed Chromium or, if there is none, converts the notebook with
 * the installed nbconvert.
 *
 * @param request files, and where to look for Jupyter
 * @throws Error that says what to install if there is neither
 */
export function printPdf(page: string, request: PdfRequest): void {
  const chromium = findChromium();
  if (chromium !== undefined) {
    printWith(chromium, page, resolve(request.out));
    return;
  }
  const jupyter = findJupyter(request.prefixes);
  if (jupyter === undefined) {
    throw new Error(
      'A PDF needs Chromium or Google Chrome (set CHROME_PATH where it is not found), or "jupyter nbconvert" with LaTeX; neither is installed.',
    );
  }
  runNbconvert(jupyter, 'pdf', request.notebook, request.out);
}

function printWith(chromium: string, page: string, out: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'print-'));
  const html = join(folder, 'page.html');
  writeFileSync(html, page);
  const { status, stderr, error } = spawnSync(
    chromium,
    [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--no-pdf-header-footer',
      // Chromium's own sandbox does not work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // Figures are drawn before the page is printed.
      '--virtual-time-budget=20000',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--print-to-pdf=${out}`,
      pathToFileURL(html).href,
    ],
    { encoding: 'utf8', timeout: 120_000 },
  );
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new Error(`${chromium} made no PDF: ${error?.message ?? stderr}`);
}
