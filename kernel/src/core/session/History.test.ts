import { History } from './History';

const history = new History();
['one', 'two two', 'one', 'const *'].forEach((source, index) => history.add(index + 1, source));

test.each([
  ['the last ones', { hist_access_type: 'tail', n: 2 }, [3, 4]],
  ['all', { hist_access_type: 'tail' }, [1, 2, 3, 4]],
  ['a range, without its end', { hist_access_type: 'range', start: 2, stop: 4 }, [2, 3]],
  ['a search', { hist_access_type: 'search', pattern: '*o*e' }, [1, 3]],
  [
    'a search for different ones',
    { hist_access_type: 'search', pattern: 'o??', unique: true },
    [3],
  ],
  [
    'a search that takes other signs as they are',
    { hist_access_type: 'search', pattern: '*(*' },
    [],
  ],
])('%s', (_, query, lines) => {
  const found = history.find(query) as [number, number, string][];
  expect(found.map(([, line]) => line)).toEqual(lines);
});

test('with outputs, an entry has a place for one', () => {
  const query = { hist_access_type: 'range', start: 1, stop: 2, output: true };
  expect(history.find(query)).toEqual([[1, 1, ['one', null]]]);
});
