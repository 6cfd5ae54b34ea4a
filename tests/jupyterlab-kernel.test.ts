import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeNotebook } from 'nbconvert-ts/testing';
import type { Locator } from 'playwright-core';
import { testInBrowser } from './support/chromium';
import { inJupyterLab, screenshots } from './support/inJupyterLab';
import type { NotebookPage } from './support/NotebookPage';
import { until } from './support/until';

/* What a student sees of the TypeScript kernel in JupyterLab. */

// A kernel starts slowly on a busy machine.
jest.setTimeout(240_000);

const desk = inJupyterLab('kernel');

/** Opens a new notebook. */
function open(name: string, cells: string[]): Promise<NotebookPage> {
  return desk.open(name, codeNotebook('typescript', cells));
}

testInBrowser('an error is red and shows the student’s own line; Run All stops there', async () => {
  const notebook = await open('error', [
    '/** Half of an even number. */\nfunction half(n: number): number {\n  if (n % 2) throw new RangeError(`odd: ${n}`);\n  return n / 2;\n}',
    'half(4)',
    'const values = [2, 3];\nvalues.map((value) => half(value))',
    'console.log("never");',
    'const text: string = half(2);',
  ]);
  await notebook.menu('Run', 'Run All Cells');
  await until('an error is shown', () => notebook.hasStopped());
  // Time for what must not happen.
  await wait(1000);
  const prompts = ['[1]:', '[2]:', '[3]:', '[ ]:', '[ ]:'];
  expect(await notebook.prompts()).toEqual(prompts);
  expect(await notebook.output(1)).toBe('2');
  const error = await notebook.output(2);
  expect(error).toContain('RangeError: odd: 3');
  expect(error).toMatch(/Cell In\[1\], line 3, column \d+:[^]*--> 3 \|\s+if \(n % 2\) throw/);
  expect(error).toMatch(/In\[3\]:2:/);
  expect([await notebook.output(3), await notebook.output(4)]).toEqual(['', '']);
  const head = notebook.cell(2).locator('.jp-OutputArea-output span', { hasText: 'RangeError' });
  expect(isRed(await colourOf(head.first()))).toBe(true);

  await runCell(notebook, 4);
  await until('the type error is shown', async () => (await notebook.output(4)).includes('TS2322'));
  expect(await notebook.output(4)).toMatch(/line 1, column 7:[^]*--> 1 \| const text: string/);
  await look(notebook, 'kernel-error');
});

testInBrowser(
  'a training goes on after a reload, Stop ends it and keeps the model, and evaluation shows how far it is',
  async () => {
    const notebook = await open('training', [
      `import { evaluateLive, trainLive } from 'course';
import { C4CNN, chooseBackend } from 'equivariant';
import { loadRotatedMnist } from 'rotated-mnist';
await chooseBackend();
const digits = await loadRotatedMnist();
const model = new C4CNN({ channels: [1, 1, 1, 1, 1] });
const weight = () => model.getWeights()[0].dataSync()[0];
const before = weight();`,
      `await trainLive('Tiny', model, digits.train, {
  epochs: 10000,
  onProgress: ({ step }) => {
    if (step === 3) console.log('in training');
  },
});`,
      `const stopped = weight();
await new Promise((resolve) => setTimeout(resolve, 1000));
console.log('changed', stopped !== before, 'and stays', weight() === stopped);`,
      "const { accuracy } = await evaluateLive('Tiny', model, digits.test);",
    ]);
    const { page } = notebook;
    await notebook.menu('Run', 'Run All Cells');
    const steps = async (): Promise<number> =>
      Number(/step (\d+) of/.exec(await notebook.output(1))?.[1] ?? 0);
    await until('the training has begun', async () =>
      (await notebook.output(1)).includes('in training'),
    );
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await notebook.cell(3).waitFor({ state: 'attached', timeout: 60_000 });
    await until('what the cell had shown is there', async () =>
      (await notebook.output(1)).includes('in training'),
    );
    const restored = await steps();
    await until('the training goes on', async () => (await steps()) > restored);
    const later = await steps();
    await until('and on', async () => (await steps()) > later);
    expect((await notebook.prompts()).slice(1)).toEqual(['[*]:', '[*]:', '[*]:']);
    await notebook.cell(1).locator('.js-plotly-plot').waitFor();
    await look(notebook, 'kernel-reloaded');
    await notebook.stop();
    await until('the cell after it has run', async () =>
      (await notebook.output(2)).includes('stays'),
    );
    expect(await notebook.output(1)).toContain('stopped: the network keeps what it has learned');
    expect(await notebook.output(2)).toContain('changed true and stays true');
    const counts = new Set<string | undefined>();
    await until('the evaluation ends', async () => {
      const text = await notebook.output(3);
      counts.add(/([\d,]+) of 50,000 test digits/.exec(text)?.[1]);
      return text.includes('done');
    });
    expect(counts.size).toBeGreaterThan(3);
    await until('no cell runs', async () => !(await notebook.prompts()).includes('[*]:'));
    await look(notebook, 'kernel-training');
  },
);

