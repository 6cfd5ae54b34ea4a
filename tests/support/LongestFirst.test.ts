import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface Test {
  path: string;
  context: { config: { rootDir: string; cache: boolean }; hasteFS: { getSize(): number } };
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest loads it so, too
const LongestFirst = require('./LongestFirst.cjs') as {
  new (options: object): { sort(tests: Test[]): Test[] };
  listed: string[];
};
const root = resolve(__dirname, '../..');

test('the files that are listed as the longest exist', () => {
  expect(LongestFirst.listed.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

test('where no file has run yet, the longest start first, and then the largest', () => {
  const [longest, , second] = LongestFirst.listed as [string, string, string];
  const names = ['small', second, 'large', longest];
  const config = { rootDir: root, cache: false };
  const tests = names.map((name) => ({
    path: join(root, name),
    context: { config, hasteFS: { getSize: () => (name === 'large' ? 9000 : 10) } },
  }));
  const sorted = new LongestFirst({}).sort(tests).map(({ path }) => path);
  expect(sorted).toEqual([longest, second, 'large', 'small'].map((name) => join(root, name)));
});
