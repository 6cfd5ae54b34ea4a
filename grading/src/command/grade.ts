import { parseArgs } from 'node:util';
import { exercises, type ExerciseNumber } from 'course';
import { describeLosses, staleResults } from '../batch/earlierResults';
import { gradeClass } from '../batch/gradeClass';
import { graderStamp } from '../batch/graderStamp';
import { listSubmissions, refuseOverlap } from '../batch/listSubmissions';
import { seedOf } from '../batch/settings';
import { similarInClass } from '../batch/similarInClass';
import type { Accuracy } from '../results/SubmissionResult';
import { whyNoSandbox } from '../sandbox/sandboxed';
import { limits as table, usualLimits } from '../limits';
import { writeClassReports, writeStudentReports } from '../reports/writeReports';
import { readMarks } from '../written/marks';
import { checkMachine } from './checkMachine';
import { exitCode } from './exitCode';
import { gradeWrittenAnswers, marksFile } from './gradeWrittenAnswers';
import { ProgressLine } from './ProgressLine';
import { useScratch } from './scratch';

const usage = `Usage: npm run grade -- --submissions DIR --out DIR [options]

Grades a class: DIR holds one folder or archive (zip, tar, tar.gz) for each student, as "npm run hand-in"
makes it, or as Moodle, Canvas, Blackboard or Gradescope pack a class.
  --submissions DIR  what was handed in
  --out DIR          gets grades.csv, summary.html, junit.xml, and in students/STUDENT/ feedback.html,
                     results.json (Gradescope's format) and record.json (all that is known)
  --jobs N           how many answers run at the same time; each needs ${table.jobMemoryBytes / 2 ** 20} MiB of memory, and the
                     grader ${table.graderMemoryBytes / 2 ** 20} MiB; by default as many as there are processors, and memory for
  --exercise N       only this one, such as 3.2; may be given several times
  --resume           resume a run that was stopped, or grade again what has changed; results of other
                     exercises and other students in DIR are kept
  --retry STUDENT    grade this student again, with --resume; may be given several times
  --discard          with --resume: drop results that no longer hold, of exercises that are not graded again
  --require POINTS   end with 1 if a student has fewer points
  --seed N           of the inputs that answers are tried with; a new one by default
  --timeout SECONDS  what an answer may take; ${usualLimits.wallSeconds} by default
  --accuracy HOW     train: where trained weights are not handed in, train for some minutes (the default);
                     weights: judge those that are handed in; none: leave these points out
  --unsafe-no-sandbox  run answers where there is no sandbox: they can then read and change whatever you
                     can, also the marks; the results say so
  --written          open a page on which a person grades the written answers

Exit code: 0 if everything is graded, 1 if a student has fewer points than required, 2 if something could
not be graded and a person must look. Written answers do not affect it.`;

/** A mistake in the command line. */
class UsageError extends Error {}

