import { noAnswer, type CodeNumber, type Part } from 'course';
import { gradingOf, score, type ScoredItem } from 'course/grading';
import {
  asItStands,
  dependence,
  inTheCourse,
  type OwnNotebook,
  type Rebuilt,
} from 'course-notebooks';
import type { Limits } from '../limits';
import type { Compiler } from '../place/Compiler';
import type { Place } from '../place/coursePlace';
import { hiddenAnswers } from '../place/hidden';
import { cleanText, type Accuracy, type ExerciseResult } from '../results/SubmissionResult';
import { earned, possible } from '../results/summarize';
import { examine, type Examination, type Run } from './examine';
import type { Grader } from './Grader';
import { questioned } from './questioned';
import { WarmKernel } from './WarmKernel';

/** A run, and what it has earned. */
interface Judged {
  run: Run;
  result: ExerciseResult;
}

/** The ways to run an answer; the one that earns most counts. */
export class Attempts {
  constructor(
    private readonly exercise: CodeNumber,
    private readonly rebuilt: Rebuilt,
    private readonly grader: Grader,
    private readonly host: {
      place: Place;
      compiler: Compiler;
      limits: Limits;
      weights: Examination['weights'];
      /** The answer's cells. */
      sources: readonly string[];
      /** Parts that have no answer. */
      open: readonly Part[];
    },
  ) {}

  /**
   * After the course's own cells.
   *
   * @param kernel has run those that every answer needs
   */
  async inTheCourse(kernel: WarmKernel, limits: Limits): Promise<Judged> {
    const { given, parts } = this.rebuilt;
    const { sources, open } = this.host;
    const asked = parts.filter(({ part }) => !open.includes(part));
    const steps = inTheCourse({ ...this.rebuilt, parts: asked }, sources);
    return this.judged(await examine(kernel, steps, { ...this.after(given), limits }));
  }

  /** In the student's notebook, if that makes a difference. */
  async asItStands(before: Judged, notebook: OwnNotebook): Promise<Judged> {
    const { place, compiler, limits } = this.host;
    const uses = dependence(this.rebuilt, notebook);
    if (uses.own.length === 0) {
      return { ...before, result: questioned(before.result, [before.run], uses) };
    }
    const run = await examine(
      await WarmKernel.start(place, [], limits, notebook.files),
      asItStands(this.rebuilt, notebook),
      {
        ...this.after([]),
        matters: (cell) => uses.cells.has(cell),
        // The compiler does not see the files.
        compile: async (cells) =>
          notebook.files.size > 0
            ? cells.map((source) => ({ source }))
            : (await compiler.compile([], cells)).cells,
      },
    );
    const { result } = this.judged(run);
    // With the same points, its findings say more: nothing is missing there.
    const isBetter =
      earned(result) > earned(before.result) ||
      (earned(result) === earned(before.result) && result.status === 'graded');
    const best = isBetter ? { run, result: { ...result, asItStands: uses.own } } : before;
    return { ...best, result: questioned(best.result, [before.run, run], uses) };
  }

  /** The last answer of several alone: a network may be right where its own layers are not. */
  async last({ run, result }: Judged, source: string): Promise<ExerciseResult> {
    const { place, compiler, limits } = this.host;
    const { given, solved, parts } = this.rebuilt;
    const before = [...given, ...solved.slice(0, -1)];
    const { given: cells } = await compiler.compile(before, []);
    const question = parts.at(-1)!;
    const alone = await examine(
      await WarmKernel.start(place, hiddenAnswers(cells), limits),
      inTheCourse({ ...this.rebuilt, parts: [question] }, [source]),
      this.after(before),
    );
    const reports = { ...run.reports, ...alone.reports };
    const failed = run.ended.find(({ result: { status } }) => status !== 'ok')?.step;
    // What it lacked there it has here.
    const lacked = failed && 'cell' in failed && failed.cell.source === source;
    const ended = lacked ? alone : { status: result.status, note: result.note };
    const { items } = this.judged({ ...run, reports }).result;
    if (earned({ items }) <= earned(result) && !lacked) return result;
    const note = `${question.part} was judged after the course’s own answers to the parts before it.`;
    const notes = [note, ...(ended.note === undefined ? [] : [ended.note])];
    return { ...result, status: ended.status, items, note: notes.join('\n') };
  }

  private after(given: readonly string[]): Examination {
    const { compiler, limits, weights, sources } = this.host;
    const compile: Examination['compile'] = async (cells) =>
      (await compiler.compile(given, cells)).cells;
    return { weights, grader: this.grader, limits, compile, answer: sources };
  }

  private judged(run: Run): Judged {
    return { run, result: resultOf(this.exercise, this.grader.accuracy, run, this.host.open) };
  }
}

/** The points of a run, and what they are for. */
export function resultOf(
  exercise: CodeNumber,
  accuracy: Accuracy,
  { status, note, reports }: Pick<Run, 'status' | 'note' | 'reports'>,
  unanswered: readonly string[] = [],
): ExerciseResult {
  const judged = gradingOf(exercise).items.filter(({ trained }) => !trained || accuracy !== 'none');
  const items = score(judged, reports).map((item, index) => {
    const isOpen = item.findings.length === 0 && unanswered.includes(judged[index]!.part);
    const findings = isOpen ? [notAnswered(item)] : item.findings;
    // Findings may quote the answer.
    return {
      ...item,
      findings: findings.map((one) => ({ ...one, detail: cleanText(one.detail) })),
    };
  });
  const open = items.flatMap(({ findings }) => findings).find(({ skipped }) => skipped);
  if (open && status === 'graded') {
    status = 'needs a person';
    note ??= `${open.property}: ${open.detail}.`;
  }
  return { exercise, status, ...(note !== undefined && { note: cleanText(note) }), items };
}

function notAnswered({ title }: ScoredItem): ScoredItem['findings'][number] {
  const detail = `not examined, because ${noAnswer}`;
  return { id: 'answered', property: title, passed: false, detail, unexamined: noAnswer };
}

/** Whether nothing more can be earned. */
export const isFull = (result: ExerciseResult): boolean => earned(result) === possible(result);
