import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotebook, type Notebook } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';
import { notebookNames, solution, studentFolder } from 'course-notebooks';
import { testInBrowser } from './support/chromium';
import { inJupyterLab, screenshots } from './support/inJupyterLab';
import type { NotebookPage } from './support/NotebookPage';
import { until } from './support/until';

/* The notebooks for people who don't see well, or use no mouse. */

const desk = inJupyterLab('accessibility', { env: { COURSE_QUICK: '1' }, allCells: true });
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What JupyterLab's own shell has wrong, by axe-core's rule: no part of the course. */
const ofJupyterLab: Record<string, string> = {
  // Buttons of its toolbars say that they are pressed, or not.
  'aria-allowed-attr': 'jp-button',
  // The list of cells is a feed of something else than articles.
  'aria-required-children': '.jp-WindowedPanel-viewport',
  // The editor of a cell has no name; that of its cell says "Code Cell Content".
  'aria-input-field-name': '.cm-content',
  // The triangle beside a heading.
  'button-name': '.jp-collapseHeadingButton',
};

/** Serious and critical findings of axe-core on the page: rule, place, and why. */
function barriers({ page }: NotebookPage): Promise<string[]> {
  return page.evaluate(async (excluded) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      elementRef: true,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes
          .filter(({ element }) => !element?.matches(excluded[id] ?? ':not(*)'))
          .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\n${failureSummary}`),
      );
  }, ofJupyterLab);
}

/** Changes the theme. */
async function choose(opened: NotebookPage, theme: string): Promise<void> {
  await opened.menu('Settings', 'Theme', `JupyterLab ${theme}`);
  const isLight = String(theme === 'Light');
  await until('the theme is there', async () => {
    return (await opened.page.locator('body').getAttribute('data-jp-theme-light')) === isLight;
  });
}

/** 640 px are a window of 1280 px at 200 %. The last theme is the next page's first. */
const views = [
  ['Light', 900, 900],
  ['Dark', 900, 900],
  ['Dark', 640, 450],
  ['Light', 640, 450],
] as const;

/** Runs a notebook and looks at it in both themes, on a narrow page and at 200 %. */
async function examine(
  name: string,
  notebook: Notebook,
): Promise<{ opened: NotebookPage; found: string[] }> {
  const opened = await desk.open(name, notebook);
  const { page } = opened;
  await opened.runAll();
  await page.evaluate(axe);
  const found: string[] = [];
  for (const [theme, width, height] of views) {
    // Who enlarges the page closes the list of files.
    if (width === 640 && page.viewportSize()!.width > width) await page.keyboard.press('Control+b');
    await page.setViewportSize({ width, height });
    await choose(opened, theme);
    await page.waitForTimeout(500);
    const view = `${name}, ${theme}, ${width} px`;
    found.push(...(await barriers(opened)).map((barrier) => `${view}: ${barrier}`));
    await page.screenshot({ path: join(screenshots, `axe-${name}-${theme}-${width}.png`) });
  }
  return { opened, found };
}

testInBrowser(
  'axe-core finds nothing serious in any notebook, light and dark, at 900 px and at 200 %',
  async () => {
    const names = notebookNames();
    const all: string[] = [];
    // While one page is looked at, the next notebook runs.
    const work = async (): Promise<void> => {
      for (let name = names.shift(); name; name = names.shift()) {
        const notebook = readNotebook(join(studentFolder, `${name}.ipynb`));
        const { opened, found } = await examine(name, notebook);
        all.push(...found);
        await opened.page.close();
      }
    };
    await Promise.all([work(), work()]);
    expect(all).toEqual([]);
  },
  480_000,
);

testInBrowser(
  'figures are described, after a reload, too; errors, hints and all text have a contrast of 4.5',
  async () => {
    const cells = [
      `import { show } from 'notebook-display';
import { pictureSlider } from 'equivariant';
const pictures = (value: number) => [{ label: 'one', size: 1, values: [value] }];
const frames = [0, 1].map((value) => ({ label: String(value), pictures: pictures(value) }));
await show(pictureSlider(frames, { sliderLabel: 'value' }));`,
      'missing + 1',
    ];
    const { opened, found } = await examine('figure', codeNotebook('typescript', cells));
    expect(found).toEqual([]);
    const { page } = opened;
    const alt = 'A slider over 2 positions (value), 0, 1; at 0: ';
    expect(await page.locator('.jp-RenderedPlotly').getAttribute('aria-label')).toContain(alt);
    for (const theme of ['Dark', 'Light']) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await choose(opened, theme);
      const texts = page.locator('.jp-RenderedPlotly text:visible, .ansi-red-fg, .ansi-yellow-fg');
      const contrasts = await texts.evaluateAll(contrastsOf);
      expect(contrasts.length).toBeGreaterThan(6);
      expect(contrasts.filter(([, contrast]) => contrast < 4.5)).toEqual([]);
    }
    await opened.save();
    await page.reload();
    const picture = page.getByAltText(alt);
    await picture.waitFor({ timeout: 60_000 });
    await picture.focus();
    await until('the slider has the focus', async () => (await focused(opened)) === 'value: 0');
  },
  480_000,
);

testInBrowser(
  'notebook 2 by keyboard alone: cells run, and the arrows move a slider and its figure',
  async () => {
    const notebook = solution('2-equivariant-convolutions');
    const opened = await desk.open('keyboard', notebook);
    const { page } = opened;
    const place = notebook.cells.findIndex(({ source }) => source.includes('pictureSlider(\n'));
    // The first cell is chosen when a notebook opens.
    for (let cell = 0; cell <= place; cell++) await page.keyboard.press('Shift+Enter');
    const slider = opened.cell(place).getByRole('slider');
    await slider.waitFor({ timeout: 240_000 });
    await page.keyboard.press('ArrowUp');
    for (let key = 0; key < 20 && (await focused(opened)) === undefined; key++) {
      await page.keyboard.press('Tab');
    }
    const shown = (): Promise<unknown> =>
      opened.cell(place).locator('.js-plotly-plot').evaluate(pixels);
    const before = await shown();
    const name = (await focused(opened))!;
    await page.keyboard.press('ArrowRight');
    await until('the figure changes', async () => (await shown()) !== before);
    expect(await focused(opened)).not.toBe(name);
    await page.screenshot({ path: join(screenshots, 'keyboard-slider.png') });
    await page.keyboard.press('Home');
    await until('the slider is where it was', async () => (await focused(opened)) === name);
  },
  480_000,
);

/** The name and the position of the slider that has the focus. */
function focused({ page }: NotebookPage): Promise<string | undefined> {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    if (element?.getAttribute('role') !== 'slider') return undefined;
    return `${element.getAttribute('aria-label')}: ${element.getAttribute('aria-valuetext')}`;
  });
}

/** What Plotly draws. */
function pixels(graph: Element): string {
  return JSON.stringify((graph as Element & { data: { z: unknown }[] }).data.map(({ z }) => z));
}

/** The contrast of texts with what is behind them, which axe-core does not measure in SVG. */
function contrastsOf(elements: Element[]): [text: string | null, contrast: number][] {
  const parse = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (rgb: number[]): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
      const value = (rgb[i] ?? 0) / 255;
      return sum + share * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0.05);
  const ground = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255];
    const [r, g, b, alpha = 1] = parse(getComputedStyle(element).backgroundColor) as [
      number,
      number,
      number,
      number?,
    ];
    if (alpha === 1) return [r, g, b];
    const below = ground(element.parentElement);
    return [r, g, b].map((value, i) => alpha * value + (1 - alpha) * below[i]!);
  };
  return elements.map((element) => {
    const style = getComputedStyle(element);
    const ink = light(parse(element instanceof SVGElement ? style.fill : style.color));
    const paper = light(ground(element));
    return [element.textContent, Math.max(ink, paper) / Math.min(ink, paper)];
  });
}
