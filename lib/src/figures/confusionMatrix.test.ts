import { confusionMatrix } from './confusionMatrix';

const truth = [0, 0, 0, 0, 1, 1, 2];
const predicted = [0, 0, 0, 1, 1, 2, 2];

test('rows are the true classes; cells count, colours are shares of the row', () => {
  const { data } = confusionMatrix(truth, predicted);
  expect(data[0]?.text).toEqual([
    ['3', '1', ''],
    ['', '1', '1'],
    ['', '', '1'],
  ]);
  const z = data[0]?.z as number[][];
  expect(z[0]?.[0]).toBeCloseTo(Math.sqrt(3 / 4), 3);
  expect(z[1]?.[2]).toBeCloseTo(Math.sqrt(1 / 2), 3);
  expect(z[2]).toEqual([0, 0, 1]);
  expect((data[0]?.customdata as string[][])[0]).toEqual(['75.0 %', '25.0 %', '0.0 %']);
});

test('a class without a picture has an empty row', () => {
  const { data } = confusionMatrix([0], [0], { classes: ['cat', 'dog'] });
  expect((data[0]?.z as number[][])[1]).toEqual([0, 0]);
});

test('the text alternative: how many are right, and the commonest mistakes', () => {
  expect(confusionMatrix(Uint8Array.from(truth), Int32Array.from(predicted)).alt).toBe(
    '5 of 7 in the right class (71.4 %); most often mistaken: 0 for 1 (1), 1 for 2 (1).',
  );
  expect(confusionMatrix([0, 1], [0, 1]).alt).toBe('2 of 2 in the right class (100.0 %).');
});

test('the axes carry the names of the classes', () => {
  const { layout } = confusionMatrix([0, 1], [0, 1], { classes: ['a<b>', 'c'] });
  expect(layout.xaxis).toMatchObject({ ticktext: ['a&lt;b&gt;', 'c'] });
  expect(layout.yaxis).toMatchObject({ ticktext: ['a&lt;b&gt;', 'c'], autorange: 'reversed' });
});

test('refuses lists that do not fit, logits, and classes without a name', () => {
  expect(() => confusionMatrix([], [])).toThrow(/at least one/);
  expect(() => confusionMatrix([1, 2], [1])).toThrow(/1 predictions for 2/);
  expect(() => confusionMatrix([1], [0.3])).toThrow(/got 0\.3.*argMax/);
  expect(() => confusionMatrix([2], [0], { classes: ['a', 'b'] })).toThrow(/0 to 1.*got 2/);
});
