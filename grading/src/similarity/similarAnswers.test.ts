import { createHash } from 'node:crypto';
import { parts } from 'course';
import { specimensOf } from 'course/grading';
import { transformSync } from 'esbuild';
import { courseSources } from './SimilarityOptions';
import { similarAnswers, type Similarity } from './similarAnswers';
import { mostSharing } from './SimilarityOptions';

/** The code of an answer of the bank, which is a function or an object of functions. */
function codeOf(answer: unknown, without: ReadonlySet<unknown>): string {
  if (typeof answer === 'function') return `const answer = ${String(answer)};`;
  const own = Object.values(answer as object).filter((one) => !without.has(one));
  return `const answer = {\n${own.map(String).join(',\n')}\n};`;
}

/** Right answers to a part that were written independently: what several share counts once. */
function independent(part: (typeof parts)[number]): string[] {
  const shared = new Set<unknown>();
  const codes = specimensOf(part).right.map(({ answer }) => {
    const code = codeOf(answer, shared);
    for (const one of Object.values(answer as object)) shared.add(one);
    return code;
  });
  return [...new Set(codes)];
}

/** Everyone's answer to one cell. */
function compare(
  sources: Record<string, string>,
  known: Iterable<string> = [],
  options = {},
): Similarity {
  const answers = Object.entries(sources).map(
    ([student, source]) => [student, new Map([['2-3', source]])] as const,
  );
  return similarAnswers(new Map(answers), { known, ...options });
}

const course = courseSources();
const [original] = independent('3.5a');
const lineCount = (text: string): number => text.split('\n').length;

/** The same code as esbuild writes it: other names, no comments, one line. */
function minified(code: string): string {
  const options = { minifyWhitespace: true, minifyIdentifiers: true, target: 'esnext' };
  return transformSync(`(() => {${code} return answer;})();`, options).code;
}

const helper = `
/** Sums a list by hand. */
function total(values: number[]): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += values[index]! * (index + 1);
  }
  if (Number.isNaN(sum)) throw new RangeError('A value is missing.');
  return sum;
}
`;
const other = `
class Table {
  private readonly rows = new Map<string, number[]>();
  add(key: string, ...row: number[]): this {
    const known = this.rows.get(key);
    if (known === undefined) this.rows.set(key, row);
    else known.push(...row);
    return this;
  }
  get size(): number {
    return [...this.rows.values()].reduce((all, row) => all + row.length, 0);
  }
}
`;

