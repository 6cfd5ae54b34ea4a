import { exercises, type WrittenNumber } from 'course';
import { advice, gradingOf, type WrittenItem } from 'course/grading';
import { html, raw } from 'hono/html';
import { renderMarkdown } from 'nbconvert-ts';
import { limits } from '../../limits';
import type { Html } from '../../reports/reportHtml';
import { hashOfAnswer, type Mark } from '../marks';
import type { Place, View } from '../View';
import { keys } from './keys';
import { answerSource, renderAnswer } from './renderAnswer';

/** What a page needs besides its content. */
export interface PageFrame {
  /** The path that all addresses begin with. */
  base: string;
  /** Lets the page's own script run, and no other. */
  nonce: string;
}

/** The page for one answer. */
export function renderPage(view: View, model: string, frame: PageFrame): Html {
  const { exercise } = view.place;
  return document(
    `${exercise} ${exercises[exercise].title}`,
    html`${header(view, frame)} ${main(view, model, frame)} ${footer} ${help}`,
    frame,
  );
}

/** The page where there is nothing to grade. */
export function renderEmptyPage(frame: PageFrame): Html {
  return document(
    'Written answers',
    html`<main><p>There are no written answers.</p></main>`,
    frame,
  );
}

/** The address of a place, in a page whose addresses begin with `base`. */
export function addressOf({ exercise, at }: Place, base: string): string {
  return `${base}${exercise}/${at}`;
}

function document(title: string, body: Html, { base, nonce }: PageFrame): Html {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${base}style.css" />
        <script src="${base}script.js" nonce="${nonce}" defer></script>
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}

function header({ place, progress }: View, { base }: PageFrame): Html {
  const links = progress.map(({ exercise, ungraded }) => {
    const current = exercise === place.exercise ? html` aria-current="page"` : '';
    const left = ungraded === 0 ? 'graded' : `${ungraded} ungraded`;
    return html`<a href="${addressOf({ exercise, at: 1 }, base)}" ${current}
      >${exercise} <span>${exercises[exercise].title}</span> <small>${left}</small></a
    > `;
  });
  return html`<header><nav aria-label="Questions">${links}</nav></header>`;
}

function main(view: View, model: string, { base }: PageFrame): Html {
  const { place, answer, marking, progress, previous, next, ungraded } = view;
  const { count, ungraded: left } = progress.find(({ exercise }) => exercise === place.exercise)!;
  const isDone = marking.current?.done === true;
  const addresses = Object.entries({ address: place, previous, next, ungraded }).map(
    ([name, to]) => (to ? html` data-${name}="${addressOf(to, base)}"` : ''),
  );
  return html`<main
    tabindex="-1"
    aria-labelledby="where"
    data-answer="${hashOfAnswer(answer)}"
    data-done="${String(isDone)}"
    ${addresses}
  >
    <h1 id="where">${place.at} of ${count}, ${left} ungraded</h1>
    <p class="who">
      <span class="name">${answer.student}</span
      ><span class="no-name">name hidden</span> ${keyCap('n')}
    </p>
    <p id="problem" role="alert"></p>
    <div class="columns">
      <div>
        <section class="answer" aria-label="Answer">${renderAnswer(answer)}</section>
        ${answerSource(answer)}
        <section class="model" aria-label="Model answer">
          <h2>Model answer ${keyCap('m')}</h2>
          <div class="markdown">${raw(renderMarkdown(model))}</div>
        </section>
      </div>
      ${rubricSection(view, isDone)}
    </div>
  </main>`;
}

function rubricSection({ place, marking, recent }: View, isDone: boolean): Html {
  const { exercise } = place;
  const rubric: readonly WrittenItem[] = gradingOf(exercise).items;
  const { current, outdated } = marking;
  const items = rubric.map(({ title, points }, index) => {
    const checked = current?.items[index] ? html` checked` : '';
    const worth = points === 1 ? '1 point' : `${points} points`;
    return html`<li>
      <label
        >${keyCap(String(index + 1))}<input
          type="checkbox"
          autocomplete="off"
          data-points="${points}"
          ${checked}
        /><span>${title}</span><small>${worth}</small></label
      >
    </li> `;
  });
  const state = isDone
    ? html`<span class="done">graded ${keyCap('x')} takes back</span>`
    : html`<span class="open">not graded yet: ${keyCap('Enter')}</span>`;
  return html`<section class="marking" aria-label="Marks">
    ${outdated.map((mark) => outdatedNotice(mark, exercise))}
    <ol class="items">
      ${items}
    </ol>
    <p class="sum">
      <strong
        ><span id="points">${earnedBy(current, exercise)}</span> of
        ${exercises[exercise].points}</strong
      >
      ${state}
    </p>
    <label for="comment">Comment for the student ${keyCap('c')}</label>
    <textarea id="comment" rows="5" autocomplete="off" maxlength="${limits.commentChars}">
${current?.comment ?? ''}</textarea>
    ${recent.length > 0 ? recentSection(recent) : ''}
  </section>`;
}

function outdatedNotice(mark: Mark, exercise: WrittenNumber): Html {
  const { points } = exercises[exercise];
  const comment = mark.comment === '' ? '' : html`<blockquote>${mark.comment}</blockquote>`;
  return html`<div class="outdated">
    The answer, or what earns points, has changed since a mark was given:
    ${earnedBy(mark, exercise)} of ${points}.${comment}
  </div> `;
}

function earnedBy(mark: Mark | undefined, exercise: WrittenNumber): number {
  const rubric: readonly WrittenItem[] = gradingOf(exercise).items;
  return rubric.reduce((sum, { points }, index) => sum + (mark?.items[index] ? points : 0), 0);
}

function recentSection(recent: readonly string[]): Html {
  return html`<section class="recent" aria-label="Comments on other answers">
    <h2>Use again ${keyCap('r')}</h2>
    <ol>
      ${recent.map((comment) => html`<li>${comment}</li> `)}
    </ol>
  </section>`;
}

function keyCap(key: string): Html {
  return html`<kbd>${key}</kbd>`;
}

function keyCaps(names: readonly string[]): Html {
  return html`${names.map((name, index) => html`${index > 0 ? ' ' : ''}${keyCap(name)}`)}`;
}

const footer = html`<footer>
  <span id="status" role="status"></span>
  <span
    >${keys
      .filter(({ short }) => short !== undefined)
      .map(
        ({ names, short }, index) => html`${index > 0 ? ' · ' : ''}${keyCaps(names)} ${short}`,
      )}</span
  >
</footer>`;

const help = html`<dialog aria-labelledby="help">
  <h2 id="help">Keys</h2>
  <dl>
    ${keys.map(
      ({ names, does }) =>
        html`<dt>${keyCaps(names)}</dt>
          <dd>${does}</dd> `,
    )}
  </dl>
  <h2>Grading</h2>
  <ul>
    ${advice.map((sentence) => html`<li>${sentence}</li> `)}
  </ul>
  <p>Every change is saved at once. <kbd>Esc</kbd> closes this.</p>
</dialog>`;
