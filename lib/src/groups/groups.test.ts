import { GridGroup } from './GridGroup';
import { Group, mod } from './Group';
import { C1, C16, C2, C4, C8, cyclicGroup, D1, D2, D4, d4, dihedralGroup } from './groups';
import type { Matrix } from './matrices';

const identity: Matrix = [1, 0, 0, 1];
const upDown: Matrix = [-1, 0, 0, 1];
const diagonals = new GridGroup('Diagonals', [
  identity,
  [0, 1, 1, 0],
  [-1, 0, 0, -1],
  [0, -1, -1, 0],
]);
const gridGroups = [C1, C2, C4, D1, D2, D4, diagonals];
const others = [C8, C16, ...[3, 5, 6, 12].map(cyclicGroup), ...[3, 5, 8].map(dihedralGroup)];

describe.each([...gridGroups, ...others])('the group $name', (group) => {
  const { elements } = group;

  it('has 0 as its identity', () => {
    for (const g of elements) {
      expect(group.product(g, 0)).toBe(g);
      expect(group.product(0, g)).toBe(g);
    }
  });

  it('has an inverse for every element, on both sides', () => {
    for (const g of elements) {
      expect(group.product(g, group.inverse(g))).toBe(0);
      expect(group.product(group.inverse(g), g)).toBe(0);
    }
  });

  it('is associative', () => {
    for (const a of elements) {
      for (const b of elements) {
        const ab = group.product(a, b);
        const products = elements.map((c) => group.product(ab, c));
        expect(products).toEqual(elements.map((c) => group.product(a, group.product(b, c))));
      }
    }
  });

  it('names each element differently', () => {
    expect(new Set(elements.map((g) => group.describe(g))).size).toBe(group.order);
    expect(new Set(elements.map((g) => group.label(g))).size).toBe(group.order);
  });

  it.each([-1, group.order, 0.5, NaN])('refuses %d, which is not an element', (g) => {
    expect(() => group.product(g, 0)).toThrow(RangeError);
    expect(() => group.product(0, g)).toThrow(`${group.name} has the elements 0 to`);
    expect(() => group.inverse(g)).toThrow(RangeError);
    expect(() => group.describe(g)).toThrow(RangeError);
    expect(() => group.label(g)).toThrow(RangeError);
  });
});

describe.each(gridGroups)('the grid group $name', (group) => {
  const { elements } = group;

  it.each([1, 2, 3, 4, 5])('permutes the pixels of a picture of size %d by its law', (size) => {
    const pixels = Array.from({ length: size * size }, (_, p) => p);
    for (const g of elements) {
      const source = group.sourcePixels(g, size);
      expect([...source].sort((p, q) => p - q)).toEqual(pixels);
      for (const h of elements) {
        const inner = group.sourcePixels(h, size);
        const both = source.map((p) => inner[p]);
        expect(both).toEqual(group.sourcePixels(group.product(g, h), size));
      }
    }
  });

  it('refuses to move pixels by what is not an element', () => {
    expect(() => group.matrix(group.order)).toThrow(RangeError);
    expect(() => group.sourcePixels(-1, 3)).toThrow(RangeError);
  });
});

/** A quarter turn counter-clockwise, written out by hand. */
function turnLeft<T>(picture: T[][]): T[][] {
  const size = picture.length;
  return picture.map((row, i) => row.map((_, j) => picture[j]![size - 1 - i]!));
}

function reflection<T>(picture: T[][]): T[][] {
  return picture.map((row) => [...row].reverse());
}

/** What an element does to a picture, step by step. */
function act<T>(reflects: boolean, quarterTurns: number, picture: T[][]): T[][] {
  let result = reflects ? reflection(picture) : picture;
  for (let i = 0; i < quarterTurns; i++) result = turnLeft(result);
  return result;
}

describe.each([
  { group: C1, n: 1 },
  { group: C2, n: 2 },
  { group: C4, n: 4 },
  { group: D1, n: 1 },
  { group: D2, n: 2 },
  { group: D4, n: 4 },
])('element n·f + r of $group.name', ({ group, n }) => {
  it.each([1, 2, 3, 4, 5])('mirrors, then turns, a picture of size %d', (size) => {
    const numbers = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => i * size + j),
    );
    for (const g of group.elements) {
      const moved = act(g >= n, ((g % n) * 4) / n, numbers);
      expect(group.sourcePixels(g, size)).toEqual(moved.flat());
    }
  });
});

