import type { Part } from '../exercises';
import { hasFailed, type Finding } from './Finding';

/** The findings of a check about the answer to a part of an exercise. */
export interface Report<Id extends string = string> {
  part: Part;
  findings: Finding<Id>[];
}

/** Whether every property holds. A report without findings has not passed. */
export function passed({ findings }: Report): boolean {
  return findings.length > 0 && findings.every((finding) => finding.passed);
}

/** The hints of the failed findings, each once. */
export function hints({ findings }: Pick<Report, 'findings'>): string[] {
  const given = findings.flatMap(({ passed, hint }) => (!passed && hint ? [hint] : []));
  return [...new Set(given)];
}

/** The report as a table for a notebook, and as text. */
export function reportBundle(report: Report): { 'text/html': string; 'text/plain': string } {
  const heading = `Exercise ${report.part}: ${verdict(report)}`;
  const examined = report.findings.filter(({ unexamined }) => unexamined === undefined);
  const rows = examined.map(
    ({ property, detail, ...finding }) =>
      `<tr><td>${mark(finding)}</td><td style="text-align:left">${escape(property)}</td>` +
      `<td style="text-align:left">${escape(detail)}</td></tr>`,
  );
  const lines = examined.map(
    ({ property, detail, ...finding }) => `${mark(finding)} ${property}: ${detail}`,
  );
  const others = unexamined(report);
  const advice = hints(report);
  return {
    'text/html':
      `<p><strong>${escape(heading)}</strong></p><table>${rows.join('')}</table>` +
      others.map((text) => `<p>${escape(text)}</p>`).join('') +
      advice.map((hint) => `<p>💡 ${escape(hint)}</p>`).join(''),
    'text/plain': [heading, ...lines, ...others, ...advice.map((hint) => `Hint: ${hint}`)].join(
      '\n',
    ),
  };
}

function mark({ passed, skipped }: Pick<Finding, 'passed' | 'skipped'>): string {
  return skipped ? '?' : passed ? '✓' : '✗';
}

/** What was not examined, a sentence for each cause. */
function unexamined({ findings }: Report): string[] {
  const causes = new Set(findings.flatMap(({ unexamined }) => unexamined ?? []));
  return [...causes].map((cause) => {
    const all = findings.filter(({ unexamined }) => unexamined === cause);
    // Where there is but one reason for all, their names say nothing.
    if (all.length === findings.length - 1 && all.length > 1) {
      return `The other ${all.length} properties were not examined, because ${cause}.`;
    }
    return `Not examined, because ${cause}: ${all.map(({ property }) => property).join('; ')}.`;
  });
}

/** Thrown by a check if a property does not hold. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';

  constructor(readonly report: Report) {
    const { findings } = report;
    const wrong = findings.filter(hasFailed).map(({ property }) => property);
    super(
      `Exercise ${report.part}: ${verdict(report)}. Not yet: ${wrong.join('; ')}. The table above says more.`,
    );
    // Its way through the check says nothing of the answer.
    this.stack = `${this.name}: ${this.message}`;
    // The table says what it holds, and some kernels print it.
    Object.defineProperty(this, 'report', { enumerable: false });
  }
}

function verdict({ findings }: Report): string {
  const good = findings.filter((finding) => finding.passed).length;
  return `${good} of ${findings.length} properties hold`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
