import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { allowedImports, codeNumbers, exercises, parts, type NotebookNumber } from 'course';
import { gradingOf, specimensOf } from 'course/grading';
import { coursePlace, type Mount } from './coursePlace';

jest.setTimeout(120_000);

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'place-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

/** Every file that a mount shows. */
function filesIn({ from }: Mount): string[] {
  if (statSync(from).isFile()) return [from];
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .map((file) => join(from, file))
    .filter((file) => statSync(file).isFile());
}

describe.each(Object.keys(allowedImports) as NotebookNumber[])(
  'the place of notebook %s',
  (notebook) => {
    test('holds no code of a check, and nothing of how exercises are graded', async () => {
      const { mounts } = await coursePlace(notebook, scratch);
      const course = mounts.find(({ to }) => to.endsWith('/course/course'))!;
      const files = filesIn(course).map((file) => relative(course.from, file));
      expect(files).toContain(`dist/exercises/${exercises['2.3'].folder}/exercise.d.ts`);
      const kept = files.filter((file) => !/(\.d\.ts|package\.json)$/.test(file));
      expect(kept).toEqual(['dist/index.js']);
      expect(files.filter((file) => /(^|\/)grading\//.test(file))).toEqual([]);
    });

    test('holds no words of a rubric, a second look or an answer of the bank', async () => {
      const { mounts } = await coursePlace(notebook, scratch);
      const own = mounts.filter(({ to }) => !/node_modules|\.cache/.test(to));
      const text = own
        .flatMap(filesIn)
        .filter((file) => /\.(js|ts|json|md)$/.test(file))
        .map((file) => readFileSync(file, 'utf8'))
        .join('\n');
      const secrets = [
        ...codeNumbers.flatMap((number) => gradingOf(number).items.map(({ title }) => title)),
        ...parts.flatMap((part) => {
          const { right, wrong } = specimensOf(part);
          return [...right, ...wrong].map(({ name }) => name);
        }),
        'secondLooks',
        'convolutionLooks',
      ].filter((words) => words.length > 25 || words.endsWith('Looks'));
      expect(secrets.length).toBeGreaterThan(100);
      expect(secrets.filter((words) => text.includes(words))).toEqual([]);
    });
  },
);
