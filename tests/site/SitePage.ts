import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../support/until';

/** As much of JupyterLab as the tests use. */
interface Jupyter {
  jupyterapp: {
    commands: { execute(id: string): Promise<void> };
    shell: {
      currentWidget: { content: Content; sessionContext: { session?: { kernel?: object } } };
    };
  };
}
interface Content {
  activeCellIndex: number;
  mode: string;
  model: { cells: { length: number; get(index: number): CellModel } };
}
interface CellModel {
  type: string;
  executionState: string;
  executionCount: number | null;
  sharedModel: { getSource(): string; setSource(source: string): void };
  outputs: { toJSON(): unknown[] };
  metadata: { nbgrader?: { grade_id?: string } };
}

/** A notebook of the site in a browser. */
export class SitePage {
  private constructor(readonly page: Page) {}

  /** Opens a notebook by its name, and waits for its kernel. */
  static async open(context: BrowserContext, site: string, name: string): Promise<SitePage> {
    const opened = new SitePage(await context.newPage());
    await opened.page.goto(`${site}notebooks/index.html?path=${name}.ipynb`);
    await opened.ready();
    return opened;
  }

  /** Waits until a notebook is open, and its kernel there; the page may load once more before. */
  async ready(): Promise<void> {
    await until('the notebook is open', () =>
      this.page
        .evaluate(() => {
          const { jupyterapp } = window as unknown as Partial<Jupyter>;
          return !!jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
        })
        .catch(() => false),
    );
  }

  /** A cell's number, by its grade id or by the start of its text. */
  find(what: string): Promise<number> {
    return this.page.evaluate((what) => {
      const { cells } = (window as unknown as Jupyter).jupyterapp.shell.currentWidget.content.model;
      for (let index = 0; index < cells.length; index++) {
        const cell = cells.get(index);
        const id = cell.metadata.nbgrader?.grade_id;
        if (id === what || cell.sharedModel.getSource().startsWith(what)) return index;
      }
      throw new Error(`There is no cell ${what}.`);
    }, what);
  }

  source(index: number): Promise<string> {
    return this.page.evaluate(
      (index) =>
        (window as unknown as Jupyter).jupyterapp.shell.currentWidget.content.model.cells
          .get(index)
          .sharedModel.getSource(),
      index,
    );
  }

  /** Writes into a cell, as typing does. */
  write(index: number, source: string): Promise<void> {
    return this.page.evaluate(
      ([index, source]) =>
        (window as unknown as Jupyter).jupyterapp.shell.currentWidget.content.model.cells
          .get(index)
          .sharedModel.setSource(source),
      [index, source] as const,
    );
  }

  /** Runs a cell, and returns what it shows, as JSON. */
  async run(index: number): Promise<string> {
    await this.page.evaluate((index) => {
      const { commands, shell } = (window as unknown as Jupyter).jupyterapp;
      shell.currentWidget.content.activeCellIndex = index;
      void commands.execute('notebook:run-cell');
    }, index);
    const look = (): Promise<[boolean, string]> =>
      this.page.evaluate((index) => {
        const { model } = (window as unknown as Jupyter).jupyterapp.shell.currentWidget.content;
        const { executionState, executionCount, outputs } = model.cells.get(index);
        const done = executionState === 'idle' && executionCount !== null;
        return [done, JSON.stringify(outputs.toJSON())];
      }, index);
    await until('the cell has run', async () => (await look())[0]);
    return (await look())[1];
  }

  /** The line that says where the work is. */
  saved(): Promise<string> {
    return this.page.locator('.saved-line span').innerText();
  }

  /** Waits until everything is saved. */
  async untilSaved(): Promise<void> {
    await until('it is saved', async () => (await this.saved()) === 'Saved in this browser only.');
  }
}
