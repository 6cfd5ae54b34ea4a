import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  accuracyAgainstAngle,
  digitGrid,
  learningCurves,
  logitsAgainstAngle,
  type Figure,
} from './index';
import { lineStyle } from './palette';

interface Plotly {
  validate(data: readonly object[], layout: object): { msg: string }[] | undefined;
}

/** The real Plotly, for its list of what a figure may hold. */
function loadPlotly(): Plotly {
  const load = createRequire(__filename);
  const { JSDOM } = load('jsdom') as {
    JSDOM: new (html: string, options: object) => { window: object };
  };
  const window = new JSDOM('', { runScripts: 'outside-only' }).window as {
    eval(source: string): void;
    Plotly: Plotly;
    URL: object;
    HTMLCanvasElement: { prototype: object };
  };
  // What Plotly asks for while it loads and jsdom lacks.
  Object.assign(window, { TextDecoder });
  Object.assign(window.URL, { createObjectURL: () => '' });
  Object.assign(window.HTMLCanvasElement.prototype, { getContext: () => null });
  window.eval(readFileSync(load.resolve('plotly.js'), 'utf8'));
  return window.Plotly;
}

const plotly = loadPlotly();
const angles = [0, 45, 90, 135, 180];
const logits = angles.map((angle) =>
  Float32Array.of(angle % 90 === 0 ? 2 : 1, angle % 90 === 0 ? 0.5 : 1.5),
);
const loss = [3, 2, 1].map((value, i) => ({ step: i + 1, value }));
const accuracy = [0.8, 0.954].map((value, i) => ({ epoch: i + 1, value }));
const images = [Float32Array.of(0, 1, 0.123, 0.456), Float32Array.of(1, 1, 0, 0)];

const figures: Record<string, Figure> = {
  digitGrid: digitGrid(images, 2, ['3', '7'], { title: 'Digits' }),
  learningCurves: learningCurves([
    { name: 'A', loss, accuracy },
    { name: 'B', loss, accuracy: [] },
  ]),
  'learningCurves before the first step': learningCurves([{ name: 'A', loss: [], accuracy: [] }]),
  logitsAgainstAngle: logitsAgainstAngle(angles, logits, { trueClass: 0 }),
  accuracyAgainstAngle: accuracyAgainstAngle(angles, [
    { name: 'A', accuracy: [0.9, 0.8, 0.9, 0.8, 0.9] },
  ]),
};

describe.each(Object.entries(figures))('%s', (_, figure) => {
  test('holds nothing that Plotly does not know', () => {
    expect(plotly.validate(figure.data, figure.layout)).toBeUndefined();
  });

  test('is the same after a trip through JSON, as a saved notebook makes it', () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  });

  test('fits 900 pixels and leaves the page to show through', () => {
    expect(figure.layout.width).toBeLessThanOrEqual(900);
    expect(figure.layout.paper_bgcolor).toBe('rgba(0, 0, 0, 0)');
    expect(figure.layout.plot_bgcolor).toBe('rgba(0, 0, 0, 0)');
  });
});

test('Plotly’s check finds an attribute that it does not know', () => {
  const problems = plotly.validate([{ type: 'scatter', y: [1], colour: 'red' }], {});
  expect(problems).toHaveLength(1);
});

test('digitGrid puts every pixel in its place, rows from the top, images after each other', () => {
  const z = figures.digitGrid?.data[0]?.z as (number | null)[][];
  expect(z[0]?.slice(0, 2)).toEqual([0, 1]);
  expect(z[1]?.slice(0, 2)).toEqual([0.12, 0.46]);
  expect(z[0]?.slice(4, 6)).toEqual([1, 1]);
  expect(z[0]?.slice(2, 4)).toEqual([null, null]);
  const range = (figures.digitGrid?.layout.yaxis as { range: [number, number] }).range;
  expect(range[0]).toBeGreaterThan(range[1]);
});

test('digitGrid starts a new row after the given number of columns', () => {
  const z = digitGrid(images, 2, undefined, { columns: 1 }).data[0]?.z as number[][];
  expect(z).toHaveLength(8);
  expect(z[4]?.slice(0, 2)).toEqual([1, 1]);
});

