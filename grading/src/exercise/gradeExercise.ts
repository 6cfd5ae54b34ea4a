import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Part, Report } from 'course';
import { executeNotebook, type CellResult, type Kernelspec, type Notebook } from 'nbconvert-ts';
import { coursePlace, inside } from '../place/coursePlace';
import type { CodeExercise } from '../rubric/Item';
import { rubric } from '../rubric/rubric';
import { score, type ScoredItem } from '../rubric/score';
import { usualLimits, type Limits } from '../sandbox/Limits';
import { sandboxed } from '../sandbox/sandboxed';
import type { Answer } from '../submission/takeAnswers';
import type { Judgement, Verdict } from './judgeProcess';
import { rebuild } from './rebuild';

/** How far the grading of an exercise has come. */
export type Status = 'graded' | 'needs a person' | 'not attempted' | 'timed out' | 'crashed';

/** What an answer has earned. */
export interface ExerciseResult {
  exercise: CodeExercise;
  status: Status;
  /** Why, in a sentence: for a person who must decide, or for the student. */
  note: string | undefined;
  items: ScoredItem[];
}

/**
 * Grades one exercise of one submission: runs its answers in a sandbox, asks them from outside, and judges what comes back.
 *
 * @param answers of the submission, by grade id
 */
export async function gradeExercise(
  exercise: CodeExercise,
  answers: ReadonlyMap<string, Answer>,
  limits: Limits = usualLimits,
): Promise<ExerciseResult> {
  const rebuilt = rebuild(exercise);
  const found = rebuilt.answers.map(
    (id): Answer =>
      answers.get(id) ?? { status: 'needs a person', why: `The cell ${id} is missing.` },
  );
  const result = (
    status: Status,
    note?: string,
    reports: Partial<Record<Part, Report>> = {},
  ): ExerciseResult => ({ exercise, status, note, items: score(rubric[exercise], reports) });
  if (found.every(({ status }) => status === 'not attempted')) return result('not attempted');
  const unclear = found.find((answer) => answer.status === 'needs a person');
  if (unclear?.status === 'needs a person') return result('needs a person', unclear.why);
  const scratch = mkdtempSync(join(tmpdir(), 'grading-'));
  try {
    const { status, note, reports } = await examine(
      rebuilt,
      found.flatMap((answer) => (answer.status === 'answered' ? [answer.source] : [])),
      { scratch, limits },
    );
    return result(status, note, reports);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Examination {
  status: Status;
  note?: string | undefined;
  reports: Partial<Record<Part, Report>>;
}

async function examine(
  { notebook, given, parts }: ReturnType<typeof rebuild>,
  sources: string[],
  { scratch, limits }: { scratch: string; limits: Limits },
): Promise<Examination> {
  const made = join(scratch, 'made');
  const pipes = join(scratch, 'pipes');
  for (const folder of [made, pipes]) mkdirSync(folder);
  const readable = await coursePlace(notebook, made);
  const deadline = Date.now() + 1000 * limits.wallSeconds;
  const judges = parts.map(({ part }, index) => new Judge(part, pipes, index, deadline));
  try {
    const cells = [
      ...given,
      ...sources,
      ...parts.map(({ expression }, index) => serving(expression, index)),
    ];
    const firstServing = cells.length - parts.length;
    const firstAnswer = given.length;
    const results: CellResult[] = [];
    await executeNotebook(notebookOf(cells), {
      kernelspec: kernelInside,
      cwd: scratch,
      transport: 'ipc',
      totalTimeoutMs: 1000 * limits.wallSeconds,
      allowErrors: true,
      maxOutputBytes: 100_000,
      beforeStart: (command, folder) => ({
        ...command,
        argv: sandboxed(command.argv, {
          ...{ scratch, readable, cwd: inside.notebooks },
          // The kernel is asked to stop before, which tells more than its death.
          limits: { ...limits, wallSeconds: limits.wallSeconds + 30 },
          writable: [
            { from: folder, to: folder },
            { from: pipes, to: '/pipes' },
          ],
          env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1' },
        }),
      }),
      onCellStart: ({ index }) => judges[index - firstServing]?.start(),
      onCellEnd: (result) => results.push(result),
    });
    for (const [index, judge] of judges.entries()) {
      // It waits for an answer that will not come.
      if (results[firstServing + index]?.status !== 'ok') judge.stop();
    }
    return await conclude(results, firstAnswer, judges);
  } finally {
    for (const judge of judges) judge.stop();
  }
}

async function conclude(
  results: readonly CellResult[],
  firstAnswer: number,
  judges: readonly Judge[],
): Promise<Examination> {
  const reports: Examination['reports'] = {};
  for (const judge of judges) {
    const verdict = await judge.verdict;
    if (verdict && verdict.ended === undefined) reports[verdict.report.part] = verdict.report;
  }
  const failed = results.find(({ status }) => status !== 'ok');
  if (failed === undefined) return { status: 'graded', reports };
  const note = failed.message ?? `${failed.ename ?? 'Error'}: ${failed.evalue ?? ''}`;
  if (failed.status === 'timeout') return { status: 'timed out', note, reports };
  if (failed.status === 'error' && failed.index >= firstAnswer) {
    // Code that does not run earns what its other parts earn.
    return { status: 'graded', note, reports };
  }
  return { status: 'crashed', note, reports };
}

/** A judge of one part, in a process of its own, and the pipes between it and the answer. */
class Judge {
  /** Undefined if it could not come to one. */
  readonly verdict: Promise<Verdict | undefined>;
  private readonly child: ChildProcess;
  private readonly ready: Promise<unknown>;
  private give!: (verdict: Verdict | undefined) => void;

  constructor(
    private readonly part: Part,
    private readonly pipes: string,
    private readonly index: number,
    private readonly deadline: number,
  ) {
    execFileSync('mkfifo', [
      '-m',
      '666',
      join(pipes, `questions${index}`),
      join(pipes, `answers${index}`),
    ]);
    this.verdict = new Promise((resolve) => (this.give = resolve));
    this.child = fork(resolve(__dirname, '../../dist/exercise/judgeProcess.js'), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.ready = new Promise((resolve) => this.child.once('message', resolve));
    this.child.once('exit', () => this.give(undefined));
  }

  /** Asks, as soon as the answer can be asked. */
  start(): void {
    void this.ready.then(() => {
      this.child.once('message', (verdict: Verdict) => this.give(verdict));
      const judgement: Judgement = {
        part: this.part,
        read: join(this.pipes, `answers${this.index}`),
        write: join(this.pipes, `questions${this.index}`),
        deadline: this.deadline,
      };
      this.child.send(judgement);
    });
  }

  /** Ends it; a verdict that is there stays. */
  stop(): void {
    this.give(undefined);
    this.child.kill('SIGKILL');
  }
}

/** A cell that lets the judge ask. */
function serving(expression: string, index: number): string {
  const require = `(await import('node:module')).createRequire('${inside.notebooks}/grading.js')`;
  const pipes = { read: `/pipes/questions${index}`, write: `/pipes/answers${index}` };
  return `{
  const load = ${require};
  load('${inside.agent}/agent/serve.js').serve(load('@tensorflow/tfjs'), ${expression}, ${JSON.stringify(pipes)});
}`;
}

function notebookOf(sources: readonly string[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'typescript', display_name: 'TypeScript', language: 'typescript' },
    },
    cells: sources.map((source, index) => ({
      ...{ id: `cell${index}`, cell_type: 'code', source, metadata: {} },
      ...{ outputs: [], execution_count: null },
    })),
  };
}

/** The course's kernel, as it lies in the sandbox. */
const kernelInside: Kernelspec = {
  name: 'typescript',
  directory: '/course/kernel',
  displayName: 'TypeScript',
  language: 'typescript',
  argv: [process.execPath, '/course/kernel/dist/main.js', '{connection_file}'],
  env: {},
  interruptMode: 'message',
};
