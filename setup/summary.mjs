/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export function total(counts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/**
 * The last line of a test run.
 *
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Counts Jest's tests in its report. A suite without tests counts as one failure,
 * since nothing shows that its file works; so does a run that ended badly without a failing test,
 * or without a report.
 *
 * @param {string} report Jest's JSON, or '' if it left none
 * @param {number} exitCode Jest's
 * @returns {Counts}
 */
export function countJest(report, exitCode) {
  const suites = readSuites(report);
  if (!suites) return { passed: 0, failed: 1, skipped: 0 };
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of suites) {
    const failedBefore = counts.failed;
    for (const result of assertionResults) {
      if (result.status === 'passed') counts.passed++;
      else if (result.status === 'failed') counts.failed++;
      else counts.skipped++;
    }
    // A file that did not load, or broke outside of its tests.
    if (status === 'failed' && counts.failed === failedBefore) counts.failed++;
  }
  const ran = counts.passed + counts.failed;
  if (ran === 0 || (exitCode !== 0 && counts.failed === 0)) counts.failed++;
  return counts;
}

/**
 * @param {string} report
 * @returns {{ status: string, assertionResults: { status: string }[] }[] | undefined}
 */
function readSuites(report) {
  try {
    return JSON.parse(report).testResults;
  } catch {
    return undefined;
  }
}
