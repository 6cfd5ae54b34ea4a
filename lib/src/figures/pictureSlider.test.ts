import type { Figure } from './Figure';
import { pictureGrid } from './pictureGrid';
import { pictureSlider } from './pictureSlider';

/** The values of a heat map, row by row, from Plotly's compact form of them. */
function pixelsOf(z: unknown): number[][] {
  const { dtype, bdata, shape } = z as { dtype: string; bdata: string; shape: string };
  if (dtype !== 'f4') throw new Error(`Expected 32-bit numbers, got ${dtype}.`);
  const { buffer } = Uint8Array.from(Buffer.from(bdata, 'base64'));
  const values = [...new Float32Array(buffer)];
  const [rows = 0, columns = 0] = shape.split(', ').map(Number);
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
}

const picture = (label: string, ...values: number[]) => ({
  label,
  size: Math.sqrt(values.length),
  values,
});
const frames = [
  { label: '0°', pictures: [picture('input', 0, 1, 0, 0), picture('map', 2, 0, 0, 0)] },
  { label: '90°', pictures: [picture('input', 1, 0, 0, 0), picture('turned map', 0, 0, -4, 0)] },
];

interface Step {
  label: string;
  args: [traces: Record<string, unknown[]>, layout: Record<string, unknown>];
}

const stepsOf = ({ layout }: Figure): Step[] => (layout.sliders as [{ steps: Step[] }])[0].steps;

/** What a slider's step makes of a figure, as Plotly's `update` is documented. */
function moved({ data, layout }: Figure, { args: [traces, changes] }: Step) {
  const pictures = data.map((trace, i) =>
    Object.fromEntries(Object.entries({ ...trace, ...at(traces, i) })),
  );
  const annotations = (layout.annotations as { text: string }[]).map((one) => ({ ...one }));
  for (const [path, value] of Object.entries(changes)) {
    const [, index] = /^annotations\[(\d+)\]\.text$/.exec(path)!;
    annotations[Number(index)]!.text = String(value);
  }
  return { pictures, labels: annotations.map(({ text }) => text) };
}

const at = (traces: Record<string, unknown[]>, i: number) =>
  Object.fromEntries(Object.entries(traces).map(([key, values]) => [key, values[i]]));

test('at first it shows the first frame; each step shows its own pictures and labels', () => {
  const figure = pictureSlider(frames, { sliderLabel: 'rotation' });
  expect(figure.data.map(({ z }) => z)).toEqual([
    [
      [0, 1],
      [0, 0],
    ],
    [
      [2, 0],
      [0, 0],
    ],
  ]);
  const steps = stepsOf(figure);
  expect(steps.map(({ label }) => label)).toEqual(['0°', '90°']);
  const second = moved(figure, steps[1]!);
  expect(second.pictures.map(({ z }) => pixelsOf(z))).toEqual([
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [-4, 0],
    ],
  ]);
  expect(second.labels).toEqual(['input', 'turned map']);
  const back = moved(figure, steps[0]!);
  expect(back.labels).toEqual(['input', 'map']);
  expect(back.pictures.map(({ z }) => pixelsOf(z))).toEqual(figure.data.map(({ z }) => z));
});

test('all frames share one scale', () => {
  const { data } = pictureSlider(frames, { scale: 'diverging' });
  expect(data.map(({ zmin, zmax }) => [zmin, zmax])).toEqual([
    [-4, 4],
    [-4, 4],
  ]);
});

test('it is a picture grid with a slider below', () => {
  const grid = pictureGrid(frames[0]!.pictures);
  const figure = pictureSlider(frames);
  expect(figure.layout.height).toBeGreaterThan(grid.layout.height + 50);
  expect(figure.layout.annotations).toEqual(grid.layout.annotations);
});

test('the text alternative names the positions and says what the first shows', () => {
  expect(pictureSlider(frames, { sliderLabel: 'rotation' }).alt).toBe(
    'A slider over 2 positions (rotation), 0°, 90°; at 0°: 2 grey-scale pictures of 2 by 2 pixels, values from 0 to 2, labelled input, map.',
  );
});

test('refuses no frames, and frames that differ in shape', () => {
  expect(() => pictureSlider([])).toThrow(/at least one frame/);
  expect(() => pictureSlider([frames[0]!, { label: 'b', pictures: [] }])).toThrow(
    /"0°" has \[2, 2\] and "b" \[\]/,
  );
  expect(() => pictureSlider([{ label: 'a', pictures: [picture('', 1, 2)] }])).toThrow(
    /frame "a": .*2 values/,
  );
});
