/** One property of an answer, and whether it holds. */
export interface Finding {
  /** What must hold, such as "unchanged by a quarter turn". */
  property: string;
  passed: boolean;
  /** What was seen; for a failure also what was expected and where to look. */
  detail: string;
}

/** What a check found out about the answer to one exercise. */
export interface Report {
  exercise: string;
  findings: Finding[];
}

/** Whether every property holds. A report without findings is no success. */
export function passed(report: Report): boolean {
  return report.findings.length > 0 && report.findings.every((finding) => finding.passed);
}

/**
 * A property, examined by running `examine`, which returns what it saw or throws with what is wrong.
 * An error in the answer's own code counts as a failure of the property and is told as such.
 */
export function find(property: string, examine: () => string): Finding {
  try {
    return { property, passed: true, detail: examine() };
  } catch (error) {
    return {
      property,
      passed: false,
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}

/** The report as a table for a notebook, and as text. */
export function reportBundle(report: Report): { 'text/html': string; 'text/plain': string } {
  const heading = `Exercise ${report.exercise}: ${verdict(report)}`;
  const rows = report.findings.map(
    ({ property, passed, detail }) =>
      `<tr><td>${passed ? '✓' : '✗'}</td><td style="text-align:left">${escape(property)}</td>` +
      `<td style="text-align:left">${escape(detail)}</td></tr>`,
  );
  const lines = report.findings.map(
    ({ property, passed, detail }) => `${passed ? '✓' : '✗'} ${property}: ${detail}`,
  );
  return {
    'text/html': `<p><strong>${escape(heading)}</strong></p><table>${rows.join('')}</table>`,
    'text/plain': [heading, ...lines].join('\n'),
  };
}

/** What `check` throws if a property does not hold. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';

  constructor(readonly report: Report) {
    super(reportBundle(report)['text/plain']);
  }
}

function verdict({ findings }: Report): string {
  const good = findings.filter((finding) => finding.passed).length;
  return `${good} of ${findings.length} properties hold`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
