import { gramHashes, leastOfWindows, winnow } from './winnow';

/** Numbers 0..1 from a seed, the same every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const [noise, window] = [6, 5];

/** Random tokens, of so many kinds. */
function tokens(random: () => number, length: number, kinds: number): number[] {
  return Array.from({ length }, () => Math.floor(random() * kinds));
}

test('the example of the paper', () => {
  const hashes = [77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98];
  const places = leastOfWindows(hashes, 4);
  expect(places.map((at) => [hashes[at], at])).toEqual([
    [17, 3],
    [17, 6],
    [8, 8],
    [39, 11],
    [17, 15],
  ]);
});

test('every match of w + k − 1 tokens is found, wherever it stands', () => {
  const random = randomFrom(1);
  for (let i = 0; i < 2000; i++) {
    // Of two kinds, sequences repeat themselves and have equal hashes; of 50, they don't.
    const kinds = [2, 5, 50][i % 3]!;
    const match = tokens(random, window + noise - 1, kinds);
    const [first, second] = [0, 1].map(() => {
      const before = tokens(random, Math.floor(random() * 30), kinds);
      const all = [...before, ...match, ...tokens(random, Math.floor(random() * 30), kinds)];
      const inMatch = winnow(all, { noise, window }).filter(
        ({ at }) => at >= before.length && at + noise <= before.length + match.length,
      );
      return inMatch.map(({ hash, at }) => `${hash} ${at - before.length}`);
    });
    expect(first!.filter((one) => second!.includes(one))).not.toEqual([]);
  }
});

test('no match of fewer than k tokens is', () => {
  const random = randomFrom(2);
  for (let i = 0; i < 500; i++) {
    const match = tokens(random, noise - 1, 50);
    const [first, second] = [0, 100].map((shift) => {
      const around = [0, 1].map(() => tokens(random, 20, 50).map((kind) => kind + 100 + shift));
      return winnow([...around[0]!, ...match, ...around[1]!], { noise, window });
    });
    const hashes = new Set(first!.map(({ hash }) => hash));
    expect(second!.filter(({ hash }) => hashes.has(hash))).toEqual([]);
  }
});

test('of a long text about two k-grams in w + 1 are chosen, as the paper shows for random hashes', () => {
  const random = randomFrom(3);
  for (const kinds of [4, 50]) {
    const all = tokens(random, 20_000, kinds);
    const density = winnow(all, { noise: 12, window }).length / 20_000;
    expect(density).toBeCloseTo(2 / (window + 1), 1);
  }
});

test('what is known is not chosen, and hides nothing beside it', () => {
  const random = randomFrom(4);
  for (let i = 0; i < 500; i++) {
    const stub = tokens(random, 40, 50);
    const known = new Set(gramHashes(stub, noise));
    const own = tokens(random, window + noise - 1, 50);
    const [first, second] = [0, 1].map(() => {
      const all = [...stub, ...own, ...stub];
      return winnow(all, { noise, window, known }).map(({ hash }) => hash);
    });
    expect(first!.some((hash) => known.has(hash))).toBe(false);
    expect(first!.filter((hash) => second!.includes(hash))).not.toEqual([]);
    expect(winnow(stub, { noise, window, known })).toEqual([]);
  }
});

test('hashes are numbers that are exact, and differ', () => {
  const hashes = gramHashes(tokens(randomFrom(5), 100_000, 300), 8);
  expect(hashes).toHaveLength(100_000 - 7);
  expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('what is shorter than w + k − 1 tokens has no fingerprints', () => {
  expect(winnow(tokens(randomFrom(6), window + noise - 2, 9), { noise, window })).toEqual([]);
});
