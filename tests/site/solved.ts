import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { solution } from 'course-notebooks';
import { addServiceWorker } from 'course-site/offline';
import { formatNotebook } from 'nbconvert-ts';
import type { Browser } from 'playwright-core';
import type { Firefox, FirefoxPage } from '../support/Firefox';
import { until } from '../support/until';

/** Copies a site, with these notebooks solved. */
export async function solvedSite(
  site: string,
  names: readonly string[],
  folder: string,
): Promise<void> {
  cpSync(site, folder, { recursive: true });
  for (const name of names) {
    writeFileSync(join(folder, 'files', `${name}.ipynb`), formatNotebook(solution(name)));
  }
  await addServiceWorker(folder);
}

/** What came of a notebook's cells. */
export interface Outcome {
  /** Of cells that are not meant to fail. */
  errors: string[];
  /** What the checks say: texts. */
  reports: string[];
}

/** As much of JupyterLab as is used. */
interface Jupyter {
  jupyterapp?: {
    commands: { execute(id: string): Promise<boolean> };
    shell: {
      currentWidget?: {
        content: { model: { cells: Iterable<CellModel> } };
        sessionContext?: { session?: { kernel?: object } };
      };
    };
  };
}
interface CellModel {
  type: string;
  executionState: string;
  executionCount: number | null;
  metadata: { tags?: string[] };
  outputs?: { toJSON(): Output[] };
}
interface Output {
  output_type: string;
  data?: Record<string, string>;
  ename?: string;
  evalue?: string;
}

interface CellState {
  isDone: boolean;
  mayFail: boolean;
  outputs: Output[];
}

/** Runs a notebook of a site from top to bottom. */
export async function runAll(
  browser: Browser | Firefox,
  site: string,
  name: string,
): Promise<Outcome> {
  const page = (await browser.newPage()) as FirefoxPage;
  await page.goto(`${site}notebooks/index.html?path=${name}.ipynb`);
  await page.waitForFunction(
    () =>
      !!(globalThis as Jupyter).jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel,
    undefined,
    { timeout: 120_000 },
  );
  await page.evaluate(() => {
    void (globalThis as Jupyter).jupyterapp!.commands.execute('notebook:run-all-cells');
  });
  const cells = (): Promise<CellState[]> =>
    page.evaluate(() => {
      const { currentWidget } = (globalThis as Jupyter).jupyterapp!.shell;
      return [...currentWidget!.content.model.cells].map((cell) => ({
        isDone: cell.type !== 'code' || (cell.executionState === 'idle' && !!cell.executionCount),
        mayFail: !!cell.metadata.tags?.includes('raises-exception'),
        outputs: cell.outputs?.toJSON() ?? [],
      }));
    });
  await until('all cells have run', async () => (await cells()).every(({ isDone }) => isDone));
  const outputs = (await cells()).filter(({ mayFail }) => !mayFail).flatMap((cell) => cell.outputs);
  await page.close();
  return {
    errors: outputs
      .filter(({ output_type: type }) => type === 'error')
      .map(({ ename, evalue }) => `${ename}: ${evalue}`),
    reports: outputs
      .map(({ data }) => data?.['text/plain'] ?? '')
      .filter((text) => text.startsWith('Exercise ')),
  };
}
