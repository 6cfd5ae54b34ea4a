import type { Locator, Page } from 'playwright-core';

/** A notebook that is open in JupyterLab. */
export class NotebookPage {
  private constructor(readonly page: Page) {}

  /**
   * Opens a notebook and waits until its kernel is ready.
   *
   * @param count how many cells it has
   */
  static async open(page: Page, url: string, count: number): Promise<NotebookPage> {
    await page.goto(url);
    const notebook = new NotebookPage(page);
    try {
      const patience = { state: 'attached', timeout: 120_000 } as const;
      await notebook.cells.nth(count - 1).waitFor(patience);
      await page
        .locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        .waitFor({ timeout: 60_000 });
    } catch (error) {
      const text = await page.locator('body').innerText();
      throw new Error(`The notebook does not open. The page shows:\n${text}`, { cause: error });
    }
    return notebook;
  }

  private get cells(): Locator {
    return this.page.locator('.jp-Notebook .jp-Cell');
  }

  /** A cell by its place, from 0. */
  cell(index: number): Locator {
    return this.cells.nth(index);
  }

  /** What a cell printed and showed, as text. */
  async output(index: number): Promise<string> {
    const outputs = await this.cell(index).locator('.jp-OutputArea-output').allTextContents();
    return outputs.join('\n');
  }

  /** Takes an item of a menu, such as `Run`, `Run All Cells`. */
  async menu(...labels: string[]): Promise<void> {
    const [first, ...rest] = labels;
    await this.page.locator('.lm-MenuBar-itemLabel', { hasText: exactly(first!) }).click();
    for (const label of rest) {
      await this.page.locator('.lm-Menu-itemLabel', { hasText: exactly(label) }).click();
    }
  }

  /** Writes the notebook to its file. */
  async save(): Promise<void> {
    const saved = this.page.waitForResponse(
      (response) => response.request().method() === 'PUT' && response.url().includes('.ipynb'),
    );
    await this.page.keyboard.press('Control+s');
    await saved;
  }

  /** Everything that looks like trouble: errors in outputs, dialogs, pop-up notices. */
  async troubles(): Promise<string[]> {
    const places = [
      '[data-mime-type="application/vnd.jupyter.stderr"]',
      '[data-mime-type="application/vnd.jupyter.error"]',
      '.jp-Dialog-content',
      '.Toastify__toast',
    ];
    return this.page.locator(places.join(', ')).allTextContents();
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text}(\\.\\.\\.|…)?$`);
}