describe('a copy is found', () => {
  test.each<[string, string, number]>([
    ['as it is', original!, 1],
    ['with other names, without layout', minified(original!), 0.7],
    ['with comments', original!.replaceAll('\n', ' // mine\n/* and\n mine */'), 1],
    ['with other numbers and texts', original!.replace(/\b\d+\b/g, '7').replace(/'/g, '"'), 1],
    [
      'with a line put in',
      original!.replace(/;\n/, ';\nconst unused = [1, 2].map(String);\n'),
      0.85,
    ],
    ['with code before and after', `${helper}${original!}${other}`, 1],
  ])('%s', (_, copy, least) => {
    const { pairs, found } = compare({ Ada: original!, Bob: copy, Cleo: unlike(0) });
    expect(pairs.map(({ students }) => students)).toEqual([['Ada', 'Bob']]);
    expect(found).toBe(1);
    expect(pairs[0]!.share).toBeGreaterThanOrEqual(least);
    expect(pairs[0]!.cells).toMatchObject([{ gradeId: '2-3', share: pairs[0]!.share }]);
  });

  test('with its functions in another order, and both places are told', () => {
    const { pairs } = compare({ Ada: helper + other, Bob: other + helper });
    expect(pairs[0]!.share).toBeGreaterThan(0.85);
    const line = lineCount(helper);
    const [first, second] = pairs[0]!.cells[0]!.regions;
    // In the first answer the function comes first, in the second the class.
    expect(first!.lines[0][1]).toBeLessThanOrEqual(line);
    expect(first!.lines[1][0]).toBeGreaterThan(lineCount(other) - 2);
    expect(second!.lines[0][0]).toBeGreaterThanOrEqual(line);
    expect(second!.lines[1][1]).toBeLessThanOrEqual(lineCount(other));
  });

  test('in part: the lines are told', () => {
    const { pairs } = compare({ Ada: helper, Bob: `// Bob\n\n${other}${helper}` });
    expect(pairs[0]!.share).toBe(1);
    const [region, ...rest] = pairs[0]!.cells[0]!.regions;
    expect(rest).toEqual([]);
    const [ada, bob] = region!.lines;
    const shift = lineCount(`// Bob\n\n${other}`) - 1;
    expect(bob).toEqual([ada[0] + shift, ada[1] + shift]);
    expect(ada[0]).toBe(3);
    expect(ada[1]).toBeGreaterThanOrEqual(9);
  });
});

describe('no copy', () => {
  test.each(parts.filter((part) => independent(part).length > 1))(
    'are the right answers to %s that were written independently',
    (part) => {
      const sources = Object.fromEntries(independent(part).entries());
      const all = compare(sources, course, { leastShare: 0.001, leastOwn: 1 });
      for (const { share } of all.pairs) expect(share).toBeLessThan(0.45);
      expect(compare(sources, course).pairs).toEqual([]);
    },
  );

  test('is what everyone has from the course', () => {
    const sources = { Ada: helper + other, Bob: helper + original! };
    expect(compare(sources, [], { leastShare: 0.2 }).pairs).toHaveLength(1);
    expect(compare(sources, [helper], { leastShare: 0.001 }).pairs).toEqual([]);
    // Whoever hands in just that has nothing of their own.
    expect(compare({ Ada: helper, Bob: helper }, [helper])).toMatchObject({
      pairs: [],
      notCompared: ['Ada', 'Bob'].map((student) => ({ student, reason: 'little' })),
    });
    // The course's solution and what is released are such.
    const all = new Map(course.map((source, index) => [`cell ${index}`, source]));
    const class2 = new Map(['Ada', 'Bob'].map((student) => [student, all]));
    expect(similarAnswers(class2, { known: [], leastOwn: 1 }).found).toBe(1);
    expect(similarAnswers(class2, { known: course, leastOwn: 1 }).found).toBe(0);
  });

  test('is what many have', () => {
    const students = Array.from({ length: 40 }, (_, i) => `Student ${i}`);
    const copiers = (count: number): Similarity =>
      compare(
        Object.fromEntries(students.map((student, i) => [student, i < count ? helper : unlike(i)])),
      );
    expect(copiers(10).found).toBe(45);
    const many = copiers(11);
    expect(many.found).toBe(0);
    expect(many.notCompared.filter(({ reason }) => reason === 'common')).toHaveLength(11);
    expect([mostSharing(5, 0.25), mostSharing(40, 0.25), mostSharing(9999, 0.25)]).toEqual([
      8, 10, 40,
    ]);
  });
});

test('of a short answer nothing is said', () => {
  const short = 'const product = (a, b) => (a + b) % 4;';
  expect(compare({ Ada: short, Bob: short })).toMatchObject({
    pairs: [],
    notCompared: [
      { student: 'Ada', gradeId: '2-3', reason: 'little' },
      { student: 'Bob', gradeId: '2-3', reason: 'little' },
    ],
  });
});

test('several answers are told one by one, and together; the order of the class does not matter', () => {
  const own: [string, Map<string, string>][] = [
    [
      'Cleo',
      new Map([
        ['a', helper],
        ['b', other],
      ]),
    ],
    [
      'Bob',
      new Map([
        ['a', helper],
        ['b', unlike(1)],
      ]),
    ],
    [
      'Ada',
      new Map([
        ['a', unlike(2)],
        ['b', unlike(3)],
        ['c', helper],
      ]),
    ],
  ];
  const result = similarAnswers(new Map(own), { known: [] });
  expect(result.pairs).toHaveLength(1);
  const [pair] = result.pairs;
  expect(pair).toMatchObject({ students: ['Bob', 'Cleo'], cells: [{ gradeId: 'a', share: 1 }] });
  expect(pair!.share).toBeGreaterThan(0.1);
  expect(pair!.share).toBeLessThan(0.9);
  expect(similarAnswers(new Map(own.reverse()), { known: [] })).toEqual(result);
});

describe('a class of 1,000 with 12 answers each', () => {
  const cells = Array.from({ length: 12 }, (_, cell) => `cell ${cell}`);

  /** Every hundredth has one answer of the one before. */
  function classOf(size: number): Map<string, Map<string, string>> {
    const all = new Map<string, Map<string, string>>();
    for (let i = 0; i < size; i++) {
      const sources = cells.map((_, cell) =>
        unlike((i % 100 === 1 && cell === 5 ? i - 1 : i) * 12 + cell),
      );
      all.set(`${i}`, new Map(cells.map((cell, index) => [cell, sources[index]!])));
    }
    return all;
  }

  test('has its copies found, and no others; the work grows with the class', () => {
    const [small, large] = [250, 1000].map((size) =>
      similarAnswers(classOf(size), { known: course }),
    );
    const copied = Array.from({ length: 10 }, (_, i) => `${i * 100},${i * 100 + 1}`);
    expect(large!.pairs.map(({ students }) => String(students)).sort()).toEqual(copied.sort());
    expect(large!.pairs.every(({ cells: found }) => found[0]!.gradeId === 'cell 5')).toBe(true);
    const growth = (what: 'fingerprints' | 'meetings'): number =>
      large!.work[what] / small!.work[what];
    expect(growth('fingerprints')).toBeCloseTo(4, 1);
    expect(large!.work.fingerprints).toBeGreaterThan(12_000 * 20);
    // Pair by pair, all would meet half a million times for each cell, whatever they share.
    expect(large!.work.meetings).toBeLessThan(large!.work.fingerprints * 20);
    expect(growth('meetings')).toBeLessThan(16);
  });
});

/**
 * Code that shares nothing with other such code but usual idioms: random expressions from a seed.
 */
function unlike(seed: number): string {
  const [leaves, operators] = ['a f(b) c[1] -d e.g [h] (k) !l', '+ - * / % && || ?? < >='].map(
    (words) => words.split(' '),
  ) as [string[], string[]];
  const chance = [...createHash('sha512').update(`${seed}`).digest()];
  const lines = Array.from({ length: 7 }, (_, line) => {
    const parts = chance
      .slice(line * 9, line * 9 + 9)
      .map((byte, i) => (i % 2 === 0 ? leaves[byte % 8]! : operators[byte % 10]!));
    return `const x = ${parts.join(' ')};\nfor (const row of rows) total += row[0] * row[1];`;
  });
  return lines.join('\n');
}
