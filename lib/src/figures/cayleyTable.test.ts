import { C4, D4 } from '../groups/groups';
import { cayleyTable } from './cayleyTable';

test('row a, column b holds a·b, from the top', () => {
  const { data, layout } = cayleyTable(C4, { names: ['e', 'r', 's', 't'] });
  expect(data[0]?.z).toEqual([0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a + b) % 4)));
  expect((data[0]?.text as string[][])[3]).toEqual(['t', 'e', 'r', 's']);
  expect(layout.yaxis).toMatchObject({ autorange: 'reversed', ticktext: ['e', 'r', 's', 't'] });
  expect(layout.xaxis).toMatchObject({ side: 'top', ticktext: ['e', 'r', 's', 't'] });
});

test('a product that depends on the order stands in its own row', () => {
  const turn = 1;
  const reflection = 4;
  const z = cayleyTable(D4).data[0]?.z as number[][];
  // Reflect and then turn is element 5; turn and then reflect is another.
  expect(z[turn]?.[reflection]).toBe(5);
  expect(z[reflection]?.[turn]).toBe(7);
});

test('the text alternative says whether rows repeat an element and whether the order matters', () => {
  expect(cayleyTable(C4).alt).toBe(
    'Multiplication table of C4, 4 by 4; every element stands once in each row and column, the table is symmetric. Rows: 0: 0 1 2 3; 1: 1 2 3 0; 2: 2 3 0 1; 3: 3 0 1 2.',
  );
  expect(cayleyTable(D4).alt).toContain('once in each row and column, the table is not symmetric');
  const constant = { name: 'all the same', order: 2, product: () => 0 };
  expect(cayleyTable(constant).alt).toContain('every element stands not once in each row');
});

test('refuses products outside the group, and another number of names', () => {
  const open = { name: 'Z', order: 3, product: (a: number, b: number) => a + b };
  expect(() => cayleyTable(open)).toThrow(/product\(1, 2\) to be an element of Z, 0 to 2; got 3/);
  expect(() => cayleyTable({ ...open, product: () => NaN })).toThrow(/got NaN/);
  expect(() => cayleyTable(C4, { names: ['e'] })).toThrow(/order 4 and 1 names/);
  expect(() => cayleyTable({ ...open, order: 0 })).toThrow(/at least one element/);
});
