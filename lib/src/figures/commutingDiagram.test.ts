import { commutingDiagram } from './commutingDiagram';

const picture = (...values: number[]) => ({ values, size: Math.sqrt(values.length) });
const diagram = {
  input: picture(0, 1, 0, 0),
  movedInput: picture(1, 0, 0, 0),
  outputOfMoved: picture(4, 0, 0, -2),
  movedOutput: picture(4, 0, 1, -2),
  groupElement: 'r<2>',
};

test('five pictures: input and moved input, both outputs, and their difference', () => {
  const { data } = commutingDiagram(diagram);
  expect(data.map(({ z }) => (z as number[][]).flat())).toEqual([
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [4, 0, 0, -2],
    [4, 0, 1, -2],
    [0, 0, -1, 0],
  ]);
});

test('the difference has the scale of the outputs, so that a small one stays pale', () => {
  const { data } = commutingDiagram(diagram);
  expect(data.map(({ zmin, zmax }) => [zmin, zmax])).toEqual([
    [0, 1],
    [0, 1],
    [-4, 4],
    [-4, 4],
    [-4, 4],
  ]);
});

test('the text alternative states the largest difference and judges it', () => {
  expect(commutingDiagram(diagram).alt).toBe(
    'Moving the input by r<2> and then applying the layer, against applying the layer and then moving its output by r<2>: they differ by at most 1; that is 25.0 % of the largest value.',
  );
  const near = { ...diagram, movedOutput: picture(4, 0, 1e-6, -2) };
  expect(commutingDiagram(near).alt).toContain('at most 0.000001; the two agree up to rounding');
  expect(
    commutingDiagram({ ...diagram, outputOfMoved: picture(0), movedOutput: picture(0) }).alt,
  ).toContain('at most 0; the two agree');
});

test('the picture of the difference carries the number too', () => {
  const texts = (commutingDiagram(diagram).layout.annotations as { text: string }[]).map(
    ({ text }) => text,
  );
  expect(texts).toContain('at most 1');
  expect((commutingDiagram(diagram).layout.title as { text: string }).text).toContain('r&lt;2&gt;');
});

test('refuses corners that do not fit, by their names', () => {
  expect(() => commutingDiagram({ ...diagram, movedInput: picture(1) })).toThrow(
    /input and movedInput of the same size, got 2 and 1/,
  );
  expect(() => commutingDiagram({ ...diagram, movedOutput: picture(1) })).toThrow(
    /outputOfMoved and movedOutput of the same size, got 2 and 1/,
  );
  expect(() =>
    commutingDiagram({ ...diagram, outputOfMoved: { values: [1, 2], size: 2 } }),
  ).toThrow(/outputOfMoved has 2 values and size 2/);
});
