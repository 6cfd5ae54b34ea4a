import type { Locator, Page } from 'playwright-core';
import { until } from './until';

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
      // The indicator above says so too while there is no kernel yet.
      await page
        .getByText(/\S \| Idle$/)
        .first()
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

  /** A cell by its position, from 0. */
  cell(index: number): Locator {
    return this.cells.nth(index);
  }

  /** What a cell printed and showed, as text. */
  async output(index: number): Promise<string> {
    const outputs = await this.cell(index).locator('.jp-OutputArea-output').allTextContents();
    return outputs.join('\n');
  }

  /**
   * The prompt of each code cell: `[ ]:`, `[*]:` while it runs or waits to run, or its number.
   */
  async prompts(): Promise<string[]> {
    return this.page.locator('.jp-Notebook .jp-CodeCell .jp-InputArea-prompt').allTextContents();
  }

  /** The MIME type of each output that a cell shows, in order. */
  async drawn(index: number): Promise<string[]> {
    return this.cell(index)
      .locator('.jp-OutputArea-output')
      .evaluateAll((outputs) =>
        outputs.map((output) => {
          const type = output.getAttribute('data-mime-type');
          return type ?? (output.matches('.jp-RenderedJSON') ? 'application/json' : 'nothing');
        }),
      );
  }

  /** Answers the prompt of a cell, if it shows one. */
  async answer(index: number, text: string): Promise<void> {
    const input = this.cell(index).locator('input.jp-Stdin-input');
    if ((await input.count()) === 0) return;
    await input.fill(text);
    await input.press('Enter');
  }

  /** Whether an error is shown and no cell runs any more. */
  async hasStopped(): Promise<boolean> {
    // JupyterLab draws an error as red text, like standard error.
    const error = this.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]');
    const idle = this.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]');
    return (await error.count()) > 0 && (await idle.count()) > 0;
  }

  /** Presses the Stop button. */
  async stop(): Promise<void> {
    await this.page.locator('[data-command="notebook:interrupt-kernel"]').first().click();
  }

  /** Takes an item of a menu, such as `Run`, `Run All Cells`. */
  async menu(...labels: string[]): Promise<void> {
    const [first, ...rest] = labels;
    await this.page.locator('.lm-MenuBar-itemLabel', { hasText: exactly(first!) }).click();
    for (const label of rest) {
      await this.page.locator('.lm-Menu-itemLabel', { hasText: exactly(label) }).click();
    }
  }

  /** Runs every cell and waits until all have run. */
  async runAll(): Promise<void> {
    await this.menu('Run', 'Run All Cells');
    await until(
      'all cells have run',
      async () => !(await this.prompts()).some((prompt) => prompt.includes('*')),
      240_000,
    );
  }

  /** Writes the notebook to its file. */
  async save(): Promise<void> {
    const saved = this.page.waitForResponse(
      (response) => response.request().method() === 'PUT' && response.url().includes('.ipynb'),
    );
    await this.page.keyboard.press('Control+s');
    await saved;
  }

  /**
   * What is wider than its cell, and so cut off or only visible by scrolling: the number of the
   * cell, and what sticks out.
   */
  async tooWide(): Promise<string[]> {
    const contents = '.jp-RenderedMarkdown, .jp-OutputArea-output, .cm-scroller, img, mjx-math';
    return this.cells.evaluateAll(
      (cells, contents) =>
        cells.flatMap((cell, index) => {
          const edge = cell.getBoundingClientRect().right + 1;
          return Array.from(cell.querySelectorAll(contents))
            .filter(
              (part) =>
                part.getBoundingClientRect().right > edge ||
                (part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1),
            )
            .map((part) => `${index}: ${part.tagName} ${part.className}`);
        }),
      contents,
    );
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
