import { isJsonType, isPlotlyFigure } from './MimeBundle';

test.each([
  ['application/json', true],
  ['application/vnd.plotly.v1+json', true],
  ['text/plain', false],
  ['image/svg+xml', false],
])('%s may hold any JSON: %s', (type, expected) => {
  expect(isJsonType(type)).toBe(expected);
});

test.each([
  ['traces and a layout', { data: [{ y: [1] }], layout: {} }, true],
  ['no trace', { data: [], layout: { title: 'T' } }, true],
  ['no layout', { data: [] }, false],
  ['traces that are no objects', { data: [1], layout: {} }, false],
  ['a layout that is no object', { data: [], layout: [] }, false],
  ['nothing', null, false],
])('%s: a figure? %s', (_, value, expected) => {
  expect(isPlotlyFigure(value)).toBe(expected);
});
