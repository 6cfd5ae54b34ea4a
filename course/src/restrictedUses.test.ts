import vm from 'node:vm';
import * as library from 'equivariant';
import { restriction } from './allowedImports';
import { restrictedUses } from './restrictedUses';

/** A function as a notebook's kernel compiles it. */
const compiled = (source: string): unknown => vm.runInThisContext(`(${source})`);
const host = globalThis as { jupyter?: { values: Record<string, unknown> } };
afterEach(() => delete host.jupyter);

/** The names that are told of an answer among cells with these values. */
function told(answer: string, values: Record<string, unknown> = {}): string[] {
  host.jupyter = { values };
  return restrictedUses('2', compiled(answer)).map(({ detail }) => detail);
}
const expected = [restriction('2', 'transformImage')];

test.each<[string, string, Record<string, unknown>]>([
  ['imported in its cell', 'class { f() { equivariant_1.transformImage(); } }', {}],
  [
    'imported in another cell',
    'class { f() { __notebook_1.move(); } }',
    { move: library.transformImage },
  ],
  ['of the whole library', 'class { f() { __notebook_1.eq.transformImage(); } }', { eq: library }],
  [
    'used by a helper',
    'class { f() { __notebook_1.help(); } }',
    { help: compiled('() => equivariant_2.transformImage()') },
  ],
  ['used in a law', '({ product() { equivariant_1.transformImage(); } })', {}],
])('a restricted name is told, %s', (_, answer, values) => {
  expect(told(answer, values)).toEqual(expected);
});

test.each<[string, string, Record<string, unknown>]>([
  ['a name that may be imported', 'class { f() { equivariant_1.rotate(); } }', {}],
  [
    'an own function of that name',
    'class { f() { __notebook_1.transformImage(); } }',
    { transformImage: () => 1 },
  ],
  [
    'a comment',
    'class { f() { /* transformImage */ } }',
    { transformImage: library.transformImage },
  ],
  ['an unknown name', 'class { f() { __notebook_1.nothing.at(); } }', {}],
])('%s is not told', (_, answer, values) => {
  expect(told(answer, values)).toEqual([]);
});
