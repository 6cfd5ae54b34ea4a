import * as tf from '@tensorflow/tfjs';
import { SpatialMaxPool } from '../layers/SpatialMaxPool';
import { samplingGrid, windowCentres } from './samplingGrid';

/**
 * The middle of the pixels that reach each output of a pooling, found by lighting one pixel at a
 * time.
 */
function seenByPooling(size: number, poolSize: number, strides: number): (number | undefined)[] {
  return tf.tidy(() => {
    const pool = new SpatialMaxPool({ poolSize, strides });
    const pixels = tf.eye(size).reshape([size, 1, size, 1]).tile([1, size, 1, 1]);
    const answers = (pool.apply(pixels) as tf.Tensor4D)
      .slice([0, 0, 0, 0], [size, 1, -1, 1])
      .squeeze([1, 3])
      .arraySync() as number[][];
    return answers[0]!.map((_, window) => {
      const reached = answers.flatMap((row, pixel) => (row[window] === 1 ? [pixel] : []));
      // At the border a window is cut, and the middle of its pixels is not its own.
      return reached.length === poolSize ? (reached[0]! + reached.at(-1)!) / 2 : undefined;
    });
  });
}

test.each([
  [33, 3, 2],
  [32, 3, 2],
  [8, 2, 2],
  [14, 5, 3],
  [7, 3, 1],
])(
  'the centres are those of SpatialMaxPool: size %i, window %i, stride %i',
  (size, window, stride) => {
    const seen = seenByPooling(size, window, stride);
    const centres = windowCentres(size, window, stride);
    expect(centres).toHaveLength(seen.length);
    expect(seen.filter((centre) => centre !== undefined).length).toBeGreaterThan(1);
    expect(seen.map((centre, i) => centre ?? centres[i])).toEqual(centres);
  },
);

test('turned centres are the centres, turned counter-clockwise', () => {
  const [, turned, centres] = samplingGrid([4]).data as unknown as { x: number[]; y: number[] }[];
  const points = ({ x, y }: { x: number[]; y: number[] }) => x.map((column, i) => [y[i], column]);
  expect(points(centres!)).toEqual([
    [1, 1],
    [1, 3],
    [3, 1],
    [3, 3],
  ]);
  // The upper left goes to the lower left: in a 4 by 4 grid, (row 1, column 1) to (2, 1).
  expect(points(turned!)[0]).toEqual([2, 1]);
});

test('the text alternative counts the centres that meet centres', () => {
  expect(samplingGrid([5, 4]).alt).toBe(
    'Centres of the windows of a pooling with window 3 and stride 2 under a quarter turn: with 5 by 5 pixels 9 of 9 fall on a centre again; with 4 by 4 pixels 0 of 4 fall on a centre again.',
  );
  expect(samplingGrid([4], { kernelSize: 2 }).alt).toContain('4 of 4');
});

test('one legend serves all grids', () => {
  const shown = samplingGrid([5, 6]).data.filter(({ showlegend }) => showlegend === true);
  expect(shown.map(({ name }) => name)).toEqual(['after a quarter turn', 'centre of a window']);
});

test('refuses sizes, windows and strides that are no such numbers', () => {
  expect(() => samplingGrid([])).toThrow(/one to four sizes/);
  expect(() => samplingGrid([5, 2.5])).toThrow(/got \[5, 2\.5\]/);
  expect(() => samplingGrid([65])).toThrow(/1 to 64/);
  expect(() => samplingGrid([5], { stride: 0 })).toThrow(/got 3 and 0/);
});