testInBrowser('what cells show while no page is open is there when it comes back', async () => {
  const notebook = await open('closed', [
    `console.log('begins');
for (let i = 1; i <= 40; i++) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  jupyter.display({ 'text/plain': \`\${i} of 40\` }, { id: 'state', update: i > 1 });
}
console.log('ends');
6 * 7`,
    `import { writeFileSync } from 'node:fs';
console.log('second');
writeFileSync('ended', '');`,
  ]);
  const { page } = notebook;
  await notebook.menu('Run', 'Run All Cells');
  await until('the first runs', async () => (await notebook.output(0)).includes(' of 40'));
  const url = page.url();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('about:blank');
  await until('both cells have ended', () =>
    Promise.resolve(existsSync(join(desk.folder, 'ended'))),
  );
  await wait(500);
  await page.goto(url);
  await notebook.cell(1).waitFor({ state: 'attached', timeout: 60_000 });
  await until('they say so', async () => (await notebook.prompts()).join() === '[1]:,[2]:');
  expect((await notebook.output(0)).split('\n').filter(Boolean)).toEqual([
    'begins',
    '40 of 40',
    'ends',
    '42',
  ]);
  expect(await notebook.output(1)).toBe('second\n');
  expect(await notebook.troubles()).toEqual([]);
  await look(notebook, 'kernel-closed');
});

testInBrowser('a check after a cell that does not compile is not green', async () => {
  const answer = (inverse: string): string =>
    `const c4 = {
  product: (a: number, b: number) => element(element(a) + element(b) - (a + b > 3 ? 4 : 0)),
  inverse: (a: number) => ${inverse},
};`;
  const notebook = await open('stale', [
    `import { check } from 'course';
function element(a: number) {
  if (![0, 1, 2, 3].includes(a)) throw new RangeError();
  return a;
}`,
    answer('element(a && 4 - element(a))'),
    "await check('1.2', c4);",
  ]);
  await notebook.runAll();
  const good = await notebook.output(2);
  expect(good).not.toContain('✗');
  expect(await notebook.troubles()).toEqual([]);
  await editEndOf(notebook, 1);
  await notebook.page.keyboard.press('Control+a');
  await notebook.page.keyboard.insertText(answer('a.read()'));
  await runCell(notebook, 1);
  await until('the cell is refused', async () => (await notebook.output(1)).includes('TS2339'));
  await runCell(notebook, 2);
  await until('the check says so', async () =>
    (await notebook.output(2)).includes('this is an older version'),
  );
  expect(await notebook.output(2)).toContain('✗');
  await look(notebook, 'kernel-stale');
});

testInBrowser('Stop ends endless loops and waits; the kernel goes on', async () => {
  const endless = [
    'console.log("begins");\nfor (;;) {}',
    'console.log("begins");\nawait new Promise(() => {});',
    'await null;\nconsole.log("begins");\nwhile (true) {}',
  ];
  const notebook = await open('stop', ['const kept = 6;', ...endless, 'kept * 7']);
  await runCell(notebook, 0);
  for (const index of endless.keys()) {
    const place = index + 1;
    await runCell(notebook, place);
    await until(`cell ${place} runs`, async () =>
      (await notebook.output(place)).includes('begins'),
    );
    await notebook.stop();
    await until(`cell ${place} stops`, async () =>
      (await notebook.output(place)).includes('KeyboardInterrupt'),
    );
  }
  const last = endless.length + 1;
  await runCell(notebook, last);
  await until('the last cell runs', async () => (await notebook.output(last)).includes('42'));
  await look(notebook, 'kernel-stop');
});

