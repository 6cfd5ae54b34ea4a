import { exercises as table, gradeId, hints } from 'course';
import { html, raw } from 'hono/html';
import { htmlPage, renderMarkdown } from 'nbconvert-ts';
import { renderPng } from 'notebook-display';
import { earned, possible, total } from '../results/summarize';
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
    <p class="total">${points} of ${maximum} points${waiting(result)}</p>
    ${overview(result.exercises)} ${sections}
    <footer>
      Graded by version ${version} (course ${course.slice(0, 12)}, TensorFlow.js ${tensorflow}, Node
      ${node}) with seed ${seed}. Answers: ${result.submission.slice(0, 12)}. The same answers and
      seed give the same points.${sandbox === 'none' ? ` ${withoutSandbox}` : ''}
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
  const { exercise, status, note, asItStands, items } = result;
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
  if (status !== 'not attempted' && !isOpen(result)) {
    for (const item of items) shown.push(await itemHtml(item, isWritten));
  }
  return html`<h2 id="${anchor(result)}">
      ${exercise} ${table[exercise].title}: ${points} of ${possible(result)}
    </h2>
    <p class="status">${statusSentence(result)}</p>
    ${shown} `;
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

async function itemHtml(item: ScoredItem, isWritten: boolean): Promise<Html> {
  const { title, points, findings } = item;
  const full = item.earned === points;
  const rows = findings.map(
    ({ passed, property, detail, unexamined, skipped }) =>
      html`<tr class="${passed ? 'passed' : 'failed'}">
        <td>${skipped ? '?' : unexamined === undefined ? mark(passed) : '–'}</td>
        <td>${property}</td>
        <td>${detail}</td>
      </tr>`,
  );
  const isMissing = !full && !isWritten && findings.length === 0;
  const advice = hints(item).map((hint) => html`<p class="hint">${hint}</p>`);
  return html`<section class="item">
    <h3>${mark(full)} ${title} <span class="number">${item.earned} of ${points}</span></h3>
    ${
      rows.length > 0
        ? html`<table class="findings">
            <tbody>
              ${rows}
            </tbody>
          </table>`
        : ''
    }${isMissing ? html`<p>Not examined, because the program ended before.</p>` : ''}
    ${full ? '' : [advice, await picture(item)]}
  </section> `;
}

const mark = (passed: boolean): string => (passed ? '✓' : '✗');

/** One picture for each item: others mostly show the same. */
async function picture({ findings }: ScoredItem): Promise<Html> {
  const shown = findings.find(({ passed, figure }) => !passed && figure);
  if (!shown?.figure) return html``;
  const png = await renderPng(shown.figure);
  return html`<figure>
    <img
      src="data:image/png;base64,${Buffer.from(png).toString('base64')}"
      alt="What the answer gives, and what it should give, for: ${shown.property}"
    />
  </figure>`;
}

function anchor({ exercise }: ExerciseResult): string {
  return `exercise-${gradeId(exercise)}`;
}
