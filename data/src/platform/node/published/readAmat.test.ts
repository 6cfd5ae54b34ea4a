import { Readable } from 'node:stream';
import { amatLine, amatText, inside, noise } from '../../../testSupport/fixtures';
import { readAmat } from './readAmat';

/** A stream of the text in pieces of `size` bytes. */
function pieces(text: string, size = 65_536): Readable {
  const bytes = Buffer.from(text);
  const list = [];
  for (let start = 0; start < bytes.length; start += size) {
    list.push(bytes.subarray(start, start + size));
  }
  return Readable.from(list);
}

test.each([1000, 4096, 13_001, 1_000_000])('reads digits from pieces of %d bytes', async (size) => {
  const told: number[] = [];
  const set = await readAmat(pieces(amatText(12, 0), size), 'x', 12, (done) => told.push(done));
  expect(set).toMatchObject({ count: 12, height: 33, width: 33 });
  expect(Array.from(set.labels)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  for (let i = 0; i < 12; i++) expect(inside(set.images, i)).toEqual(noise(i));
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('accepts a missing last line break, extra ones, and those of Windows', async () => {
  const text = amatText(3, 0);
  const expected = await readAmat(pieces(text), 'x', 3);
  for (const other of [text.trimEnd(), `${text}\n \n`, text.replaceAll('\n', '\r\n')]) {
    expect(await readAmat(pieces(other), 'x', 3)).toEqual(expected);
  }
});

const BAD = amatLine(noise(1), 11);
test.each([
  ['a bad line', `${amatText(2, 0)}${BAD}\n${amatText(1, 0)}`, 'a/b.amat, line 3: the last number'],
  ['a bad line at the end', amatText(3, 0) + BAD, 'a/b.amat, line 4: the last number'],
  [
    'an empty line between',
    `${amatText(2, 0)}\n${amatText(2, 0)}`,
    'a/b.amat, line 4: comes after an',
  ],
  [
    'a line cut short',
    amatText(4, 0).slice(0, -900),
    /line 4: expected 784 .* but found \d+ numbers/,
  ],
  ['too few lines', amatText(3, 0), 'a/b.amat: expected 4 images, but there are only 3'],
  ['nothing', '', 'there are only 0'],
  ['too many lines', amatText(5, 0), 'a/b.amat: expected 4 images, but there are more'],
  ['no line breaks', '0 '.repeat(100_000), 'a/b.amat, line 1: longer than 65536 bytes'],
  ['a long line later', `${amatText(1, 0)}${'0 '.repeat(100_000)}`, 'line 2: longer than'],
])('refuses %s', async (_, text, message) => {
  await expect(readAmat(pieces(text), 'a/b.amat', 4)).rejects.toThrow(message);
});

test('stops reading at the first bad line', async () => {
  const stream = pieces(`${BAD}\n${amatText(50, 0)}`, 4096);
  await expect(readAmat(stream, 'x', 51)).rejects.toThrow('line 1');
  expect(stream.destroyed).toBe(true);
});

test('does not wrap what the progress callback throws', async () => {
  const stop = new Error('stop');
  const reading = readAmat(pieces(amatText(2, 0)), 'x', 2, () => {
    throw stop;
  });
  await expect(reading).rejects.toBe(stop);
});
