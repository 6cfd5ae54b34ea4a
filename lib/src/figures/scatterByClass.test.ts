import { scatterByClass } from './scatterByClass';

const points: [number, number][] = [
  [0, 0],
  [10, 10],
  [1, 0],
  [9.87654, 10],
  [9, 9],
];
const labels = Uint8Array.of(3, 0, 3, 0, 3);

test('one series a class, in order, each with a mark of its own', () => {
  const { data } = scatterByClass(points, labels);
  expect(data.map(({ name, x, y }) => [name, x, y])).toEqual([
    ['0', [10, 9.877], [10, 10]],
    ['3', [0, 1, 9], [0, 0, 9]],
  ]);
  const marks = data.map(({ marker }) => marker as { color: string; symbol: string });
  expect(marks[0]!.color).not.toBe(marks[1]!.color);
  expect(marks[0]!.symbol).not.toBe(marks[1]!.symbol);
});

test('a class looks the same in every figure, whatever others are there', () => {
  const alone = scatterByClass([[0, 0]], [3]).data[0]?.marker;
  expect(alone).toEqual(scatterByClass(points, labels).data[1]?.marker);
});

test('the text alternative says how well the classes lie apart', () => {
  expect(scatterByClass(points, labels).alt).toBe(
    '5 points of 2 classes; 80.0 % lie nearer to the centre of their own class than to any other.',
  );
  expect(scatterByClass([[0, 0]], [3]).alt).toBe('1 point of 1 class.');
});

test('refuses what cannot be placed', () => {
  expect(() => scatterByClass([], [])).toThrow(/at least one point/);
  expect(() => scatterByClass(points, [1])).toThrow(/5 points and 1 labels/);
  expect(() => scatterByClass([[0, NaN]], [1])).toThrow(/point 0 is \[0, NaN\]/);
  const three = [[1, 2, 3]] as unknown as [number, number][];
  expect(() => scatterByClass(three, [1])).toThrow(/\[1, 2, 3\].*principalComponents/);
  expect(() => scatterByClass([[0, 0]], [0.5])).toThrow(/got 0\.5/);
});
