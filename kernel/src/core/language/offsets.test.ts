import { toCharacters, toUnits } from './offsets';

test.each([
  ['abc', 2, 2],
  ['a😀b', 2, 3],
  ['😀😀', 1, 2],
  ['ab', 9, 2],
])('in %j, %i characters are %i units', (text, characters, units) => {
  expect(toUnits(text, characters)).toBe(units);
  expect(toCharacters(text, units)).toBe(Math.min(characters, [...text].length));
});
