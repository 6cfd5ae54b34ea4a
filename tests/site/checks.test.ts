import { dirname, join } from 'node:path';
import * as course from 'course';
import * as equivariant from 'equivariant';
import type { Browser, Page } from 'playwright-core';
import { hasNoBrowser, startChromium, testInBrowser } from '../support/chromium';
import { run, startLibraries, startWorker } from './CellsWorker';

// Of each part's answers in the mutation bank six, or with MUTANTS=all every one.
const most = process.env.MUTANTS === 'all' ? Infinity : 6;

let site: Awaited<ReturnType<typeof startLibraries>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (hasNoBrowser) return;
  [site, browser] = await Promise.all([
    startLibraries(Object.fromEntries(course.parts.map((part) => [part, bank(part)]))),
    startChromium(),
  ]);
  page = await browser.newPage();
  await page.goto(site.url);
  await startWorker(page);
  await run(page, "await load('equivariant').chooseBackend('wasm')");
  await equivariant.chooseBackend();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  site?.close();
});

type Load = (name: string) => unknown;
type Specimens = Record<'right' | 'wrong', { name: string; answer: unknown }[]>;
type Verdict = [answer: string, findings: string[]];

/** Where the answers to a part are. */
const bank = (part: course.Part): string =>
  join(
    dirname(require.resolve('course/package.json')),
    `dist/exercises/${course.exercises[course.exerciseOf(part)].folder}/grading/mutants.js`,
  );

/** What the check of a part finds of some answers; the text also runs in the worker. */
function verdicts(load: Load, [part, most]: [course.Part, number | null]): Verdict[] {
  const { judge } = load('course') as typeof course;
  const { mutants } = load(part) as { mutants: Record<string, Specimens> };
  const { right, wrong } = mutants[part]!;
  const all = [...right.slice(0, most === null ? undefined : 2), ...wrong];
  const step = Math.max(1, Math.floor(all.length / (most ?? Infinity)));
  const some = all.filter((_, i) => most === null || (i % step === 0 && i / step < most));
  return some.map(({ name, answer }) => {
    const { findings } = judge(part, answer as never);
    return [name, findings.map(({ id, passed }) => `${id}: ${passed ? 'holds' : 'does not hold'}`)];
  });
}

// By a path, since no door leads to the bank.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const onNode: Load = (name) => (name === 'course' ? course : require(bank(name as course.Part)));

testInBrowser.each(course.parts)(
  'the check of %s judges answers in a browser as on Node, property by property',
  async (part) => {
    const argument: [course.Part, number | null] = [part, most === Infinity ? null : most];
    const expected = verdicts(onNode, argument);
    const found = await run(page, `return (${String(verdicts)})(load, argument)`, argument);
    expect(found).toEqual(expected);
    expect(expected.length).toBeGreaterThanOrEqual(5);
  },
  600_000,
);
