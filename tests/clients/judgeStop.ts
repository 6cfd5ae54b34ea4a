import type { Run } from './Client';
import type { ClientNotebook, Expected, ExpectedError } from './ClientCell';
import { matches, type Closeness } from './matches';
import { brief, type Problems } from './judge';
import { normalForm, plain } from './normalForm';

/**
 * What a client must show of a notebook that stops at an error: what came before and the error
 * itself, and of every cell after it nothing, not even a number. A client that leaves no notebook
 * must name the error.
 */
export function judgeStop(
  { cells }: ClientNotebook,
  { cells: shown, failure }: Run,
  closeness: Closeness,
): Problems {
  const failing = cells.findIndex(({ expect }) => expect.some(isError));
  const problems: Problems = [];
  if (failure !== undefined && !names(failure, cells[failing]!.expect.find(isError)!, closeness)) {
    problems.push(`says: ${failure}`);
  }
  if (!shown) return failure === undefined ? ['says nothing'] : problems;
  for (const [index, { outputs, count, status }] of shown.entries()) {
    const { name, expect } = cells[index]!;
    const normal = normalForm(outputs);
    if (!matches(normal, index > failing ? [] : expect, closeness)) {
      problems.push(`“${name}” shows ${brief(normal)}`);
    }
    const ran = count !== null || (status !== undefined && status !== 'skipped');
    if (ran !== index <= failing) problems.push(`“${name}” ${ran ? 'ran' : 'did not run'}`);
  }
  return problems;
}

function isError(expected: Expected): expected is ExpectedError {
  return expected.kind === 'error';
}

/** Whether a text names the error in a line of its own; in Python it has another name. */
function names(text: string, { ename, evalue }: ExpectedError, closeness: Closeness): boolean {
  const lines = plain(text).split('\n');
  if (closeness === 'kinds') return lines.some((line) => /^\w*(Error|Exception): ./.test(line));
  return lines.some(
    (line) =>
      line.startsWith(ename) &&
      (typeof evalue === 'string' ? line.includes(evalue) : evalue.test(line)),
  );
}
