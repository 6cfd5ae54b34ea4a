import { principalComponents } from './principalComponents';

/** Rows that vary differently in different directions, without a pattern. */
function sample(rows: number, columns: number): number[][] {
  const wave = (i: number, j: number): number => Math.sin(7.3 * i * (j + 1) + j * j);
  return Array.from({ length: rows }, (_, i) =>
    Array.from(
      { length: columns },
      (_, j) => 5 + (columns - j) * wave(i, j) + 2 * wave(i, 0) * Math.cos(j),
    ),
  );
}

function covarianceOf(rows: number[][]): number[][] {
  const columns = rows[0]!.map((_, j) => rows.map((row) => row[j]!));
  const mean = columns.map((column) => column.reduce((a, b) => a + b) / rows.length);
  return columns.map((a, j) =>
    columns.map((b, k) =>
      a.reduce((sum, _, i) => sum + (a[i]! - mean[j]!) * (b[i]! - mean[k]!), 0),
    ),
  );
}

/**
 * Eigenvalues (the diagonal) and eigenvectors (columns) of a symmetric matrix, by Jacobi's plane
 * rotations.
 */
function jacobi(matrix: number[][]): { values: number[]; vectors: number[][] } {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p]![q]!) < 1e-14) continue;
        const angle = 0.5 * Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (const row of [...a, ...v]) {
          [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
        }
        for (let k = 0; k < n; k++) {
          [a[p]![k], a[q]![k]] = [c * a[p]![k]! - s * a[q]![k]!, s * a[p]![k]! + c * a[q]![k]!];
        }
      }
    }
  }
  return { values: a.map((row, i) => row[i]!), vectors: v };
}

/**
 * Scores from all eigenvectors of the covariance, largest first, the largest entry of each made
 * positive.
 */
function slowly(rows: number[][], count: number): number[][] {
  const { values, vectors } = jacobi(covarianceOf(rows));
  const order = values.map((_, k) => k).sort((a, b) => values[b]! - values[a]!);
  const directions = order.slice(0, count).map((k) => {
    const direction = vectors.map((row) => row[k]!);
    const largest = direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    return direction.map((value) => value * Math.sign(largest));
  });
  const mean = rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
  return rows.map((row) =>
    directions.map((d) => d.reduce((sum, value, j) => sum + value * (row[j]! - mean[j]!), 0)),
  );
}

function expectClose(actual: number[][], expected: number[][]): void {
  expect(actual.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  const largest = Math.max(...expected.flat().map(Math.abs));
  const differences = actual.flatMap((row, i) => row.map((value, k) => value - expected[i]![k]!));
  expect(Math.max(...differences.map(Math.abs))).toBeLessThan(1e-5 * largest);
}

test.each([
  [40, 6, 3],
  [5, 12, 2],
  [30, 2, 2],
])('%i rows of %i values: the first %i components are those of a slow computation', (n, d, k) => {
  const rows = sample(n, d);
  expectClose(principalComponents(rows, k), slowly(rows, k));
});

test('two components without being told, from typed arrays too', () => {
  const rows = sample(20, 4);
  const typed = rows.map((row) => Float64Array.from(row));
  expectClose(principalComponents(typed), slowly(rows, 2));
});

test('features that are always 0, as after ReLU, do not matter', () => {
  const rows = sample(20, 3);
  const padded = rows.map((row) => [0, ...row, 0]);
  expectClose(principalComponents(padded), slowly(rows, 2));
});

test('the direction of largest variance is found even if another holds the longest row', () => {
  const rows = [...Array.from({ length: 10 }, (_, i) => [0, i % 2 ? 5 : -5]), [6, 0], [-6, 0]];
  expectClose(
    principalComponents(rows),
    rows.map(([x, y]) => [y!, x!]),
  );
});

test('where nothing varies any more, coordinates are 0', () => {
  expect(principalComponents([[1, 1], [1, 1]])).toEqual([[0, 0], [0, 0]]); // prettier-ignore
  const line = principalComponents([[1, 1], [2, 2], [3, 3]]); // prettier-ignore
  expectClose(line, [[-Math.SQRT2, 0], [0, 0], [Math.SQRT2, 0]]); // prettier-ignore
});

test('refuses rows without a plane to look at', () => {
  expect(() => principalComponents([])).toThrow(/at least two rows.*got 0/);
  expect(() => principalComponents([[1, 2], [1]])).toThrow(/row 0 with 2 values and row 1 with 1/);
  expect(() => principalComponents([[1], [2]])).toThrow(/from 1 to 1.*got 2/);
  expect(() => principalComponents([[1, 2], [1, NaN]])).toThrow(/row 1 holds another value/); // prettier-ignore
});
