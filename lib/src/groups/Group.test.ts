import { Group } from './Group';
import { C1, C4, D4, d4, groupNamed } from './groups';

/** A quarter turn counter-clockwise, written out by hand. */
function turnLeft<T>(picture: T[][]): T[][] {
  const size = picture.length;
  return picture.map((row, i) => row.map((_, j) => picture[j]![size - 1 - i]!));
}

function mirror<T>(picture: T[][]): T[][] {
  return picture.map((row) => [...row].reverse());
}

/** What element 4·f + r does to a picture, step by step. */
function act<T>(element: number, picture: T[][]): T[][] {
  let result = element >= 4 ? mirror(picture) : picture;
  for (let i = 0; i < element % 4; i++) result = turnLeft(result);
  return result;
}

const picture = [
  ['a', 'b', 'c'],
  ['d', 'e', 'f'],
  ['g', 'h', 'i'],
];

describe.each([C1, C4, D4])('the group $name', (group) => {
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
        for (const c of elements) {
          expect(group.product(group.product(a, b), c)).toBe(group.product(a, group.product(b, c)));
        }
      }
    }
  });

  it('multiplies as the symmetries of a picture do: first the right one, then the left one', () => {
    for (const g of elements) {
      for (const h of elements) {
        expect(act(group.product(g, h), picture)).toEqual(act(g, act(h, picture)));
      }
    }
  });

  it.each([1, 2, 3, 4, 5])(
    'moves the pixels of a picture of size %d as its elements do',
    (size) => {
      const numbers = Array.from({ length: size }, (_, i) =>
        Array.from({ length: size }, (_, j) => i * size + j),
      );
      for (const g of elements) {
        expect(group.sourcePixels(g, size)).toEqual(act(g, numbers).flat());
      }
    },
  );

  it.each([-1, group.order, 0.5, NaN])('refuses %d, which is no element', (g) => {
    expect(() => group.product(g, 0)).toThrow(RangeError);
    expect(() => group.product(0, g)).toThrow(`${group.name} has the elements 0 to`);
    expect(() => group.inverse(g)).toThrow(RangeError);
  });
});

it('names the elements of D4 by reflection and quarter turns', () => {
  expect(d4(0, 3)).toBe(3);
  expect(d4(1, 2)).toBe(6);
  expect(d4(0, -1)).toBe(3);
});

it('finds a group by its name, and says which there are', () => {
  expect(groupNamed('D4')).toBe(D4);
  expect(groupNamed(C4)).toBe(C4);
  expect(() => groupNamed('C8')).toThrow('expected one of C1, C4, D4');
});

it('refuses matrices that are no group', () => {
  expect(
    () =>
      new Group('half', [
        [1, 0, 0, 1],
        [0, -1, 1, 0],
      ]),
  ).toThrow('not closed');
  expect(() => new Group('late', [[0, -1, 1, 0]])).toThrow();
});
