import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './notebooks';
import { withPoints } from './pointsTable';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the README has the points of the exercises ("npm run notebooks" writes them)', () => {
  expect(withPoints(readme)).toBe(readme);
  expect(readme).toMatch(/^\| `1-groups` .*\| 18 +\|$/m);
  expect(readme).toMatch(/^\| `4-reflections` .*\| 15 +\|$/m);
});

test('points that are missing or wrong are replaced, and nothing else', () => {
  const wrong = readme
    .replace(/^(\| `1-groups` .*\| )18( +\|)$/m, '$1about eighteen$2')
    .replace(/^(\| `4-reflections` .*\| )15/m, '$1  ');
  expect(wrong).not.toBe(readme);
  expect(withPoints(wrong)).toBe(readme);
});

test('a README without the table is refused', () => {
  expect(() => withPoints('# Course\n')).toThrow('no table');
});
