import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import { startChromium } from '../../support/chromium';
import { JupyterLab, serverRoot } from '../../support/JupyterLab';
import { NotebookPage } from '../../support/NotebookPage';
import { cellsOf, type Client } from '../Client';
import type { ClientNotebook } from '../ClientCell';
import { writeNotebookFor } from '../notebookFile';

const state = resolve(__dirname, '../../../build/clients-jupyterlab');
/** How long an endless cell may take until it shows what it has printed, in milliseconds. */
const patience = 5000;
/** How long late output may take after the last cell, in milliseconds. */
const lateness = 1000;

/** JupyterLab in Chromium, used as a person does: Run All Cells, answers, the Stop button, Save. */
export class JupyterLabClient implements Client {
  readonly name = 'JupyterLab';

  private constructor(
    private readonly lab: JupyterLab,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
  ) {}

  /** Starts the server and the browser. */
  static async start(): Promise<JupyterLabClient> {
    rmSync(state, { recursive: true, force: true });
    drawEveryCell();
    const lab = await JupyterLab.start(state, {});
    try {
      const browser = await startChromium();
      // Pages of one context load JupyterLab's programs once.
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      return new JupyterLabClient(lab, browser, context);
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  async run(...[notebook, kernel]: Parameters<Client['run']>): ReturnType<Client['run']> {
    const path = writeNotebookFor(notebook, kernel, this.name);
    const page = await this.context.newPage();
    try {
      const url = this.lab.urlOf(relative(serverRoot, path).replaceAll('\\', '/'));
      const open = await NotebookPage.open(page, url, notebook.cells.length);
      await open.menu('Run', 'Run All Cells');
      const silent = await attend(open, notebook);
      await wait(lateness);
      await open.save();
      const cells = cellsOf(path);
      for (const [index, cell] of cells.entries()) {
        cell.drawn = await open.drawn(index);
        cell.isSilent = silent.has(index);
      }
      return { cells };
    } finally {
      await page.close();
      await this.lab.stopKernels();
    }
  }

  /** Ends the server and the browser. */
  async stop(): Promise<void> {
    await this.browser.close();
    await this.lab.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

/**
 * Answers prompts and stops endless cells until every cell has ended.
 *
 * @returns the places of endless cells that had shown nothing when they were stopped
 */
async function attend(
  open: NotebookPage,
  { cells, stopsOnError }: ClientNotebook,
): Promise<Set<number>> {
  const silent = new Set<number>();
  const seen = new Map<number, { since: number; isStopped: boolean }>();
  let prompts: string[] = [];
  for (const end = Date.now() + 180_000; Date.now() < end; await wait(200)) {
    prompts = await open.prompts();
    // After an error JupyterLab takes the star from the cells that are still to run.
    const place = prompts.findIndex((prompt) => !/\d/.test(prompt));
    if (place < 0 || (stopsOnError && (await open.hasStopped()))) return silent;
    const { answer, interrupt } = cells[place]!;
    if (answer !== undefined) await open.answer(place, answer);
    if (!interrupt) continue;
    const state = seen.get(place) ?? { since: Date.now(), isStopped: false };
    seen.set(place, state);
    const isSilent = (await open.output(place)) === '';
    if (state.isStopped || (isSilent && Date.now() - state.since < patience)) continue;
    if (isSilent) silent.add(place);
    // It may have printed, but not yet be in its loop.
    await wait(500);
    await open.stop();
    state.isStopped = true;
  }
  throw new Error(`After 180 s not every cell has ended. Before them stands: ${prompts.join(' ')}`);
}

/** JupyterLab does not draw cells outside the window. */
function drawEveryCell(): void {
  const folder = join(state, 'settings/@jupyterlab/notebook-extension');
  mkdirSync(folder, { recursive: true });
  const settings = JSON.stringify({ windowingMode: 'none' });
  writeFileSync(join(folder, 'tracker.jupyterlab-settings'), settings);
}
