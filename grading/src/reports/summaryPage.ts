import { exercises as table } from 'course';
import { sep } from 'node:path';
import { html } from 'hono/html';
import { firstLine, htmlPage } from 'nbconvert-ts';
import { statuses, type SubmissionResult } from '../results/SubmissionResult';
import { resultFolder } from '../results/recordFile';
import { earned, outOf, possible, total } from '../results/summarize';
import type { SimilarCell, SimilarPair } from '../similarity/similarAnswers';
import { alike, commonest, median, slowest, type StudentExercise } from './classFigures';
import { withoutSandbox } from './gradescope';
import { reportCss, type Html } from './reportHtml';

/**
 * A class at a glance: how points spread, what failed most often, what took longest, whose answers
 * look alike.
 *
 * @param others students of earlier runs, whose answers were not compared
 */
export async function summaryPage(
  results: readonly SubmissionResult[],
  similar: readonly SimilarPair[],
  others: readonly string[] = [],
): Promise<string> {
  const points = results.map((result) => total(result).points);
  // Several runs may have graded students on different exercises.
  const maximum = Math.max(...results.map((result) => total(result).maximum));
  const attention = results.flatMap((result) =>
    result.exercises
      .filter(({ status }) => !['graded', 'not attempted'].includes(status))
      .map((one) => ({ student: result.student, ...one })),
  );
  const urgent = attention.filter(
    ({ exercise, status }) => table[exercise].kind === 'code' || status !== 'needs a person',
  );
  const waiting = attention.length - urgent.length;
  const body = html`<main>
    <h1>${results.length} ${results.length === 1 ? 'submission' : 'submissions'}</h1>
    <p class="total">
      Median ${outOf(median(points), maximum)}, from ${Math.min(...points)} to
      ${Math.max(...points)}
    </p>
    ${results.some(({ grader }) => grader.sandbox === 'none') ? html`<p>${withoutSandbox}</p>` : ''}
    ${bars(points, Math.max(maximum, ...points, 1), 20)}
    <h2>Exercises</h2>
    ${exerciseTable(results)}
    <h2>Needs a person</h2>
    ${urgentTable(urgent)}
    ${waiting > 0 ? html`<p>${waiting === 1 ? '1 written answer waits' : `${waiting} written answers wait`}: <code>npm run grade -- --submissions DIR --out DIR --written</code></p>` : ''}
    <h2>What failed most often</h2>
    ${rows(
      ['Exercise', 'Property', 'Submissions', 'Share of those attempted'],
      commonest(results).map(({ exercise, property, count, share }) => [
        exercise,
        property,
        count,
        percent(share),
      ]),
    )}
    <h2>Slowest answers</h2>
    ${rows(
      ['Student', 'Exercise', 'Seconds'],
      slowest(results).map(({ student, exercise, seconds }) => [
        link(student),
        exercise,
        seconds.toFixed(1),
      ]),
    )}
    <h2>Similar answers</h2>
    ${similarTable(similar)}
    ${others.length === 0 ? '' : html`<p>Not compared, since an earlier run has graded them: ${listed(others)}.</p>`}
  </main>`;
  return htmlPage({ title: 'Summary', css: reportCss, body: String(await body) });
}

function urgentTable(urgent: readonly StudentExercise[]): Html {
  if (urgent.length === 0) return html`<p>No automatic mark needs a person.</p>`;
  return rows(
    ['Student', 'Exercises', 'Status', 'Why'],
    alike(urgent).map((ones) => [
      link(ones[0]!.student),
      ones.map(({ exercise }) => exercise).join(', '),
      ones[0]!.status,
      firstLine(ones[0]!.note ?? '', 160),
    ]),
  );
}

function similarTable(similar: readonly SimilarPair[]): Html {
  if (similar.length === 0) {
    return html`<p>No two students’ answers are unusually similar.</p>`;
  }
  const pairs = similar.map(({ students, share, cells }) => [
    listed(students),
    percent(share),
    cells.map((cell, index) => html`${index > 0 ? html`<br />` : ''}${similarCell(cell)}`),
  ]);
  return html`<p>
      Similar beyond what most answers and the course’s own have in common. A reason to look, not a
      proof.
    </p>
    ${rows(['Students', 'Similar', 'Cells'], pairs)}`;
}

function exerciseTable(results: readonly SubmissionResult[]): Html {
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
        `${number} ${table[number].title}`,
        bars(points, maximum, Math.min(maximum, 10)),
        mean.toFixed(1),
        String(maximum),
        counts.map(([status, count]) => `${count} ${status}`).join(', '),
      ];
    }),
  );
}

/** A histogram of values from 0 to maximum; the last bar holds the maximum and what is above it. */
function bars(values: readonly number[], maximum: number, count: number): Html {
  const heights = new Array<number>(count + 1).fill(0);
  for (const value of values) heights[Math.min(count, Math.floor((value / maximum) * count))]!++;
  const most = Math.max(...heights, 1);
  const width = 8;
  const rects = heights.map((height, index) => {
    const size = (height / most) * 40;
    const label = `${((index / count) * maximum).toFixed(1)} points: ${height}`;
    return html`<rect
      x="${index * (width + 2)}"
      y="${40 - size}"
      width="${width}"
      height="${Math.max(size, 0.5)}"
      ><title>${label}</title></rect
    >`;
  });
  const total = (count + 1) * (width + 2);
  return html`<svg
    class="bars"
    width="${total}"
    height="40"
    role="img"
    aria-label="Distribution of points"
  >
    ${rects}
  </svg>`;
}

function rows(heads: readonly string[], cells: readonly (readonly unknown[])[]): Html {
  const body = cells.map(
    (row) =>
      html`<tr>
        ${row.map((one) => html`<td>${one}</td>`)}
      </tr>`,
  );
  return html`<table>
    <thead>
      <tr>
        ${heads.map((one) => html`<th>${one}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>
  </table>`;
}

function link(student: string): Html {
  const folder = resultFolder('.', student).split(sep).map(encodeURIComponent).join('/');
  return html`<a href="${folder}/feedback.html">${student}</a>`;
}

function listed(students: readonly string[]): Html {
  return html`${students.map((student, index) => html`${index > 0 ? ', ' : ''}${link(student)}`)}`;
}

/** Names the lines of two answers that match. */
function similarCell({ gradeId, share, regions }: SimilarCell): string {
  const lines = regions.map(({ lines: [a, b] }) => `${range(a)} as ${range(b)}`).join(', ');
  return `${gradeId}: ${percent(share)}${lines && `, lines ${lines}`}`;
}

const range = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
