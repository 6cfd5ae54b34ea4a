import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  accuracyAgainstAngle,
  accuracyAgainstDigits,
  accuracyAgainstParameters,
  cayleyTable,
  commutingDiagram,
  confusionMatrix,
  errorAgainstAngle,
  learningCurves,
  logitsAgainstAngle,
  pictureGrid,
  pictureSlider,
  samplingGrid,
  scatterByClass,
  type Figure,
} from './index';
import { C4 } from '../groups/groups';
import { lineStyle, markerStyle } from './palette';

interface Plotly {
  validate(data: readonly object[], layout: object): { msg: string; astr: string }[] | undefined;
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
const images = [
  { values: Float32Array.of(0, 1, 0.123, 0.456), size: 2, label: '3' },
  { values: Float32Array.of(1, 1, 0, 0), size: 2, label: '7' },
];

const figures: Record<string, Figure> = {
  cayleyTable: cayleyTable(C4),
  commutingDiagram: commutingDiagram({
    input: images[0]!,
    movedInput: images[1]!,
    outputOfMoved: images[0]!,
    movedOutput: images[1]!,
    groupElement: 'r',
  }),
  confusionMatrix: confusionMatrix([0, 1, 1], [0, 1, 0]),
  pictureGrid: pictureGrid(images, { title: 'Digits' }),
  'pictureGrid, diverging': pictureGrid(images, { scale: 'diverging', columns: 1 }),
  pictureSlider: pictureSlider(
    [
      { label: 'a', pictures: images },
      { label: 'b', pictures: [...images].reverse() },
    ],
    { scale: 'diverging' },
  ),
  samplingGrid: samplingGrid([3, 4]),
  scatterByClass: scatterByClass(
    [
      [0, 1],
      [2, 3],
    ],
    [0, 1],
  ),
  learningCurves: learningCurves([
    { name: 'A', loss, accuracy },
    { name: 'B', loss, accuracy: [] },
  ]),
  'learningCurves before the first step': learningCurves([{ name: 'A', loss: [], accuracy: [] }]),
  logitsAgainstAngle: logitsAgainstAngle(angles, logits, { trueClass: 0 }),
  accuracyAgainstAngle: accuracyAgainstAngle(angles, [
    { name: 'A', accuracy: [0.9, 0.8, 0.9, 0.8, 0.9] },
  ]),
  accuracyAgainstDigits: accuracyAgainstDigits([
    {
      name: 'A',
      points: [
        { digits: 12000, accuracy: 0.95 },
        { digits: 100, accuracy: 0.6 },
      ],
    },
    { name: 'B', points: [{ digits: 100, accuracy: 0.7 }] },
  ]),
  accuracyAgainstParameters: accuracyAgainstParameters([
    {
      name: 'A',
      points: [0.8, 0.9].flatMap((accuracy) => [
        { parameters: 2000, accuracy },
        { parameters: 1000, accuracy: accuracy / 2 },
      ]),
    },
    { name: 'B', points: [{ parameters: 2010, accuracy: 0.7 }] },
  ]),
  errorAgainstAngle: errorAgainstAngle(angles, [
    { name: 'A', error: [0, 0.5, 2e-7, 0.25, 3e-3] },
    { name: 'B', error: [0, 0.1, 0.1, 0.1, 0.1] },
  ]),
};

describe.each(Object.entries(figures))('%s', (_, figure) => {
  test('holds nothing that Plotly does not know', () => {
    const problems = plotly.validate(figure.data, figure.layout) ?? [];
    // What a slider does is copied by Plotly, which its own check then takes for a change.
    expect(problems.filter(({ astr }) => !/^sliders.*\.args/.test(astr))).toEqual([]);
  });

  test('is the same after a trip through JSON, as a saved notebook makes it', () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  });

  test('is as wide as the page lets it be, and leaves the page to show through', () => {
    expect(figure.layout.width).toBeUndefined();
    expect(figure.layout.autosize).toBe(true);
    expect(figure.layout.paper_bgcolor).toBe('rgba(0, 0, 0, 0)');
    expect(figure.layout.plot_bgcolor).toBe('rgba(0, 0, 0, 0)');
  });
});

