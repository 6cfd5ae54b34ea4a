import { exercises as table, hints } from 'course';
import { escapeHtml, htmlPage, renderMarkdown } from 'nbconvert-ts';
import { renderPng } from 'notebook-display';
import { earned, possible, total } from '../results/summarize';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';
import type { ScoredItem } from '../rubric/score';
import { withoutSandbox } from './gradescope';
import { reportCss } from './reportCss';

/**
 * What a student gets back: what holds and what does not, why, and pictures of it. The page runs no script and loads nothing; all that
 * comes from the student's program is text in it.
 */
export async function feedbackPage(result: SubmissionResult): Promise<string> {
  const { points, maximum } = total(result);
  const sections: string[] = [];
  for (const exercise of result.exercises) sections.push(await section(exercise));
  const { version, tensorflow, node, course, seed, sandbox } = result.grader;
  return htmlPage({
    title: `Feedback for ${result.student}`,
    css: reportCss,
    body: `<main>
<h1>Feedback for ${escapeHtml(result.student)}</h1>
<p class="total">${points} of ${maximum} points${waiting(result)}</p>
${overview(result.exercises)}
${sections.join('\n')}
<footer>Graded by version ${escapeHtml(version)} (course ${course.slice(0, 12)}, TensorFlow.js ${escapeHtml(tensorflow)},
Node ${escapeHtml(node)}) with seed ${seed}. Answers: ${result.submission.slice(0, 12)}. The same answers and seed give the same points.${sandbox === 'none' ? ` ${withoutSandbox}` : ''}</footer>
</main>`,
  });
}

function overview(exercises: readonly ExerciseResult[]): string {
  const rows = exercises.map((one) => {
    const { title } = table[one.exercise];
    return `<tr><td><a href="#${anchor(one)}">${one.exercise}</a></td><td>${escapeHtml(title)}</td><td class="number">${isOpen(one) ? '–' : earned(one)} of ${possible(one)}</td><td>${one.status}</td></tr>`;
  });
  return `<table><thead><tr><th>Exercise</th><th></th><th>Points</th><th>Status</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

async function section(result: ExerciseResult): Promise<string> {
  const { exercise, status, note, items } = result;
  const isWritten = table[exercise].kind === 'written';
  const points = isOpen(result) ? '–' : earned(result);
  const head = `<h2 id="${anchor(result)}">${exercise} ${escapeHtml(table[exercise].title)}: ${points} of ${possible(result)}</h2>`;
  const parts = [head, `<p class="status">${escapeHtml(statusSentence(result))}</p>`];
  if (note !== undefined) {
    // A person has written the comment, Markdown with formulas; else it is what a program said.
    parts.push(isWritten ? renderMarkdown(note) : `<pre class="note">${escapeHtml(note)}</pre>`);
  }
  if (status !== 'not attempted' && !isOpen(result)) {
    for (const item of items) parts.push(await itemHtml(item, isWritten));
  }
  return parts.join('\n');
}

/** Whether a person has yet to grade it. */
function isOpen({ exercise, status }: ExerciseResult): boolean {
  return status === 'needs a person' && table[exercise].kind === 'written';
}

function waiting({ exercises }: SubmissionResult): string {
  const count = exercises.filter(isOpen).length;
  return count === 0 ? '' : ` so far; ${count} written answers are not graded yet`;
}

function statusSentence({ status, exercise }: ExerciseResult): string {
  switch (status) {
    case 'graded':
      return 'Graded.';
    case 'needs a person':
      return table[exercise].kind === 'written'
        ? 'A person grades this answer.'
        : 'A person must look at this: it is not clear what the answer is.';
    case 'not attempted':
      return 'Nothing was handed in for this exercise: the answer is as it was released.';
    case 'timed out':
      return 'The answer did not come to an end in the time that it has.';
    case 'out of memory':
      return 'The answer used more memory than it may.';
    case 'crashed':
      return 'The program ended while the answer was looked at.';
    case 'malformed':
      return 'What was handed in can’t be read.';
  }
}

async function itemHtml(item: ScoredItem, isWritten: boolean): Promise<string> {
  const full = item.earned === item.points;
  const rows = item.findings.map(
    ({ passed, property, detail }) =>
      `<tr class="${passed ? 'passed' : 'failed'}"><td>${passed ? '✓' : '✗'}</td><td>${escapeHtml(property)}</td><td>${escapeHtml(detail)}</td></tr>`,
  );
  const missing =
    full || isWritten || item.findings.length > 0 ? '' : '<p>This was not reached.</p>';
  const advice = hints(item).map((hint) => `<p class="hint">${escapeHtml(hint)}</p>`);
  return `<section class="item"><h3>${full ? '✓' : '✗'} ${escapeHtml(item.title)} <span class="number">${item.earned} of ${item.points}</span></h3>
${rows.length > 0 ? `<table class="findings"><tbody>${rows.join('')}</tbody></table>` : ''}${missing}
${full ? '' : `${advice.join('')}${await picture(item)}`}</section>`;
}

/** One picture an item: the others mostly show the same. */
async function picture({ findings }: ScoredItem): Promise<string> {
  const shown = findings.find(({ passed, figure }) => !passed && figure);
  if (!shown?.figure) return '';
  const png = await renderPng(shown.figure);
  return `<figure><img src="data:image/png;base64,${Buffer.from(png).toString('base64')}" alt="What the answer gives, and what it should give, for: ${escapeHtml(shown.property)}"></figure>`;
}

function anchor({ exercise }: ExerciseResult): string {
  return `exercise-${exercise.replace('.', '-')}`;
}
