import { exercises as table, gradeId, isCode } from 'course';
import { html, raw } from 'hono/html';
import { htmlPage, renderMarkdown } from 'nbconvert-ts';
import { renderPng } from 'notebook-display';
import { earned, outOf, possible, total } from '../results/summarize';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';
import type { ScoredItem } from 'course/grading';
import { withoutSandbox } from './gradescope';
import { reportCss, type Html } from './reportHtml';

/**
 * The page that a student gets back: what holds and what does not, why, and pictures of it. It runs
 * no script and loads nothing; all that comes from the student's program is plain text in it.
 */
export async function feedbackPage(result: SubmissionResult): Promise<string> {
  const { points, maximum } = total(result);
  const sections: Html[] = [];
  for (const exercise of result.exercises) sections.push(await section(exercise));
  const { version, tensorflow, node, course, seed, sandbox } = result.grader;
  const body = html`<main>
    <h1>Feedback for ${result.student}</h1>
    <p class="total">${outOf(points, maximum)}${waiting(result)}</p>
    ${overview(result.exercises)} ${sections}
    <footer>
      ${reproduction(result)} Graded by version ${version} (course ${course.slice(0, 12)},
      TensorFlow.js ${tensorflow}, Node ${node}) with seed ${seed}. Answers:
      ${result.submission.slice(0, 12)}. The same answers and seed give the same
      points.${sandbox === 'none' ? ` ${withoutSandbox}` : ''}
    </footer>
  </main>`;
  return htmlPage({
    title: `Feedback for ${result.student}`,
    css: reportCss,
    body: String(await body),
  });
}

