import { exercises, type WrittenNumber } from 'course';
import { advice, gradingOf, type WrittenItem } from 'course/grading';
import { hashOf } from 'course-notebooks';
import { escapeHtml, renderMarkdown } from 'nbconvert-ts';
import type { Mark } from '../marks';
import type { Place, View } from '../View';
import { keys, longestComment } from './keys';

/** What a page is made of, besides what it shows. */
export interface PageFrame {
  /** Path that all addresses begin with. */
  base: string;
  /** Lets the page's own script run, and no other. */
  nonce: string;
}

/** An answer that is longer is not rendered, in characters: no person reads it. */
const longest = 100_000;

/** The page for one answer. */
export function renderPage(view: View, model: string, frame: PageFrame): string {
  const { exercise } = view.place;
  return document(
    `${exercise} ${exercises[exercise].title}`,
    `${header(view, frame)}
${main(view, model, frame)}
${footer}
${help}`,
    frame,
  );
}

/** The page where there is nothing to grade. */
export function renderEmptyPage(frame: PageFrame): string {
  return document('Written answers', '<main><p>There are no written answers.</p></main>', frame);
}

/** The address of a place, in a page whose addresses begin with `base`. */
export function addressOf({ exercise, at }: Place, base: string): string {
  return `${base}${exercise}/${at}`;
}

function document(title: string, body: string, { base, nonce }: PageFrame): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}style.css">
<script src="${base}script.js" nonce="${nonce}" defer></script>
</head>
<body>
${body}
</body>
</html>
`;
}

function header({ place, progress }: View, { base }: PageFrame): string {
  const links = progress.map(({ exercise, ungraded }) => {
    const current = exercise === place.exercise ? ' aria-current="page"' : '';
    return `<a href="${addressOf({ exercise, at: 1 }, base)}"${current}>${exercise} <span>${escapeHtml(exercises[exercise].title)}</span> <small>${ungraded === 0 ? 'graded' : `${ungraded} ungraded`}</small></a>`;
  });
  return `<header><nav aria-label="Questions">${links.join('\n')}</nav></header>`;
}

function main(view: View, model: string, { base }: PageFrame): string {
  const { place, answer, marking, progress } = view;
  const { count, ungraded } = progress.find(({ exercise }) => exercise === place.exercise)!;
  const isDone = marking.current?.done === true;
  const addresses = {
    address: place,
    previous: view.previous,
    next: view.next,
    ungraded: view.ungraded,
  };
  const data = Object.entries(addresses).map(([name, to]) =>
    to ? ` data-${name}="${addressOf(to, base)}"` : '',
  );
  return `<main tabindex="-1" aria-labelledby="where" data-answer="${hashOf(answer.source)}" data-done="${isDone}"${data.join('')}>
<h1 id="where">${place.at} of ${count}, ${ungraded} ungraded</h1>
<p class="who"><span class="name">${escapeHtml(answer.student)}</span><span class="no-name">name hidden</span> ${keyCap('n')}</p>
<p id="problem" role="alert"></p>
<div class="columns">
<div>
<section class="answer markdown" aria-label="Answer">
${renderAnswer(answer.source)}
</section>
<section class="model" aria-label="Model answer">
<h2>Model answer ${keyCap('m')}</h2>
<div class="markdown">
${renderMarkdown(model)}
</div>
</section>
</div>
${rubricSection(view, isDone)}
</div>
</main>`;
}

function rubricSection({ place, marking, recent }: View, isDone: boolean): string {
  const rubric: readonly WrittenItem[] = gradingOf(place.exercise).items;
  const { current, outdated } = marking;
  const items = rubric.map(({ title, points }, index) => {
    const checked = current?.items[index] ? ' checked' : '';
    return `<li><label>${keyCap(String(index + 1))}<input type="checkbox" autocomplete="off" data-points="${points}"${checked}><span>${escapeHtml(title)}</span><small>${points === 1 ? '1 point' : `${points} points`}</small></label></li>`;
  });
  return `<section class="marking" aria-label="Marks">
${outdated.map((mark) => outdatedNotice(mark, place.exercise)).join('\n')}
<ol class="items">
${items.join('\n')}
</ol>
<p class="sum"><strong><span id="points">${earnedBy(current, place.exercise)}</span> of ${exercises[place.exercise].points}</strong>
<span class="${isDone ? 'done' : 'open'}">${isDone ? `graded ${keyCap('x')} takes back` : `not graded yet: ${keyCap('Enter')}`}</span></p>
<label for="comment">Comment for the student ${keyCap('c')}</label>
<textarea id="comment" rows="5" autocomplete="off" maxlength="${longestComment}">
${escapeHtml(current?.comment ?? '')}</textarea>
${recent.length > 0 ? recentSection(recent) : ''}
</section>`;
}

function outdatedNotice(mark: Mark, exercise: WrittenNumber): string {
  const { points } = exercises[exercise];
  const comment = mark.comment === '' ? '' : `<blockquote>${escapeHtml(mark.comment)}</blockquote>`;
  return `<div class="outdated">The answer, or what earns points, has changed since a mark was given: ${earnedBy(mark, exercise)} of ${points}.${comment}</div>`;
}

function earnedBy(mark: Mark | undefined, exercise: WrittenNumber): number {
  const rubric: readonly WrittenItem[] = gradingOf(exercise).items;
  return rubric.reduce((sum, { points }, index) => sum + (mark?.items[index] ? points : 0), 0);
}

function recentSection(recent: readonly string[]): string {
  return `<section class="recent" aria-label="Comments on other answers">
<h2>Use again ${keyCap('r')}</h2>
<ol>${recent.map((comment) => `<li>${escapeHtml(comment)}</li>`).join('\n')}</ol>
</section>`;
}

function renderAnswer(source: string): string {
  if (source.length <= longest) return renderMarkdown(source);
  return `<p><strong>The beginning of ${source.length} characters:</strong></p><pre>${escapeHtml(source.slice(0, longest))}</pre>`;
}

function keyCap(key: string): string {
  return `<kbd>${escapeHtml(key)}</kbd>`;
}

const footer = `<footer>
<span id="status" role="status"></span>
<span>${keys
  .filter(({ short }) => short !== undefined)
  .map(({ names, short }) => `${names.map(keyCap).join(' ')} ${short}`)
  .join(' · ')}</span>
</footer>`;

const help = `<dialog aria-labelledby="help">
<h2 id="help">Keys</h2>
<dl>${keys.map(({ names, does }) => `<dt>${names.map(keyCap).join(' ')}</dt><dd>${escapeHtml(does)}</dd>`).join('\n')}</dl>
<h2>Grading</h2>
<ul>${advice.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}</ul>
<p>Every change is saved at once. <kbd>Esc</kbd> closes this.</p>
</dialog>`;