it.each([1, 2, 3, 4, 8, 12, 16])('C%d adds turns', (n) => {
  const group = cyclicGroup(n);
  for (const a of group.elements) {
    for (const b of group.elements) expect(group.product(a, b)).toBe((a + b) % n);
  }
});

it.each([1, 2, 3, 4, 6])('D%d: a reflection reverses the turns before it', (n) => {
  const group = dihedralGroup(n);
  for (const g of group.elements) {
    for (const h of group.elements) {
      const [[f, r], [k, s]] = [g, h].map((x) => [Math.floor(x / n), x % n]) as [
        number[],
        number[],
      ];
      const turns = mod(r! + (f ? -s! : s!), n);
      expect(group.product(g, h)).toBe(n * (f! ^ k!) + turns);
    }
  }
});

it('names the elements in words', () => {
  const words = (group: Group): string[] => group.elements.map((g) => group.describe(g));
  const turns = ['the identity', 'a quarter turn', 'a half turn', 'three quarter turns'];
  expect(words(C4)).toEqual(turns);
  expect(words(D4)).toEqual([
    ...turns,
    'a reflection',
    'a reflection and a quarter turn',
    'a reflection and a half turn',
    'a reflection and three quarter turns',
  ]);
  expect(words(C2)).toEqual(['the identity', 'a half turn']);
  expect(words(D2)).toEqual([
    'the identity',
    'a half turn',
    'a reflection',
    'a reflection and a half turn',
  ]);
  expect(words(C8).slice(0, 4)).toEqual([
    'the identity',
    'a turn by 45°',
    'a quarter turn',
    'a turn by 135°',
  ]);
  expect(C16.describe(15)).toBe('a turn by 337.5°');
  expect(dihedralGroup(3).describe(4)).toBe('a reflection and a turn by 120°');
  expect(diagonals.describe(1)).toBe('a reflection and a quarter turn');
});

it('labels the elements as they are written', () => {
  const labels = (group: Group): string[] => group.elements.map((g) => group.label(g));
  expect(labels(C4)).toEqual(['0', '1', '2', '3']);
  expect(labels(D2)).toEqual(['[0, 0]', '[0, 1]', '[1, 0]', '[1, 1]']);
  expect(labels(D4)[6]).toBe('[1, 2]');
});

it('numbers the elements of D4 by reflection and quarter turns', () => {
  expect(d4(0, 3)).toBe(3);
  expect(d4(1, 2)).toBe(6);
  expect(d4(0, -1)).toBe(3);
});

it.each([0, -4, 1.5])('there is no C_n or D_n for n = %d', (n) => {
  expect(() => cyclicGroup(n)).toThrow(RangeError);
  expect(() => dihedralGroup(n)).toThrow('dihedralGroup needs n');
});

describe('a law that is not a group', () => {
  it.each([
    ['no elements', []],
    ['the identity elsewhere', [[1, 0], [0, 1]]], // prettier-ignore
    ['an element without an inverse', [[0, 1], [1, 1]]], // prettier-ignore
    ['a product outside', [[0, 1], [1, 2]]], // prettier-ignore
    ['a row that is too short', [[0, 1], [1]]], // prettier-ignore
    [
      'no associativity',
      [
        [0, 1, 2, 3, 4],
        [1, 0, 3, 4, 2],
        [2, 4, 0, 1, 3],
        [3, 2, 4, 0, 1],
        [4, 3, 1, 2, 0],
      ],
    ],
  ])('%s', (_, table) => {
    expect(() => new Group('Wrong', table)).toThrow('The elements of Wrong do not form a group');
  });

  it.each<[string, Matrix[], string]>([
    ['half of a group', [identity, [0, -1, 1, 0]], 'not closed'],
    ['no identity', [[0, -1, 1, 0]], 'not closed'],
    ['the identity later', [upDown, identity], 'the identity first'],
    ['turns of a hexagon', [identity, [0, -1, 1, -1], [-1, 1, -1, 0]], 'act on the pixel grid'],
  ])('matrices: %s', (_, matrices, message) => {
    expect(() => new GridGroup('Wrong', matrices)).toThrow(message);
  });
});
