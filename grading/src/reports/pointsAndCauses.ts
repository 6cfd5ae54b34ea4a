import { failureOf, hasFailed, isCode } from 'course';
import type { ScoredItem } from 'course/grading';
import { html } from 'hono/html';
import { renderPng } from 'notebook-display';
import type { ExerciseResult } from '../results/SubmissionResult';
import type { Html } from './reportHtml';

/** The rubric, what failed, each cause once, and what holds. */
export async function pointsAndCauses({ exercise, items }: ExerciseResult): Promise<Html> {
  const findings = distinct(items.flatMap((item) => item.findings));
  const explains = isCode(exercise) && findings.length > 0;
  const causes: Html[] = [];
  for (const cause of causesOf(findings)) causes.push(await causeHtml(cause));
  const open = findings.filter(({ skipped }) => skipped);
  const examined = findings.filter(({ unexamined }) => unexamined === undefined);
  const holds = findings.filter(({ passed, skipped }) => passed && !skipped);
  return html`<table class="items">
      <tbody>
        ${items.map((item) => itemRow(item, explains))}
      </tbody>
    </table>
    ${isCode(exercise) && !explains ? html`<p>Nothing was examined, because the answer did not run to its end.</p>` : ''}
    ${causes} ${open.map(({ property, detail }) => html`<p>? ${property}: ${detail}</p> `)}
    ${
      holds.length === 0
        ? ''
        : html`<details>
            <summary>
              What holds: ${holds.length} of ${examined.length} properties that were examined
            </summary>
            <ul>
              ${holds.map(({ property, detail }) => html`<li>✓ ${property}: ${detail}</li> `)}
            </ul>
          </details>`
    }`;
}

function itemRow(item: ScoredItem, explains: boolean): Html {
  const { title, points } = item;
  const isFull = item.earned === points;
  const why = isFull || !explains ? '' : whyLost(item);
  return html`<tr class="${isFull ? 'passed' : 'failed'}">
    <td>${isFull ? '✓' : '✗'}</td>
    <td class="number">${item.earned} of ${points}</td>
    <td>${title}${why === '' ? '' : html`<br /><small>${why}</small>`}</td>
  </tr> `;
}

/** As many failed properties are named twice. */
const named = 2;

/** Why an item has not earned its points, in a line: what failed stands below once. */
function whyLost({ title, findings }: ScoredItem): string {
  const lost = findings.filter(({ passed, skipped }) => !passed || skipped);
  const failed = lost.flatMap(({ property, unexamined, skipped }) =>
    unexamined === undefined && !skipped ? [property] : [],
  );
  const causes = new Set(lost.flatMap(({ unexamined }) => unexamined ?? []));
  for (const property of failed) causes.delete(failureOf(property));
  const isTitle = failed.length === 1 && failed[0] === title;
  return [
    ...(failed.length > named ? [`${failed.length} properties do not hold, see below.`] : []),
    ...(failed.length > 0 && failed.length <= named && !isTitle
      ? [`Does not hold: ${failed.join('; ')}.`]
      : []),
    ...[...causes].map((cause) => `Not examined, because ${cause}.`),
    ...(lost.some(({ skipped }) => skipped) ? ['A person examines this.'] : []),
    ...(lost.length === 0 ? ['Not examined, because the answer did not run to its end.'] : []),
  ].join(' ');
}

/** Findings that failed in the same way, but for numbers. */
function causesOf(findings: readonly Finding[]): Finding[][] {
  const causes = new Map<string, Finding[]>();
  for (const one of findings) {
    if (!hasFailed(one)) continue;
    const way = one.detail.replace(/[-\d.,]+/g, '#');
    causes.set(way, [...(causes.get(way) ?? []), one]);
  }
  return [...causes.values()];
}

/** What does not hold for one cause, with hints and a picture: others mostly show the same. */
async function causeHtml(findings: readonly Finding[]): Promise<Html> {
  const details = new Set(findings.map(({ detail }) => detail));
  const others = details.size > 1 ? ' (Here the first; the others are alike.)' : '';
  const pictured = findings.find(({ figure }) => figure);
  const png = pictured && Buffer.from(await renderPng(pictured.figure!)).toString('base64');
  const advice = new Set(findings.flatMap(({ hint }) => hint ?? []));
  return html`<section class="cause">
    <h3>✗ ${findings.map(({ property }) => property).join('; ')}</h3>
    <p class="detail">${findings[0]!.detail}${others}</p>
    ${[...advice].map((hint) => html`<p class="hint">${hint}</p> `)}
    ${
      png === undefined
        ? ''
        : html`<figure>
            <img
              src="data:image/png;base64,${png}"
              alt="What the answer gives, and what it should give, for: ${pictured!.property}"
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
