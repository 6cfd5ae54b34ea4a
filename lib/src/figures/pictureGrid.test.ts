import type { Trace } from './Figure';
import { pictureGrid } from './pictureGrid';

const picture = (label: string, ...values: number[]) => ({
  label,
  size: Math.sqrt(values.length),
  values: Float32Array.from(values),
});
const first = picture('3', 0, 1, 0.125, 0.5);
const second = picture('7', 1, 1, 0, 0);

/**
 * Where a trace's picture lies: its left and upper edge and its side, from the centres of its
 * pixels.
 */
function placeOf({ x0, dx, y0, dy, z, yaxis }: Trace) {
  const [w, h] = [Number(dx), Number(dy)];
  const side = w * (z as number[][]).length;
  return { left: Number(x0) - w / 2, top: Number(y0) - h / 2, side, yaxis };
}

test('every pixel is in its place, rows from the top', () => {
  const { data, layout } = pictureGrid([first, second]);
  expect(data.map(({ z }) => z)).toEqual([
    [
      [0, 1],
      [0.125, 0.5],
    ],
    [
      [1, 1],
      [0, 0],
    ],
  ]);
  const { range } = layout.yaxis as { range: [number, number] };
  expect(range[0]).toBeGreaterThan(range[1]);
});

test('pictures stand side by side without touching, in as many columns as asked for', () => {
  const { data, layout } = pictureGrid([first, second, first], { columns: 2 });
  const places = data.map(placeOf);
  expect(places[1]!.left).toBeGreaterThan(places[0]!.left + places[0]!.side);
  expect(places[2]).toEqual({ ...places[0], yaxis: 'y2' });
  const [above, below] = [layout.yaxis, layout.yaxis2] as { domain: [number, number] }[];
  expect(below!.domain[1]).toBeLessThan(above!.domain[0]);
});

test('pictures of different sizes are drawn equally large', () => {
  const { data, alt } = pictureGrid([first, picture('one', 0.5)]);
  expect(data.map((trace) => placeOf(trace).side)).toEqual([1, 1]);
  expect(alt).toContain('2 grey-scale pictures of 2 or 1 pixels a side');
});

test('long labels get fewer columns, so that they do not meet in a narrow window', () => {
  const axesOf = (label: string): string[] => {
    const { layout } = pictureGrid(Array.from({ length: 10 }, () => ({ ...first, label })));
    return Object.keys(layout).filter((key) => key.startsWith('yaxis'));
  };
  expect(axesOf('7')).toHaveLength(1);
  expect(axesOf('turned by 90°')).toHaveLength(3);
});

test('grey holds 0 and all values; diverging is symmetric about 0 and shows one colour bar', () => {
  const field = [picture('a', -3, 1, 0, 0), picture('b', 0, 2, 0, 0)];
  const grey = pictureGrid(field).data;
  expect(grey.map(({ zmin, zmax, showscale }) => [zmin, zmax, showscale])).toEqual([
    [-3, 2, false],
    [-3, 2, false],
  ]);
  const diverging = pictureGrid(field, { scale: 'diverging' }).data;
  expect(diverging.map(({ zmin, zmax, showscale }) => [zmin, zmax, showscale])).toEqual([
    [-3, 3, true],
    [-3, 3, false],
  ]);
  expect(pictureGrid([picture('', 5)]).data[0]).toMatchObject({ zmin: 0, zmax: 5 });
  expect(pictureGrid([picture('', 0)]).data[0]).toMatchObject({ zmin: 0, zmax: 1 });
});

test('values are rounded, small ones too, to what a screen shows', () => {
  const { data } = pictureGrid([picture('', 1.234567e-7, -1e-7, 0, 0)], { scale: 'diverging' });
  expect((data[0]?.z as number[][])[0]).toEqual([1.235e-7, -1e-7]);
  expect(pictureGrid([picture('', 123.456)]).data[0]?.z).toEqual([[123.5]]);
});

test('a long title is broken into lines, with more room above', () => {
  const marginOf = (title: string) => {
    const { layout } = pictureGrid([first], { title });
    return { ...(layout.margin as { t: number }), ...(layout.title as { text: string }) };
  };
  const long = marginOf(
    'The largest of the four responses of each filter to a digit that lies on its side',
  );
  for (const line of long.text.split('<br>')) expect(line.length).toBeLessThan(56);
  expect(long.t).toBeGreaterThan(marginOf('Short').t);
});

test('the text alternative: how many, how large, from where to where, which', () => {
  expect(pictureGrid([first, second]).alt).toBe(
    '2 grey-scale pictures of 2 by 2 pixels, values from 0 to 1, labelled 3, 7.',
  );
  expect(pictureGrid([picture('a, 0', 5), picture('a, 1', 5)]).alt).toContain('a, 0; a, 1.');
  expect(pictureGrid([picture('', 5)], { scale: 'diverging' }).alt).toBe(
    '1 picture of 1 by 1 pixel, values from 5 to 5.',
  );
});

test('a label with markup is shown as it is', () => {
  const { layout } = pictureGrid([{ ...first, label: 'a<b>' }]);
  expect(layout.annotations).toMatchObject([{ text: 'a&lt;b&gt;' }]);
});

test('refuses, with what was expected and what came', () => {
  expect(() => pictureGrid([])).toThrow(/at least one picture/);
  expect(() => pictureGrid([first, { values: [1, 2, 3], size: 2, label: '' }])).toThrow(
    /picture 1 has 3 values and size 2/,
  );
  expect(() => pictureGrid([{ values: [], size: 0, label: '' }])).toThrow(/size 0/);
  expect(() => pictureGrid([picture('', 0, NaN, 0, 0)])).toThrow(/picture 0 holds NaN/);
  expect(() => pictureGrid([first], { columns: 0 })).toThrow(/at least 1; got 0/);
});
