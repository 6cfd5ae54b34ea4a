import { lengthOf, pointAlong } from './polyline';

const path = (d: string | null) => ({ getAttribute: () => d });
const bent = path('M0,0L3,4L3,-6.5e1');

test('the length of a path is that of its lines together', () => {
  expect(lengthOf(path('M1,1L4,5'))).toBe(5);
  expect(lengthOf(bent)).toBe(5 + 69);
  expect(lengthOf(path(null))).toBe(0);
});

test.each([
  [0, { x: 0, y: 0 }],
  [2.5, { x: 1.5, y: 2 }],
  [5, { x: 3, y: 4 }],
  [9, { x: 3, y: 0 }],
  [1000, { x: 3, y: -65 }],
  [-1, { x: 0, y: 0 }],
])('the point %d along it', (length, point) => {
  expect(pointAlong(bent, length)).toEqual(point);
});
