import { once } from '../measure';
import { isMet, row, type Line } from './Line';

const line: Line = { what: 'a step', unit: 'ms', ...once(80) };
const single = (value: number): Line['ours'] => once(value).ours;

test.each([
  { ratio: 0.79, bar: { of: 'ratio', atMost: 0.8 }, met: true },
  { ratio: 0.81, bar: { of: 'ratio', atMost: 0.8 }, met: false },
  { ratio: undefined, bar: { of: 'ratio', atMost: 0.8 }, met: true },
  { ratio: undefined, bar: { of: 'ours', atMost: 79 }, met: false },
  { ratio: undefined, bar: { of: 'ours', atLeast: 80 }, met: true },
  { ratio: undefined, bar: { of: 'ours', atLeast: 81 }, met: false },
] as const)('$ratio with $bar: $met', ({ ratio, bar, met }) => {
  const subject = { ...line, bar, ...(ratio !== undefined && { ratio: single(ratio) }) };
  expect(isMet(subject)).toBe(met);
  // Where nothing was compared with the bar, the table does not say that it is met.
  const said = bar.of === 'ratio' && ratio === undefined ? '' : met ? 'yes' : 'no';
  expect(row(subject).split('|').at(-2)!.trim()).toBe(said);
});

test('a row gives both times and the ratio with its spread', () => {
  const ratio = { least: 0.7, median: 0.8, most: 0.9 };
  const subject: Line = { ...line, peer: single(100), ratio, note: 'noted' };
  expect(row(subject)).toBe('| a step (noted) | 80.0 ms | 100 ms | 0.80 (0.70 to 0.90) |  |  |');
});