testInBrowser('after a restart the variables are gone and cells run again', async () => {
  const notebook = await open('restart', ['const kept = 6;\nkept', 'kept * 7']);
  await notebook.menu('Run', 'Run All Cells');
  await until('both cells have run', async () => (await notebook.output(1)).includes('42'));

  await notebook.menu('Kernel', 'Restart Kernel');
  await notebook.page.locator('.jp-Dialog .jp-mod-accept').click();
  await notebook.page.locator('.jp-Dialog').waitFor({ state: 'detached' });
  await runCell(notebook, 1);
  await until('the name is not known', async () =>
    (await notebook.output(1)).includes("Cannot find name 'kept'"),
  );
  await until('it was the first cell', async () => (await notebook.prompts())[1] === '[1]:');
  await notebook.menu('Run', 'Run All Cells');
  await until('both cells have run again', async () => (await notebook.output(1)).includes('42'));
  await until(
    'they were the next two',
    async () => (await notebook.prompts()).join() === '[2]:,[3]:',
  );
});

testInBrowser('Tab, Shift+Tab, prompt and highlighting', async () => {
  const notebook = await open('help', [
    `/**
 * Turns a point about the origin.
 *
 * @param point where it is
 * @param angle in degrees
 */
function turn(point: Point, angle: number): Point {
  const [c, s] = [Math.cos(angle * Math.PI / 180), Math.sin(angle * Math.PI / 180)];
  return { x: c * point.x - s * point.y, y: s * point.x + c * point.y };
}
interface Point { x: number; y: number }
const list: number[] = [3, 1, 2];`,
    'list.toS',
    'turn(',
    "const name = prompt('Name?');\nconsole.log(`Hello, ${name}!`);",
  ]);
  // In JavaScript it would be a name like any other.
  const keyword = await colourOf(token(notebook, 0, 'const'));
  expect(await colourOf(token(notebook, 0, 'interface'))).toBe(keyword);
  await runCell(notebook, 0);
  await until('the first cell has run', async () => (await notebook.prompts())[0] === '[1]:');

  await editEndOf(notebook, 1);
  await notebook.page.keyboard.press('Tab');
  const candidates = notebook.page.locator('.jp-Completer-item');
  await candidates.first().waitFor();
  const texts = await candidates.allTextContents();
  for (const name of ['toSorted', 'toSpliced']) {
    expect(texts.some((text) => text.includes(name))).toBe(true);
  }
  await look(notebook, 'kernel-completion');
  await notebook.page.keyboard.press('Escape');

  await editEndOf(notebook, 2);
  await notebook.page.keyboard.press('Shift+Tab');
  const help = notebook.page.locator('.jp-Tooltip');
  await help.waitFor();
  await until('the help is written', async () => (await help.innerText()).includes('in degrees'));
  const shown = await help.innerText();
  expect(shown).toContain('function turn(point: Point, angle: number): Point');
  expect(shown).toContain('Turns a point about the origin.');
  expect(shown).toContain('in degrees');
  await look(notebook, 'kernel-tooltip');
  await notebook.page.keyboard.press('Escape');

  await runCell(notebook, 3);
  const box = notebook.cell(3).locator('.jp-Stdin');
  await box.waitFor();
  expect(await box.innerText()).toContain('Name?');
  await look(notebook, 'kernel-prompt');
  await notebook.answer(3, 'Ada');
  await until('the answer arrives', async () => (await notebook.output(3)).includes('Hello, Ada!'));
});

/** Runs one cell. */
async function runCell(notebook: NotebookPage, index: number): Promise<void> {
  await editEndOf(notebook, index);
  await notebook.page.keyboard.press('Control+Enter');
}

/** Sets the cursor after the last character of a cell. */
async function editEndOf(notebook: NotebookPage, index: number): Promise<void> {
  await notebook.cell(index).locator('.cm-content').click();
  await notebook.page.keyboard.press('Control+End');
}

/** A word that the editor colours in a cell's source. */
function token(notebook: NotebookPage, index: number, word: string): Locator {
  return notebook.cell(index).locator('.cm-line span').getByText(word, { exact: true }).first();
}

function colourOf(place: Locator): Promise<string> {
  return place.evaluate((element) => getComputedStyle(element).color);
}

function isRed(colour: string): boolean {
  const [red, green, blue] = (/\d+, \d+, \d+/.exec(colour)?.[0] ?? '').split(', ').map(Number);
  return red! > 2 * Math.max(green!, blue!);
}

/** Saves a screenshot in build/screenshots, for people. */
async function look({ page }: NotebookPage, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
