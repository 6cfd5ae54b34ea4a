import { createHash } from 'node:crypto';
import { applyMarks } from './applyMarks';
import type { Mark, WrittenAnswer } from './marks';

const answer: WrittenAnswer = { student: 'Ada', exercise: '3.1', source: 'They permute.' };
const mark: Mark = {
  student: 'Ada',
  exercise: '3.1',
  answer: createHash('sha256').update('They permute.').digest('hex'),
  items: [true, true, false, false, true],
  comment: 'Why the same weight?',
  done: true,
};

test('an answer that is graded has the points of its items, and the comment', () => {
  const result = applyMarks(answer, [{ ...mark, student: 'Bob', items: [] }, mark]);
  expect(result).toMatchObject({
    exercise: '3.1',
    status: 'graded',
    note: 'Why the same weight?',
  });
  expect(result.items.map((item) => item.earned)).toEqual([1, 1, 0, 0, 1]);
  expect(result.items.map(({ points }) => points)).toEqual([1, 1, 1, 1, 1]);
  expect(result.items[2]!.title).toMatch(/^A maximum/);
});

test('without a comment there is no note', () => {
  expect(applyMarks(answer, [{ ...mark, comment: '' }])).not.toHaveProperty('note');
});

test.each<[string, Mark[], RegExp]>([
  ['nobody has looked at it', [], /^Nobody/],
  ['somebody else was graded', [{ ...mark, student: 'Bob' }], /^Nobody/],
  ['another exercise was graded', [{ ...mark, exercise: '3.4' }], /^Nobody/],
  ['the person is not through with it', [{ ...mark, done: false }], /not through/],
  ['it has changed since', [{ ...mark, answer: 'other' }], /changed/],
  ['the rubric has changed since', [{ ...mark, items: [true] }], /changed/],
])('an answer needs a person if %s', (_, marks, note) => {
  const result = applyMarks(answer, marks);
  expect(result).toMatchObject({
    status: 'needs a person',
    note: expect.stringMatching(note) as string,
  });
  expect(result.items.map((item) => [item.earned, item.points])).toEqual(Array(5).fill([0, 1]));
});

test('space at the end, which editors change, is no other answer', () => {
  expect(applyMarks({ ...answer, source: 'They permute.\n' }, [mark]).status).toBe('graded');
});
