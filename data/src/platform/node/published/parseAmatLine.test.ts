import { amatLine, noise } from '../../../testSupport/fixtures';
import { parseAmatLine, type AmatLine } from './parseAmatLine';

const parse = (line: string): AmatLine => parseAmatLine(Buffer.from(line));
const WORDS = amatLine(noise(4), 6).split(' ');
const withWord = (place: number, word: string): string =>
  [...WORDS.slice(0, place - 1), word, ...WORDS.slice(place)].join(' ');

test('gives back every byte of the image, and the label', () => {
  for (let label = 0; label <= 9; label++) {
    expect(parse(amatLine(noise(label), label))).toEqual({ digit: noise(label), label });
  }
});

test.each([
  ['exponents', WORDS.map((word) => Number(word).toExponential(8)).join(' ')],
  ['three blanks', WORDS.map((word) => `   ${word}`).join('')],
  ['tabs, and a carriage return at the end', `${WORDS.join('\t')} \r`],
  ['signs and points at either end', WORDS.map((word) => `+${word}`).join(' ') + '.'],
])('reads numbers written with %s', (_, line) => {
  expect(parse(line)).toEqual({ digit: noise(4), label: 6 });
});

test('rounds intensities to whole 255ths', () => {
  const bytes = [0, 0.4, 0.6, 99.4, 99.6, 254.6, 255, 255.0001, -0.0001];
  const { digit } = parse([...bytes.map((b) => b / 255), ...WORDS.slice(bytes.length)].join(' '));
  expect(Array.from(digit.subarray(0, bytes.length))).toEqual([0, 0, 1, 99, 100, 255, 255, 255, 0]);
});

test.each([
  ['no number at all', '', 'found 0 numbers'],
  ['one number too few', WORDS.slice(1).join(' '), 'found 784 numbers'],
  ['one number too many', `0 ${WORDS.join(' ')}`, 'found 786 numbers'],
  ['two lines in one', `${WORDS.join(' ')} ${WORDS.join(' ')}`, 'found 1570 numbers'],
  [
    'an intensity above 1',
    withWord(3, '1.01'),
    'number 3 should be an intensity from 0 to 1, but is 1.01',
  ],
  ['an intensity below 0', withWord(784, '-0.1'), 'number 784 should be an intensity'],
  ['bytes for intensities', withWord(1, '255'), 'number 1 should be an intensity'],
  [
    'a huge intensity',
    withWord(9, '1e999'),
    'number 9 should be an intensity from 0 to 1, but is Inf',
  ],
  ['a word', withWord(10, 'abc'), 'number 10 should be a decimal number, but is "abc"'],
  ['a long word', withWord(10, 'x'.repeat(99)), `is "${'x'.repeat(40)}…"`],
  ['not a number', withWord(11, 'NaN'), 'number 11 should be a decimal number'],
  ['infinity', withWord(11, 'Infinity'), 'number 11 should be a decimal number'],
  ['a hexadecimal number', withWord(12, '0x1'), 'number 12 should be a decimal number'],
  ['a decimal comma', withWord(13, '0,5'), 'number 13 should be a decimal number, but is "0,5"'],
  ['two numbers grown together', withWord(14, '0.50.5'), 'number 14 should be a decimal number'],
  ['a lone exponent', withWord(15, 'e5'), 'number 15 should be a decimal number'],
  ['a zero byte', withWord(16, '0.5\0' + '0'), 'found 786 numbers'],
  ['a byte above ASCII', withWord(17, '0.5\u00a0'), 'number 17 should be a decimal number'],
  ['a label of 10', withWord(785, '10'), 'label, a whole number from 0 to 9, but is 10'],
  ['a label of -1', withWord(785, '-1'), 'but is -1'],
  ['a broken label', withWord(785, '2.5'), 'but is 2.5'],
  ['a label that is a word', withWord(785, 'six'), 'number 785 should be a decimal number'],
])('refuses %s', (_, line, message) => {
  expect(() => parse(line)).toThrow(message);
});
