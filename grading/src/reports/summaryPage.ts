import { exercises as table } from 'course';
import { escapeHtml, htmlPage } from 'nbconvert-ts';
import { statuses, type ExerciseResult, type SubmissionResult } from '../results/SubmissionResult';
import { earned, possible, total } from '../results/summarize';
import type { SimilarCell, SimilarPair } from '../similarity/similarAnswers';
import { withoutSandbox } from './gradescope';
import { reportCss } from './reportCss';

/**
 * A class at a glance: how points spread, what failed most often, what took longest, whose answers
 * look alike.
 *
 * @param others students of earlier runs, whose answers were not compared
 */
export function summaryPage(
  results: readonly SubmissionResult[],
  similar: readonly SimilarPair[],
  others: readonly string[] = [],
): string {
  const points = results.map((result) => total(result).points);
  // Students may have been graded on different exercises, in several runs.
  const maximum = Math.max(...results.map((result) => total(result).maximum));
  const attention = results.flatMap((result) =>
    result.exercises
      .filter(({ status }) => !['graded', 'not attempted'].includes(status))
      .map((one) => ({ student: result.student, ...one })),
  );
  const urgent = attention.filter(
    ({ exercise, status }) => table[exercise].kind === 'code' || status !== 'needs a person',
  );
  return htmlPage({
    title: 'Summary',
    css: reportCss,
    body: `<main>
<h1>${results.length} submissions</h1>
<p class="total">Median ${median(points)} of ${maximum} points, from ${Math.min(...points)} to ${Math.max(...points)}</p>
${results.some(({ grader }) => grader.sandbox === 'none') ? `<p>${withoutSandbox}</p>` : ''}
${bars(points, maximum, 20)}
<h2>Exercises</h2>
${exerciseTable(results)}
<h2>For a person</h2>
${
  urgent.length === 0
    ? '<p>No program’s mark needs a look.</p>'
    : rows(
        ['Student', 'Exercises', 'Status', 'Why'],
        alike(urgent).map((ones) => [
          link(ones[0]!.student),
          ones.map(({ exercise }) => exercise).join(', '),
          ones[0]!.status,
          firstLine(ones[0]!.note),
        ]),
      )
}
${attention.length > urgent.length ? `<p>${attention.length - urgent.length} written answers wait: <code>npm run grade -- --written</code></p>` : ''}
<h2>What failed most often</h2>
${rows(
  ['Exercise', 'Property', 'Submissions', 'Share of those attempted'],
  commonest(results).map(({ exercise, property, count, share }) => [
    ...[exercise, escapeHtml(property), String(count), percent(share)],
  ]),
)}
<h2>The slowest</h2>
${rows(
  ['Student', 'Exercise', 'Seconds'],
  slowest(results).map(({ student, exercise, seconds }) => [
    ...[link(student), exercise, (seconds ?? 0).toFixed(1)],
  ]),
)}
<h2>Similar answers</h2>
${
  similar.length === 0
    ? '<p>No two students’ answers are more alike than such answers are.</p>'
    : `<p>Alike in what is not also in most answers, nor in the course’s own. A reason to look, no proof.</p>${rows(
        ['Students', 'Alike', 'Cells'],
        similar.map(({ students, share, cells }) => [
          students.map(link).join(', '),
          percent(share),
          cells.map(similarCell).join('<br>'),
        ]),
      )}`
}
${others.length === 0 ? '' : `<p>Not compared, since an earlier run has graded them: ${others.map(link).join(', ')}.</p>`}
</main>`,
  });
}

