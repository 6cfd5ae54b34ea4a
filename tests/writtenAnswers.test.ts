import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  gradeWritten,
  readMarks,
  type Mark,
  type WrittenAnswer,
  type WrittenServer,
} from 'course-grading';
import type { Browser, Page } from 'playwright-core';
import { hostileHtml, hostileMarkdown } from 'nbconvert-ts/testing';
import { startChromium, testInBrowser } from './support/chromium';
import { until } from './support/until';

/** By question and student. */
const sources: Record<string, Record<string, string>> = {
  '1.1': {
    Ada: 'Let $b$ and $c$ be inverses of $a$. Then\n\n$$b = b(ac) = (ba)c = c.$$\n\n| a | b |\n|-|-|\n| 1 | 2 |',
    Bob: '**Yes**, it is unique.\n\n```ts\nconst inverse = (a: number): number => (4 - a) % 4;\n```',
    Cleo: [...hostileHtml, ...hostileMarkdown].join('\n\n'),
  },
  '3.1': { Ada: 'The maximum does not depend on the order.' },
};
const answers = Object.entries(sources).flatMap(([exercise, byStudent]) =>
  Object.entries(byStudent).map(
    ([student, source]) => ({ student, exercise, source }) as WrittenAnswer,
  ),
);
const sha256 = (text: string): string => createHash('sha256').update(text.trimEnd()).digest('hex');

let browser: Browser;
let page: Page;
let server: WrittenServer;
let folder: string;
/** Errors of the page's own script. */
let failures: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'written-'));
  server = await gradeWritten({ answers, file: file() });
  browser = await startChromium();
  page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  failures = [];
  page.on('pageerror', ({ message }) => failures.push(message));
});
afterEach(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
  expect(failures).toEqual([]);
});

const file = (): string => join(folder, 'written.json');
const marks = (): Mark[] => (JSON.parse(readFileSync(file(), 'utf8')) as { marks: Mark[] }).marks;
const points = async (): Promise<string | null> => page.locator('#points').textContent();
const heading = async (): Promise<string | null> => page.locator('#where').textContent();
const student = async (): Promise<string> => (await page.locator('.name').textContent())!;

/** Presses keys one after the other, as fast as possible. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until the heading says so. */
async function untilAt(text: string): Promise<void> {
  await page.getByRole('heading', { name: text, exact: true }).waitFor();
}

testInBrowser('students are graded with the keyboard alone', async () => {
  await page.goto(server.url);
  expect(await heading()).toBe('1 of 3, 3 ungraded');
  const expected: Omit<Mark, 'answer'>[] = [];
  const grade = async (items: number[], comment: string): Promise<void> => {
    const marked = [1, 2, 3, 4, 5].map((item) => items.includes(item));
    const who = { student: await student(), exercise: '1.1' } as const;
    expected.push({ ...who, items: marked, comment, done: true });
  };

  await grade([1, 3], 'Which law\ndo you use?');
  await press('1', '2', '3', '2', 'c');
  await page.getByLabel('Comment for the student').and(page.locator(':focus')).waitFor();
  // Letters and digits in a comment are text.
  await page.keyboard.type('Which law');
  await press('Enter');
  await page.keyboard.type('do you use?');
  await press('Escape');
  expect(await points()).toBe('2');
  await press('Enter');

  await untilAt('2 of 3, 2 ungraded');
  await grade([], 'Which law\ndo you use?');
  await press('r', 'Enter');

  // A key that is pressed before the answer is there counts for that answer.
  await press('5', 'k');
  await untilAt('2 of 3, 1 ungraded');
  await press('u');
  await untilAt('3 of 3, 1 ungraded');
  expect(await points()).toBe('1');
  await grade([5], '');
  await press('Enter');
  await untilAt('1 of 1, 1 ungraded');
  expect(page.url()).toMatch(/3\.1\/1$/);
  await press('Enter');
  await page.getByText('All answers are graded.').waitFor();
  await press('x');
  await untilAt('1 of 1, 1 ungraded');

  const full = expected.map((mark) => ({
    ...mark,
    answer: sha256(sources[mark.exercise]![mark.student]!),
  }));
  const first = marks().filter(({ exercise }) => exercise === '1.1');
  expect([...first].sort(byStudent)).toEqual([...full].sort(byStudent));
  expect(marks().at(-1)).toMatchObject({ student: 'Ada', exercise: '3.1', done: false });
});

