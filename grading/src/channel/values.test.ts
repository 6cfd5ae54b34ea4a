import { pack, unpack, type Value } from './values';

const travelled = (value: Value): Value => {
  const { head, body } = pack(value);
  return unpack({ head: JSON.parse(JSON.stringify(head)) as unknown, body });
};

test.each<[Value]>([
  [undefined],
  [null],
  [true],
  [''],
  [1.5],
  [NaN],
  [-0],
  [-Infinity],
  [[1, [undefined, 'x']]],
])('%p arrives as it was', (value) => {
  expect(travelled(value)).toEqual(value);
});

test('names are only names', () => {
  const sent = JSON.parse('{ "__proto__": { "polluted": 1 }, "tensor": 2 }') as Value;
  const got = travelled(sent) as Record<string, unknown>;
  expect(Object.keys(got)).toEqual(['__proto__', 'tensor']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('tensors arrive with their numbers', () => {
  const tensor = (...numbers: number[]): Value => ({
    tensor: { shape: [numbers.length], dtype: 'float32', numbers: Float32Array.from(numbers) },
  });
  const value = { a: tensor(1, NaN, -0), b: [tensor(), tensor(0.1)] };
  expect(travelled(value)).toEqual(value);
});

test.each<[string, unknown]>([
  ['a tensor that is larger than its numbers', { t: [[1000], 'float32', 0] }],
  ['a tensor of negative size', { t: [[-1, -4], 'float32', 0] }],
  ['a tensor of no whole size', { t: [[0.5], 'float32', 0] }],
  ['nothing that was packed', { x: 1 }],
  ['lists without end', JSON.parse('['.repeat(100) + ']'.repeat(100))],
])('%s is refused', (_, head) => {
  expect(() => unpack({ head, body: new Uint8Array(16) })).toThrow(TypeError);
});
