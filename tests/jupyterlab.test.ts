import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readNotebook, type Cell, type Notebook } from 'nbconvert-ts';
import { unzipSync } from 'fflate';
import { solution, studentFolder } from 'course-notebooks';
import { testInBrowser } from './support/chromium';
import { inJupyterLab, screenshots } from './support/inJupyterLab';
import type { NotebookPage } from './support/NotebookPage';
import { until } from './support/until';
import { dragZoom, pointsOf, xRangeOf } from './support/plotly';

const name = '3-equivariant-networks';
const desk = inJupyterLab('course', { env: { COURSE_QUICK: '1' } });

testInBrowser(
  'the solution runs: progress and curves move, figures are drawn and can be zoomed',
  async () => {
    const file = join(desk.folder, 'solution.ipynb');
    const cells = solution(name);
    const training = cellWith(cells, 'c4Run = await trainLive');
    // A quick training is over before there is much to see.
    const { source } = cells.cells[training]!;
    cells.cells[training]!.source = source.replace('plan.epochs', '6');
    const last = cellWith(cells, 'padEnd(20)');
    const lab = await desk.open('solution', cells);
    await lab.menu('Run', 'Run All Cells');

    const bar = lab.cell(training).locator('progress');
    const curves = lab.cell(training).locator('.js-plotly-plot');
    const texts = new Set<string>();
    const positions = new Set<number>();
    const lengths = new Set<number>();
    await until(
      'the training ends',
      async () => {
        expect(await lab.troubles()).toEqual([]);
        const text = await lab.output(training);
        if (text.includes('step')) texts.add(text);
        if (text.includes(' left')) {
          positions.add(await bar.evaluate((element) => (element as HTMLProgressElement).value));
        }
        // The figure may be between two states.
        for (const length of await pointsOf(curves).catch(() => [])) lengths.add(length);
        return text.includes('done');
      },
      240_000,
    );
    expect(texts.size).toBeGreaterThan(3);
    expect(positions.size).toBeGreaterThan(2);
    expect(lengths.size).toBeGreaterThan(2);

    await until(
      'the last cell has run',
      async () => {
        expect(await lab.troubles()).toEqual([]);
        return (await lab.output(last)).includes('C4CNNWithBatchNorm');
      },
      300_000,
    );
    await lab.save();
    const executed = readNotebook(file).cells;
    expect(executed.filter(isCode).flatMap(problemsOf)).toEqual([]);
    for (const [index, cell] of executed.entries()) {
      const shown = isCode(cell) ? cell.outputs.filter(isFigure).length : 0;
      const figures = lab.cell(index).locator('.js-plotly-plot');
      expect([index, await figures.count()]).toEqual([index, shown]);
      if (shown > 0) {
        await figures.first().scrollIntoViewIfNeeded();
        expect(await figures.first().locator('svg .trace, svg image').count()).toBeGreaterThan(0);
      }
    }

    const turning = lab.cell(cellWith(cells, 'show(logitsAgainstAngle')).locator('.js-plotly-plot');
    const [from, to] = await xRangeOf(turning);
    await dragZoom(turning);
    await until(
      'the zoom shows',
      async () => {
        const [left, right] = await xRangeOf(turning);
        return right - left < 0.75 * (to - from) && left > from && right < to;
      },
      10_000,
    );

    for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
      await lab.menu('Settings', 'Theme', theme);
      for (const width of [1280, 900]) await look(lab, training, width, theme);
    }
  },
  480_000,
);

testInBrowser(
  'the student version opens, its first empty answer says so, and Run All gets past it',
  async () => {
    const cells = readNotebook(join(studentFolder, `${name}.ipynb`));
    const first = cellWith(cells, "check('3.2'");
    const lab = await desk.open('student', cells);
    await lab.menu('Run', 'Run All Cells');

    const codeCells = cells.cells.filter(isCode).length;
    await until(
      'all cells have run',
      async () => (await lab.prompts()).filter((prompt) => /\d/.test(prompt)).length === codeCells,
      240_000,
    );
    expect(await lab.output(first)).toContain('there is no answer here yet');
    expect((await lab.troubles())[0]).toContain('Exercise 3.2: 0 of');
    await look(lab, first, 1280, 'student');
  },
  480_000,
);

testInBrowser(
  'one click hands in: the cell packs the notebooks beside it, and its link downloads them',
  async () => {
    for (const one of readdirSync(studentFolder)) {
      if (one.endsWith('.ipynb')) copyFileSync(join(studentFolder, one), join(desk.folder, one));
    }
    const cells = readNotebook(join(studentFolder, 'hand-in.ipynb'));
    const lab = await desk.open('hand-in', cells);
    await lab.menu('Run', 'Run All Cells');
    const link = lab.cell(1).locator('a', { hasText: 'Download hand-in.zip' });
    await link.waitFor({ timeout: 60_000 });
    expect(await lab.output(1)).toContain('0 of 3 answer cells are filled in');
    expect(await lab.troubles()).toEqual([]);
    const downloading = lab.page.waitForEvent('download');
    await link.click();
    const file = await (await downloading).path();
    expect(Object.keys(unzipSync(readFileSync(file)))).toContain('1-groups.ipynb');
    for (const width of [1280, 700]) await look(lab, 1, width, 'hand-in');
  },
  240_000,
);

/**
 * Requires that nothing is cut off; saves a screenshot of a cell and its surroundings in
 * build/screenshots, for people.
 */
async function look(lab: NotebookPage, cell: number, width: number, what: string): Promise<void> {
  await lab.page.setViewportSize({ width, height: 900 });
  await lab.cell(cell).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  // Themes and figures take a moment to settle, and Plotly's hint on zooming to fade.
  await wait(3000);
  expect(await lab.tooWide()).toEqual([]);
  const name = `${what.toLowerCase().replaceAll(' ', '-')}-${width}.png`;
  await lab.page.screenshot({ path: join(screenshots, name) });
}

type CodeCell = Extract<Cell, { cell_type: 'code' }>;
const isCode = (cell: Cell): cell is CodeCell => cell.cell_type === 'code';
const isFigure = (output: CodeCell['outputs'][number]): boolean =>
  'data' in output && 'application/vnd.plotly.v1+json' in output.data;

/** Outputs that a good run does not have. */
function problemsOf({ outputs }: CodeCell): string[] {
  return outputs.flatMap((output) => {
    if (output.output_type === 'error') return [output.evalue];
    return output.output_type === 'stream' && output.name === 'stderr' ? [output.text] : [];
  });
}

function cellWith({ cells }: Notebook, text: string): number {
  const index = cells.findIndex(({ source }) => source.includes(text));
  if (index < 0) throw new Error(`No cell holds "${text}".`);
  return index;
}
