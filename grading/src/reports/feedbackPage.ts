import { exercises as table, gradeId, isCode } from 'course';
import { html, raw } from 'hono/html';
import { htmlPage, renderMarkdown } from 'nbconvert-ts';
import { earned, outOf, possible, total } from '../results/summarize';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';
import { visibleCode } from '../submission/names';
import { withoutSandbox } from './gradescope';
import { pointsAndCauses } from './pointsAndCauses';
import { reportCss, type Html } from './reportHtml';

/**
 * The page that a student gets back: what holds and what does not, why, and pictures of it. It runs
 * no script and loads nothing; all that comes from the student's program is plain text in it.
 */
export async function feedbackPage(result: SubmissionResult): Promise<string> {
  const { points, maximum, bonus } = total(result);
  const sections: Html[] = [];
  for (const exercise of result.exercises) sections.push(await section(exercise));
  const { version, tensorflow, node, course, seed, sandbox } = result.grader;
  const body = html`<main>
    <h1>Feedback for ${result.student}</h1>
    <p class="total">${outOf(points, maximum, bonus)}${waiting(result)}</p>
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
    const missing = /Cannot find name '([^']+)'|(\S+) is not defined/.exec(note);
    if (missing && !isWritten) shown.push(whichCellsCount(missing[1] ?? missing[2]!));
  }
  if (status !== 'not attempted' && !isOpen(result)) shown.push(await pointsAndCauses(result));
  return html`<h2 id="${anchor(result)}">
      ${exercise} ${table[exercise].title}: ${points} of ${possible(result)}
    </h2>
    ${status === 'graded' ? '' : html`<p class="status">${statusSentence(result)}</p>`} ${shown}
    ${answerListing(result)} `;
}

function whichCellsCount(name: string): Html {
  return html`<p>
    The answer is tried after the course’s own cells, and then in your notebook as it stands, with
    all your cells in their order. <code>${name}</code> was not there: declare it in the answer, or
    in a cell above it.
  </p> `;
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
    [open.length - failed, 'written answer is', 'written answers are', 'not graded yet'],
    [failed, 'exercise', 'exercises', 'could not be graded yet'],
  ] as const;
  const words = kinds.flatMap(([count, one, many, what]) =>
    count === 0 ? [] : [`; ${count} ${count === 1 ? one : many} ${what}`],
  );
  return words.length === 0 ? '' : ` so far${words.join('')}`;
}

function statusSentence({ status, exercise }: ExerciseResult): string {
  switch (status) {
    case 'graded':
      return '';
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

/** The answer as it was judged, with the numbers of its lines. */
function answerListing({ answer, exercise, items }: ExerciseResult): Html {
  if (!answer) return html``;
  const cells = answer.map((source, index) => {
    const count = source.trimEnd().split('\n').length;
    const numbers = Array.from({ length: count }, (_, index) => index + 1).join('\n');
    const heading = answer.length > 1 ? html`<p>Cell ${index + 1}</p>` : '';
    return html`${heading}
      <div class="listing">
        <pre aria-hidden="true">${numbers}</pre>
        <pre>${visibleCode(source.trimEnd())}</pre>
      </div> `;
  });
  const open = isCode(exercise) && earned({ items }) < possible({ items }) ? html` open` : '';
  return html`<details ${open}>
    <summary>The answer as it was handed in</summary>
    ${cells}
  </details>`;
}

/** What an instructor runs to see the same. */
function reproduction({ grader, exercises }: SubmissionResult): Html {
  const { seed, accuracy, sandbox } = grader;
  const lost = exercises.filter(
    (one) => isCode(one.exercise) && one.status !== 'not attempted' && earned(one) < possible(one),
  );
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