/** One student's exercises of which the same is to be said, together. */
function alike<T extends ExerciseResult & { student: string }>(all: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = JSON.stringify([one.student, one.status, one.note]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function exerciseTable(results: readonly SubmissionResult[]): string {
  const numbers = [
    ...new Set(results.flatMap(({ exercises }) => exercises.map(({ exercise }) => exercise))),
  ].sort();
  return rows(
    ['Exercise', '', 'Mean', 'Points', 'Status'],
    numbers.map((number) => {
      const ones = results.flatMap(({ exercises }) =>
        exercises.filter(({ exercise }) => exercise === number),
      );
      const points = ones.map(earned);
      const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
      const maximum = possible(ones[0]!);
      const counts = statuses
        .map((status) => [status, ones.filter((one) => one.status === status).length] as const)
        .filter(([, count]) => count > 0);
      return [
        `${number} ${escapeHtml(table[number].title)}`,
        bars(points, maximum, Math.min(maximum, 10)),
        mean.toFixed(1),
        String(maximum),
        counts.map(([status, count]) => `${count} ${status}`).join(', '),
      ];
    }),
  );
}

/** How values of 0 .. maximum spread, as a small picture; the last bar holds the maximum and what is above it. */
function bars(values: readonly number[], maximum: number, count: number): string {
  const heights = new Array<number>(count + 1).fill(0);
  for (const value of values) heights[Math.min(count, Math.floor((value / maximum) * count))]!++;
  const most = Math.max(...heights, 1);
  const width = 8;
  const rects = heights.map((height, index) => {
    const size = (height / most) * 40;
    const label = `${((index / count) * maximum).toFixed(1)} points: ${height}`;
    return `<rect x="${index * (width + 2)}" y="${40 - size}" width="${width}" height="${Math.max(size, 0.5)}"><title>${label}</title></rect>`;
  });
  const total = (count + 1) * (width + 2);
  return `<svg class="bars" width="${total}" height="40" role="img" aria-label="Distribution of points">${rects.join('')}</svg>`;
}

/** Properties by how often they failed. */
function commonest(
  results: readonly SubmissionResult[],
): { exercise: string; property: string; count: number; share: number }[] {
  const counts = new Map<string, { exercise: string; property: string; count: number }>();
  const attempted = new Map<string, number>();
  for (const { exercises } of results) {
    for (const { exercise, items, status } of exercises) {
      if (status === 'not attempted' || status === 'malformed') continue;
      if (table[exercise].kind === 'written') continue;
      attempted.set(exercise, (attempted.get(exercise) ?? 0) + 1);
      const failed = items.flatMap(({ findings }) => findings.filter(({ passed }) => !passed));
      for (const property of new Set(failed.map(({ property }) => property))) {
        const key = `${exercise} ${property}`;
        const count = (counts.get(key)?.count ?? 0) + 1;
        counts.set(key, { exercise, property, count });
      }
    }
  }
  return [...counts.values()]
    .map((one) => ({ ...one, share: one.count / attempted.get(one.exercise)! }))
    .sort((a, b) => b.count - a.count || (a.property < b.property ? -1 : 1))
    .slice(0, 15);
}

function slowest(
  results: readonly SubmissionResult[],
): (Pick<ExerciseResult, 'exercise' | 'seconds'> & { student: string })[] {
  return results
    .flatMap(({ student, exercises }) =>
      exercises.map(({ exercise, seconds }) => ({
        ...{ student, exercise },
        ...(seconds !== undefined && { seconds }),
      })),
    )
    .filter(({ seconds }) => seconds !== undefined)
    .sort((a, b) => b.seconds! - a.seconds!)
    .slice(0, 10);
}

function rows(heads: readonly string[], cells: readonly (readonly string[])[]): string {
  const head = heads.map((one) => `<th>${one}</th>`).join('');
  const body = cells.map((row) => `<tr>${row.map((one) => `<td>${one}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function link(student: string): string {
  return `<a href="${escapeHtml(encodeURIComponent(student))}/feedback.html">${escapeHtml(student)}</a>`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Which lines of two answers say the same. */
function similarCell({ gradeId, share, regions }: SimilarCell): string {
  const lines = regions.map(({ lines: [a, b] }) => `${range(a)} as ${range(b)}`).join(', ');
  return `${escapeHtml(gradeId)}: ${percent(share)}${lines && `, lines ${lines}`}`;
}

const range = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

function firstLine(text = ''): string {
  return escapeHtml(text.trim().split('\n')[0]!.slice(0, 160));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
