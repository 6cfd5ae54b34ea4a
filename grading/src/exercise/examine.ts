import { isNetwork, type NetworkPartName, type Part, type Report } from 'course';
import type { CodeCell, Step } from 'course-notebooks';
import { firstLine, type CellResult } from 'nbconvert-ts';
import type { Ends } from '../channel/Channel';
import type { Limits } from '../limits';
import type { CompiledSource } from '../place/hidden';
import type { Status } from '../results/SubmissionResult';
import type { Grader } from './Grader';
import { howItEnded } from './howItEnded';
import { accuracyTask } from './training';
import type { WarmKernel } from './WarmKernel';

/** What became of an answer in one sandbox. */
export interface Run {
  status: Status;
  note?: string;
  reports: Partial<Record<Part, Report>>;
  /** How the steps ended that matter. */
  ended: { step: Step; result: CellResult }[];
}

/** How to examine an answer. */
export interface Examination {
  /** Weights of trained networks that were handed in. */
  weights: ReadonlyMap<NetworkPartName, Uint8Array>;
  grader: Grader;
  limits: Limits;
  compile: (cells: readonly string[]) => Promise<CompiledSource[]>;
  /** Whether the answer depends on a cell; by default it depends on all. */
  matters?: (cell: CodeCell) => boolean;
  /** The answer's cells, in order. */
  answer: readonly string[];
}

/** Runs the steps of an answer, and has a judge question it. The kernel can't be used again. */
export async function examine(
  kernel: WarmKernel,
  steps: readonly Step[],
  examination: Examination,
): Promise<Run> {
  try {
    return await examineIn(kernel, steps, examination);
  } finally {
    await kernel.stop();
  }
}

async function examineIn(
  kernel: WarmKernel,
  steps: readonly Step[],
  { weights, grader, limits, compile, answer, matters = () => true }: Examination,
): Promise<Run> {
  const { judge, seed, accuracy } = grader;
  const asked = steps.map((step, index) => {
    if ('cell' in step) return { source: step.cell.source };
    const { part, expression } = step.question;
    const pipes = kernel.pipes(String(index));
    return { part, pipes, source: serving(expression, pipes.answer, kernel.root) };
  });
  const first = kernel.next;
  const named = namesOf(steps, first, answer);
  const verdicts: { part: Part; verdict: ReturnType<Grader['judge']['judge']> }[] = [];
  const ended: Run['ended'] = [];
  const cells = await compile(asked.map(({ source }) => source));
  const deadline = Date.now() + 1000 * limits.wallSeconds;
  await kernel.run(cells, {
    totalTimeoutMs: 1000 * limits.wallSeconds,
    onCellStart({ index }) {
      const { part, pipes } = asked[index]!;
      if (part === undefined) return;
      const verdict = judge.judge({
        part,
        seed,
        ends: pipes.judge,
        cells: named,
        deadline,
        ...(accuracy !== 'none' &&
          isNetwork(part) && { accuracy: accuracyTask(kernel, part, weights.get(part), accuracy) }),
      });
      // Nobody will ask the answer any more, and it would wait until its time is over.
      verdict.catch(() => kernel.end());
      verdicts.push({ part, verdict });
    },
    onCellEnd(result) {
      const step = steps[result.index]!;
      if ('question' in step || matters(step.cell)) ended.push({ step, result });
      // The judge has finished, or waits in vain: a cell can also end well without ever answering.
      asked[result.index]!.pipes?.dismiss();
    },
  });
  const reports: Run['reports'] = {};
  const open: string[] = [];
  for (const { part, verdict } of verdicts) {
    const given = await verdict;
    if (given && given.ended === undefined) reports[part] = given.report;
    else open.push(`${part} could not be judged: ${given?.ended ?? 'the judge has stopped'}.`);
  }
  const end = howItEnded(ended.map(({ result }) => result));
  if (end.status === 'graded' && end.note === undefined && open.length > 0) {
    return { status: 'needs a person', note: open.join(' '), reports, ended };
  }
  if (end.note !== undefined) {
    const failed = ended.find(({ result: { status } }) => status !== 'ok');
    const where = failed && named[first + failed.result.index];
    // The lines of a question are not the student's.
    end.note =
      where === undefined
        ? end.note.replace(/line \d+, column \d+: /, '')
        : (where && `In ${where}: `) + end.note;
  }
  return { ...end, reports, ended };
}

/** What the student's cells are called; nothing if the answer is the only one. */
function namesOf(
  steps: readonly Step[],
  first: number,
  answer: readonly string[],
): Record<number, string> {
  const names = steps.map((step, index): [number, string] | undefined => {
    if (!('cell' in step)) return undefined;
    const { source } = step.cell;
    const place = answer.indexOf(source);
    const ofAnswer = answer.length > 1 ? `cell ${place + 1}` : '';
    return [first + index, place < 0 ? `the cell “${firstLine(source, 40)}”` : ofAnswer];
  });
  return Object.fromEntries(names.filter((name) => name !== undefined));
}

/** A cell that answers the judge's questions. */
function serving(expression: string, ends: Ends, root: string): string {
  const require = `(await import('node:module')).createRequire('${root}/notebooks/grading.js')`;
  return `{
  const load = ${require};
  const { serve } = load('${root}/agent/agent/serve.js');
  await serve(load('@tensorflow/tfjs'), ${expression}, ${JSON.stringify(ends)}, load('equivariant'));
}`;
}
