import type { CellResult } from 'nbconvert-ts';
import { cleanText, type Status } from '../results/SubmissionResult';

/** Messages of programs that have run out of memory: from V8, the C++ library, TensorFlow. */
const outOfMemory =
  /heap out of memory|Array buffer allocation failed|bad_alloc|Cannot allocate memory|OOM when allocating/i;

const shownHints = 3;

/**
 * How the run of an answer ended, for the report. It affects no points: those come from what a
 * judge has seen.
 *
 * Nothing in a sandbox can send itself SIGKILL or end with that code (`sandbox/seccomp`), so a
 * kernel that ends with it was killed from outside: mostly by the system, for want of memory.
 *
 * @param cells the answer's cells, and those that answered the judge
 * @throws Error if it was killed from outside: a fault of the machine, not of the answer
 */
export function howItEnded(cells: readonly CellResult[]): { status: Status; note?: string } {
  const failed = cells.find(({ status }) => status !== 'ok');
  if (!failed) return { status: 'graded' };
  const note = [
    failed.message ?? `${failed.ename ?? 'Error'}: ${failed.evalue ?? ''}`,
    ...(failed.traceback
      ?.map(cleanText)
      .filter((line) => line.startsWith('Hint: '))
      .slice(0, shownHints) ?? []),
  ].join('\n');
  // The first failure says why; the kernel may have ended only later.
  const end = cells.find(({ status }) => status === 'timeout' || status === 'dead') ?? failed;
  const words = `${end.message ?? ''} ${end.ename ?? ''} ${end.evalue ?? ''}`;
  if (outOfMemory.test(words)) return { status: 'out of memory', note };
  if (end.status === 'timeout') return { status: 'timed out', note };
  if (killedFromOutside(end)) {
    throw new Error('The sandbox was killed from outside, perhaps for want of memory.');
  }
  if (end.status === 'dead') return { status: 'crashed', note };
  // Code that fails still earns what its other parts earn.
  return { status: 'graded', note };
}

/** bwrap passes a signal on as an exit code, as shells do. */
const killedFromOutside = ({ exit }: CellResult): boolean =>
  exit !== undefined && (exit.signal === 'SIGKILL' || exit.code === 128 + 9);