function overview(exercises: readonly ExerciseResult[]): Html {
  const rows = exercises.map(
    (one) =>
      html`<tr>
        <td><a href="#${anchor(one)}">${one.exercise}</a></td>
        <td>${table[one.exercise].title}</td>
        <td class="number">${isOpen(one) ? '–' : earned(one)} of ${possible(one)}</td>
        <td>${one.status}</td>
      </tr>`,
  );
  return html`<table>
    <thead>
      <tr>
        <th>Exercise</th>
        <th></th>
        <th>Points</th>
        <th>Status</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

async function section(result: ExerciseResult): Promise<Html> {
  const { exercise, status, note, asItStands } = result;
  const isWritten = table[exercise].kind === 'written';
  const points = isOpen(result) ? '–' : earned(result);
  const shown: Html[] = [];
  if (asItStands) {
    shown.push(
      html`<p>
        The answer uses other cells of yours (${asItStands.join(', ')}), so it was judged in your
        notebook as it stands.
      </p>`,
    );
  }
  // What failed in the grader tells a student nothing.
  if (note !== undefined && status !== 'could not be graded') {
    // A comment is a person's Markdown with formulas; anything else is what a program printed.
    shown.push(isWritten ? raw(renderMarkdown(note)) : html`<pre class="note">${note}</pre>`);
  }
  if (status !== 'not attempted' && !isOpen(result)) shown.push(await pointsAndCauses(result));
  return html`<h2 id="${anchor(result)}">
      ${exercise} ${table[exercise].title}: ${points} of ${possible(result)}
    </h2>
    <p class="status">${statusSentence(result)}</p>
    ${shown} ${answerListing(result)} `;
}

/** Whether it has yet to be graded. */
function isOpen({ exercise, status }: ExerciseResult): boolean {
  const isWritten = table[exercise].kind === 'written';
  return status === 'could not be graded' || (status === 'needs a person' && isWritten);
}

function waiting({ exercises }: SubmissionResult): string {
  const open = exercises.filter(isOpen);
  const failed = open.filter(({ status }) => status === 'could not be graded').length;
  const kinds = [
    [open.length - failed, 'written answers are not graded yet'],
    [failed, 'exercises could not be graded yet'],
  ] as const;
  const words = kinds.flatMap(([count, what]) => (count === 0 ? [] : [`; ${count} ${what}`]));
  return words.length === 0 ? '' : ` so far${words.join('')}`;
}

function statusSentence({ status, exercise }: ExerciseResult): string {
  switch (status) {
    case 'graded':
      return 'Graded.';
    case 'needs a person':
      return table[exercise].kind === 'written'
        ? 'A person grades this answer.'
        : 'A person must look at this.';
    case 'not attempted':
      return 'Nothing was handed in for this exercise: the answer is as it was released.';
    case 'timed out':
      return 'The answer did not finish in time.';
    case 'out of memory':
      return 'The answer used more memory than it may.';
    case 'crashed':
      return 'The program ended while the answer was being judged.';
    case 'malformed':
      return 'What was handed in can’t be read.';
    case 'could not be graded':
      return 'The grader failed, so this is no mark. It is not your fault: it will be graded again.';
  }
}

/** The rubric, what failed, each once, and what holds. */
async function pointsAndCauses({ exercise, items }: ExerciseResult): Promise<Html> {
  const isWritten = table[exercise].kind === 'written';
  const findings = distinct(items.flatMap((item) => item.findings));
  const failed = findings.filter((one) => !one.passed && one.unexamined === undefined);
  const open = findings.filter(({ skipped }) => skipped);
  const causes: Html[] = [];
  for (const finding of failed) causes.push(await causeHtml(finding));
  const holds = findings.filter(({ passed, skipped }) => passed && !skipped);
  return html`<table class="items">
      <tbody>
        ${items.map((item) => itemRow(item, isWritten))}
      </tbody>
    </table>
    ${causes} ${open.map(({ property, detail }) => html`<p>? ${property}: ${detail}</p> `)}
    ${
      holds.length === 0
        ? ''
        : html`<details>
            <summary>What holds: ${holds.length} of ${findings.length} properties</summary>
            <ul>
              ${holds.map(({ property, detail }) => html`<li>✓ ${property}: ${detail}</li> `)}
            </ul>
          </details>`
    }`;
}

function itemRow(item: ScoredItem, isWritten: boolean): Html {
  const { title, points, findings } = item;
  const isFull = item.earned === points;
  return html`<tr class="${isFull ? 'passed' : 'failed'}">
    <td>${isFull ? '✓' : '✗'}</td>
    <td class="number">${item.earned} of ${points}</td>
    <td>${title}${isFull || isWritten ? '' : html`<br /><small>${whyLost(findings)}</small>`}</td>
  </tr> `;
}

/** Why an item has not earned its points, in a line: what failed stands below once. */
function whyLost(findings: ScoredItem['findings']): string {
  const lost = findings.filter(({ passed, skipped }) => !passed || skipped);
  const failed = lost.filter(({ unexamined, skipped }) => unexamined === undefined && !skipped);
  const unexamined = new Set(lost.flatMap(({ unexamined }) => unexamined ?? []));
  const sentences = [
    ...(failed.length > 0
      ? [`Does not hold: ${failed.map(({ property }) => property).join('; ')}.`]
      : []),
    ...[...unexamined].map((cause) => `Not examined, because ${cause}.`),
    ...(lost.some(({ skipped }) => skipped) ? ['A person examines this.'] : []),
  ];
  return sentences.join(' ') || 'Not examined, because the program ended before.';
}

/** Something that does not hold, with its hint and its picture. */
async function causeHtml({ property, detail, hint, figure }: Finding): Promise<Html> {
  const png = figure && Buffer.from(await renderPng(figure)).toString('base64');
  return html`<section class="cause">
    <h3>✗ ${property}</h3>
    <p class="detail">${detail}</p>
    ${hint === undefined ? '' : html`<p class="hint">${hint}</p>`}
    ${
      png === undefined
        ? ''
        : html`<figure>
            <img
              src="data:image/png;base64,${png}"
              alt="What the answer gives, and what it should give, for: ${property}"
            />
          </figure>`
    }
  </section> `;
}

type Finding = ScoredItem['findings'][number];

/** Findings that several items name, once; a hint may stand at any of them. */
function distinct(findings: readonly Finding[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const one of findings) {
    const key = JSON.stringify([one.id, one.property, one.detail]);
    found.set(key, { ...one, ...found.get(key) });
  }
  return [...found.values()];
}

/** The answer as it was judged, with the numbers of its lines. */
function answerListing({ answer }: ExerciseResult): Html {
  if (!answer) return html``;
  const cells = answer.map((source) => {
    const count = source.trimEnd().split('\n').length;
    const numbers = Array.from({ length: count }, (_, index) => index + 1).join('\n');
    return html`<div class="listing">
      <pre aria-hidden="true">${numbers}</pre>
      <pre>${source.trimEnd()}</pre>
    </div> `;
  });
  return html`<details>
    <summary>The answer that was graded</summary>
    ${cells}
  </details>`;
}

/** What an instructor runs to see the same. */
function reproduction({ grader, exercises }: SubmissionResult): Html {
  const { seed, accuracy, sandbox } = grader;
  const lost = exercises.filter((one) => isCode(one.exercise) && earned(one) < possible(one));
  if (lost.length === 0) return html``;
  const command = [
    'npm run grade -- --submissions DIR --out NEW_DIR',
    ...lost.map(({ exercise }) => `--exercise ${exercise}`),
    `--seed ${seed}`,
    ...(accuracy === 'train' ? [] : [`--accuracy ${accuracy}`]),
    ...(sandbox === 'none' ? ['--unsafe-no-sandbox'] : []),
  ].join(' ');
  return html`<p>
    An instructor gets the same result with <code>${command}</code>, where DIR holds the submission
    and NEW_DIR is a new folder.
  </p>`;
}

function anchor({ exercise }: ExerciseResult): string {
  return `exercise-${gradeId(exercise)}`;
}