const byStudent = (a: Mark, b: Mark): number => a.student.localeCompare(b.student);

testInBrowser('what is shown is asked for: names, the model answer, help', async () => {
  await page.goto(server.url);
  const [name, model] = [page.locator('.name'), page.getByText('an element has only one inverse')];
  const help = page.getByRole('heading', { name: 'Keys' });
  const shown = async (): Promise<boolean[]> =>
    Promise.all([name, model, help].map((one) => one.isVisible()));
  expect(await shown()).toEqual([false, false, false]);
  await press('n', 'm', '?');
  await help.waitFor();
  // Keys do nothing behind the help.
  await press('1', 'j');
  expect(await shown()).toEqual([true, true, true]);
  await press('Escape', 'j');
  await untilAt('2 of 3, 3 ungraded');
  expect(await shown()).toEqual([true, true, false]);
  await page.reload();
  expect(await shown()).toEqual([true, true, false]);
  expect(await points()).toBe('0');
});

testInBrowser('nothing is lost when the page is left', async () => {
  await page.goto(server.url);
  // Left while a change is on its way, and another waits for it.
  await page.evaluate(() => {
    const fetch = window.fetch.bind(window);
    const stuck = (): Promise<Response> => {
      window.fetch = fetch;
      return new Promise(() => undefined);
    };
    window.fetch = stuck;
    const comment = document.querySelector('textarea')!;
    for (const text of ['Half', 'Half a sentence']) {
      comment.value = text;
      comment.dispatchEvent(new Event('input', { bubbles: true }));
    }
    location.reload();
  });
  await until('the comment is in the file', () =>
    Promise.resolve(readMarks(file())[0]?.comment === 'Half a sentence'),
  );
  await page.reload();
  expect(await page.getByLabel('Comment for the student').inputValue()).toBe('Half a sentence');
});

testInBrowser('what can not be saved is told, and not left', async () => {
  await page.goto(server.url);
  await page.route('**/*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await press('4');
  await page.getByText('Not saved. The grader does not answer').waitFor();
  await press('j', '5');
  await until('the key was seen', async () => (await points()) === '2');
  expect(await heading()).toBe('1 of 3, 3 ungraded');
  await page.unroute('**/*');
  await press('j');
  await untilAt('2 of 3, 3 ungraded');
  expect(marks()[0]!.items).toEqual([false, false, false, true, true]);
});

testInBrowser('an answer runs no script, and could not', async () => {
  const ran: string[] = [];
  await page.exposeFunction('ran', (what: string) => ran.push(what));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(server.url);
  while ((await student()) !== 'Cleo') {
    const before = await heading();
    await press('j');
    await until('the next answer', async () => (await heading()) !== before);
  }
  // Both as it is fetched by a key, and as a page of its own.
  await page.reload();
  for (const link of await page.locator('.answer a').all()) {
    // A link that was taken away leaves its text.
    expect((await link.getAttribute('href')) ?? '').toMatch(
      /^(https?:|#|mailto:|attachment:|[^:]*$)/,
    );
  }
  const { origin } = new URL(server.url);
  expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith('data:'))).toEqual([]);
  // If the escaping of answers had a hole, the page's policy would stop it.
  await page.evaluate(() => {
    const answer = document.querySelector('.answer')!;
    const script = document.createElement('script');
    script.textContent = 'ran("script")';
    answer.append(script);
    answer.insertAdjacentHTML(
      'beforeend',
      '<img src="x:" onerror="ran(1)"><p onclick="ran(2)">y</p>',
    );
    answer.querySelector<HTMLElement>('p:last-child')!.click();
  });
  await page.waitForTimeout(300);
  expect(ran).toEqual([]);
});

testInBrowser.each(['light', 'dark'] as const)(
  'everything is readable at 900 and 400 pixels, %s',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [900, 400]) {
      await page.setViewportSize({ width, height: 700 });
      await page.goto(server.url);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider).toBe(0);
    }
    const colours = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor].map((text) => Number(/\d+/.exec(text)![0]));
    });
    const [text, paper] = colours as [number, number];
    expect(colorScheme === 'light' ? paper - text : text - paper).toBeGreaterThan(180);
  },
);