function options() {
  const { values } = parseArgs({
    options: {
      submissions: { type: 'string' },
      out: { type: 'string' },
      jobs: { type: 'string' },
      exercise: { type: 'string', multiple: true },
      resume: { type: 'boolean', default: false },
      discard: { type: 'boolean', default: false },
      retry: { type: 'string', multiple: true },
      require: { type: 'string' },
      seed: { type: 'string' },
      timeout: { type: 'string', default: String(usualLimits.wallSeconds) },
      accuracy: { type: 'string', default: 'train' },
      written: { type: 'boolean', default: false },
      'unsafe-no-sandbox': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values;
}

async function main(): Promise<number> {
  let values: ReturnType<typeof options>;
  try {
    values = options();
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const { submissions: from, out } = values;
  if (from === undefined || out === undefined) {
    throw new UsageError(`Give --submissions and --out.\n\n${usage}`);
  }
  const asked = values.jobs === undefined ? undefined : wholeNumber('--jobs', values.jobs, 1, 64);
  const wallSeconds = wholeNumber('--timeout', values.timeout, 5, 86_400);
  const required = values.require === undefined ? undefined : pointsFrom(values.require);
  const wanted = exercisesFrom(values.exercise);
  const accuracy = accuracyFrom(values.accuracy);
  refuseOverlap(from, out);
  const submissions = listSubmissions(from);
  const stranger = values.retry?.find((one) => !submissions.some(({ student }) => student === one));
  if (stranger !== undefined) {
    throw new UsageError(`There is no submission of "${stranger}" in ${from}.`);
  }
  if (values.written) return gradeWrittenAnswers(submissions, out);
  const sandbox = values['unsafe-no-sandbox'] ? 'none' : 'bubblewrap';
  const reason = sandbox === 'none' ? undefined : whyNoSandbox();
  if (reason !== undefined) {
    throw new Error(
      `${reason} Nothing was graded. If a container protects this machine, add --unsafe-no-sandbox.`,
    );
  }
  useScratch();
  const seed = seedOf(out, {
    resume: values.resume || values.retry !== undefined,
    ...(values.seed !== undefined && {
      seed: wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1),
    }),
  });
  const stamp = graderStamp({ seed, accuracy, sandbox });
  const { losses, regraded } = staleResults(submissions, out, wanted, stamp);
  const lost = describeLosses(losses);
  if (losses.length > 0 && !values.discard) {
    throw new Error(
      `These results of an earlier run no longer hold, and this run would drop them:\n${lost}\n` +
        'Grade these exercises too (leave --exercise out), or drop them with --discard.',
    );
  }
  if (losses.length > 0) console.error(`Dropped, since it no longer holds:\n${lost}`);
  for (const [why, count] of regraded)
    console.error(`Grading again: ${count} submissions, ${why}.`);
  const { jobs, warnings } = checkMachine(out, submissions.length, asked);
  for (const warning of warnings) console.error(warning);
  const line = new ProgressLine(process.stderr);
  onStop(() => {
    line.end();
    console.error('Stopped. What is graded is kept: continue with --resume.');
  });
  let kept = 0;
  await gradeClass({
    submissions,
    out,
    exercises: wanted,
    retry: values.retry ?? [],
    stamp,
    jobs,
    limits: {
      ...usualLimits,
      wallSeconds,
      cpuSeconds: Math.max(usualLimits.cpuSeconds, wallSeconds),
    },
    marks: readMarks(marksFile(out)),
    onSubmission: writeStudentReports,
    onProgress(progress) {
      kept = progress.submissionsKept;
      line.update(progress);
    },
  });
  line.end();
  const results = await writeClassReports(out, submissions, similarInClass(submissions));
  const before = kept > 0 ? ` (${kept} ${kept === 1 ? 'was' : 'were'} before)` : '';
  const others = results.length - submissions.length;
  console.log(
    `${submissions.length} ${submissions.length === 1 ? 'submission is' : 'submissions are'} graded${before}: ${out}/summary.html, ${out}/grades.csv` +
      (others > 0
        ? `\nThe results of ${others} other ${others === 1 ? 'student' : 'students'}, of earlier runs, are kept there.`
        : ''),
  );
  return exitCode(results, required);
}

/** Runs this before the process ends on Ctrl-C or SIGTERM; a second signal ends it at once. */
function onStop(last: () => void | Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.resolve(last()).then(() => process.exit(130)));
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not "${text}".`);
}

function pointsFrom(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new UsageError(`--require takes a number of points, not "${text}".`);
}

function accuracyFrom(text: string): Accuracy {
  if (text === 'train' || text === 'weights' || text === 'none') return text;
  throw new UsageError(`--accuracy takes train, weights or none, not "${text}".`);
}

function exercisesFrom(wanted: readonly string[] | undefined): ExerciseNumber[] {
  const all = Object.keys(exercises) as ExerciseNumber[];
  const unknown = wanted?.find((one) => !all.some((number) => number === one));
  if (unknown !== undefined) {
    throw new UsageError(`There is no exercise "${unknown}". There are: ${all.join(', ')}.`);
  }
  // As integers, "4" would come before "1.1".
  return all.filter((one) => wanted?.includes(one) ?? true).sort();
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    const noRoom = ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code ?? '');
    console.error(
      noRoom
        ? `Results can’t be written: ${message}. What is graded is kept: make room, then continue with --resume.`
        : message,
    );
    process.exit(2);
  },
);