test('a long loss curve is shortened to means of neighbouring steps, and says so', () => {
  const long = Array.from({ length: 900 }, (_, i) => ({ step: i + 1, value: i % 3 }));
  const figure = learningCurves([{ name: 'A', loss: long, accuracy: [] }]);
  const { x, y } = figure.data[0] as unknown as { x: number[]; y: number[] };
  expect(x).toHaveLength(300);
  expect(x.at(-1)).toBe(900);
  expect(new Set(y)).toEqual(new Set([1]));
  expect((figure.layout.yaxis as { title: { text: string } }).title.text).toContain(
    'mean of 3 steps',
  );
});

test('quarter turns are marked by lines and by larger markers', () => {
  const figure = figures.logitsAgainstAngle;
  expect((figure?.layout.shapes as { x0: number }[]).map(({ x0 }) => x0)).toEqual([0, 90, 180]);
  const { size } = figure?.data[0]?.marker as { size: number[] };
  expect(size.map((s) => s > 0)).toEqual([true, false, true, false, true]);
});

test('twelve series have twelve different line styles', () => {
  const styles = Array.from({ length: 12 }, (_, i) => JSON.stringify(lineStyle(i)));
  expect(new Set(styles).size).toBe(12);
});

describe('text alternatives state what the data say', () => {
  test('learning curves: first and last loss, last accuracy, or nothing yet', () => {
    expect(figures.learningCurves?.alt).toBe(
      'Training so far: A: loss went from 3 to 1 by step 3, accuracy is 95.4 % after 2 epochs; B: loss went from 3 to 1 by step 3.',
    );
    expect(figures['learningCurves before the first step']?.alt).toContain('nothing measured yet');
  });

  test('logits: variation at quarter turns and elsewhere, and the winners', () => {
    expect(figures.logitsAgainstAngle?.alt).toBe(
      '2 logits for 5 rotations from 0° to 180°; over the 3 quarter turns no logit varies by more than 0, over all angles one varies by 1; the largest logit is that of class 0 or 1.',
    );
    const unequal = logitsAgainstAngle([0, 90, 180], [[1], [1.25], [1]]);
    expect(unequal.alt).toContain('no logit varies by more than 0.25');
  });

  test('accuracies: extremes and where they lie', () => {
    expect(figures.accuracyAgainstAngle?.alt).toContain(
      'A between 80.0 % (at 45°) and 90.0 % (at 0°)',
    );
  });

  test('digits: how many, how large, which', () => {
    expect(figures.digitGrid?.alt).toBe('2 grey-scale images of 2 by 2 pixels, labelled 3, 7.');
  });
});

test('a name with markup is shown as it is', () => {
  const figure = accuracyAgainstAngle([0], [{ name: 'a<b>c', accuracy: [1] }]);
  expect(figure.data[0]?.name).toBe('a&lt;b&gt;c');
});

describe('refuses, with what was expected and what came', () => {
  test.each([
    [() => digitGrid([], 2), /at least one image/],
    [() => digitGrid([[1, 2, 3]], 2), /2 × 2 = 4 values.*image 0 has 3/],
    [() => digitGrid(images, 2, ['one']), /1 labels for 2 images/],
    [() => learningCurves([]), /at least one run/],
    [() => logitsAgainstAngle([], []), /at least one angle/],
    [() => logitsAgainstAngle([0, NaN], [[1], [1]]), /finite/],
    [() => logitsAgainstAngle([0, 90], [[1]]), /1 rows for 2 angles/],
    [() => logitsAgainstAngle([0, 90], [[1, 2], [1]]), /row 0 has 2, row 1 has 1/],
    [() => logitsAgainstAngle([0], [[1, 2]], { classNames: ['a'] }), /2 class names, got 1/],
    [() => accuracyAgainstAngle([0], []), /at least one series/],
    [() => accuracyAgainstAngle([0, 90], [{ name: 'A', accuracy: [1] }]), /"A" has 1 for 2/],
    [() => accuracyAgainstAngle([0], [{ name: 'A', accuracy: [93] }]), /"A" has 93.*by 100/],
  ])('case %#', (make, message) => {
    expect(make).toThrow(message);
  });
});