test('Plotly’s check finds an attribute that it does not know', () => {
  const problems = plotly.validate([{ type: 'scatter', y: [1], colour: 'red' }], {});
  expect(problems).toHaveLength(1);
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

test('thirty series have thirty different markers', () => {
  const styles = Array.from({ length: 30 }, (_, i) => JSON.stringify(markerStyle(i)));
  expect(new Set(styles).size).toBe(30);
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

  test('accuracies by the number of digits, in ascending order', () => {
    expect(figures.accuracyAgainstDigits?.alt).toContain(
      'A 60.0 % from 100, 95.0 % from 12,000; B 70.0 % from 100.',
    );
  });

  test('accuracies by the number of parameters: the means', () => {
    const { alt, data, layout } = figures.accuracyAgainstParameters!;
    expect(alt).toContain('A 42.5 % with 1,000, 85.0 % with 2,000; B 70.0 % with 2,010.');
    expect(data.map(({ mode, x }) => [mode, x])).toEqual([
      ['markers', [1000, 1000, 2000, 2000]],
      ['lines', [1000, 2000]],
      ['lines+markers', [2010]],
    ]);
    expect(layout.xaxis).toMatchObject({ ticktext: ['1,000', '2,000'] });
    // 96 % and 96.5 % are different ticks.
    expect(layout.yaxis).toMatchObject({ tickformat: '.2~%' });
  });

  test('errors: the largest, and where there is none but rounding', () => {
    expect(figures.errorAgainstAngle?.alt).toContain(
      'A at most 50.0 % (at 45°), and none but rounding at 0°, 90°; B at most 10.0 % (at 45°), and none but rounding at 0°.',
    );
  });
});

test('a tiny error is drawn at the foot of the logarithmic axis', () => {
  expect(figures.errorAgainstAngle?.data[0]?.y).toEqual([1e-3, 0.5, 1e-3, 0.25, 3e-3]);
});

test('a name with markup is shown as it is', () => {
  const figure = accuracyAgainstAngle([0], [{ name: 'a<b>c', accuracy: [1] }]);
  expect(figure.data[0]?.name).toBe('a&lt;b&gt;c');
});

describe('refuses, with what was expected and what came', () => {
  test.each([
    [() => learningCurves([]), /at least one run/],
    [() => logitsAgainstAngle([], []), /at least one angle/],
    [() => logitsAgainstAngle([0, NaN], [[1], [1]]), /finite/],
    [() => logitsAgainstAngle([0, 90], [[1]]), /1 rows for 2 angles/],
    [() => logitsAgainstAngle([0, 90], [[1, 2], [1]]), /row 0 has 2, row 1 has 1/],
    [() => logitsAgainstAngle([0], [[1, 2]], { classNames: ['a'] }), /2 class names, got 1/],
    [() => accuracyAgainstAngle([0], []), /at least one series/],
    [() => accuracyAgainstAngle([0, 90], [{ name: 'A', accuracy: [1] }]), /"A" has 1 for 2/],
    [() => accuracyAgainstAngle([0], [{ name: 'A', accuracy: [93] }]), /"A" has 93.*by 100/],
    [() => accuracyAgainstDigits([]), /series with points/],
    [() => accuracyAgainstDigits([{ name: 'A', points: [] }]), /series with points/],
    [
      () => accuracyAgainstDigits([{ name: 'A', points: [{ digits: 9, accuracy: 93 }] }]),
      /fraction.*"A" has 9 and 93/,
    ],
    [
      () => accuracyAgainstDigits([{ name: 'A', points: [{ digits: 0, accuracy: 1 }] }]),
      /positive.*"A" has 0/,
    ],
    [() => accuracyAgainstParameters([]), /accuracyAgainstParameters: .*series with points/],
    [() => errorAgainstAngle([0], []), /at least one series/],
    [() => errorAgainstAngle([0, 90], [{ name: 'A', error: [1] }]), /"A" has 1 for 2/],
    [() => errorAgainstAngle([0], [{ name: 'A', error: [NaN] }]), /0 or more, but "A" has NaN/],
  ])('case %#', (make, message) => {
    expect(make).toThrow(message);
  });
});
