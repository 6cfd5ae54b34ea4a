import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exercises } from 'course';
import { readRecord, resultFolder, visibleName, type SubmissionResult } from 'course-grading';
import { notebookNames } from 'course-notebooks';
import type { Attack, Target } from './Attack';
import { Canaries } from './Canaries';
import { gradeByCommand, processesWith, type Graded } from './gradeCommand';
import { answeredNotebook, writeHandIn } from './handIns';
import { honest, honestProblems } from './honest';
import { formatProblems, problemsOf, rowsByStudent, type Written } from './judgeAttack';

const root = resolve(__dirname, '../..');

/** The project's files that attacks of the bank aim at. */
const aims = [
  'package.json',
  'kernel/dist/main.js',
  'notebooks/source/1-groups.ts',
  'grading/dist/agent/serve.js',
  'course/dist/grading/index.js',
  'course/dist/judge.js',
  'node_modules/@tensorflow/tfjs/package.json',
  'node_modules',
  'node_modules/@tensorflow',
];

/** The memory that the grader may need, whatever students hand in, in bytes. */
const mostMemory = 1.5 * 2 ** 30;
/** The folder of the kernel’s sockets has no limit: the grader watches it, which takes a moment. */
const mostTemporary = 4 * 2 ** 30;

/** How attacks are run. */
export interface RunOptions {
  jobs: number;
  /** The time for an answer, in seconds. */
  timeout: number;
  /** Further files that nobody may change. */
  watched?: readonly string[];
  onLine?: (line: string) => void;
}

/** The outcome of one attack. */
export interface AttackOutcome {
  attack: Attack;
  record: SubmissionResult | undefined;
  problems: string[];
}

/** The outcome of all attacks. */
export interface Outcome {
  attacks: AttackOutcome[];
  /** Problems that belong to no single attack. */
  problems: string[];
  graded: Graded;
}

/**
 * Hands in attacks together with two honest submissions, grades them all, and checks the outcome.
 */
export async function runAttacks(
  attacks: readonly Attack[],
  { jobs, timeout, watched = [], onLine = () => undefined }: RunOptions,
): Promise<Outcome> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'attacks-')));
  const [submissions, out, home, temporary] = ['class', 'out', 'home', 'tmp'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  for (const path of [submissions, temporary]) mkdirSync(path);
  const neighbour = join(submissions, honest[0]!.name);
  const canaries = new Canaries(home, [
    ...aims.map((path) => join(root, path)),
    ...watched,
    neighbour,
    join(neighbour, '1-groups.ipynb'),
  ]);
  try {
    for (const { name, answers } of honest) handIn(submissions, name, answers);
    await canaries.start();
    const target: Target = {
      secretFile: canaries.secretFile,
      preciousFile: canaries.preciousFile,
      socketFile: canaries.socketFile,
      abstractSocket: canaries.abstractSocket,
      tcpPort: canaries.tcpPort,
      udpPort: canaries.udpPort,
      project: root,
      neighbour,
      out,
    };
    for (const attack of attacks) prepare(attack, submissions, target);
    const graded = await gradeByCommand({
      submissions,
      out,
      jobs,
      timeout,
      temporary,
      onLine,
      longest: 120 + 3 * timeout * (attacks.length + 8),
      env: { ...process.env, HOME: home, TMPDIR: temporary, GRADER_SECRET: canaries.secret },
    });
    const folderOf = ({ name }: { name: string }): string => resultFolder(out, visibleName(name));
    // A killed process takes a moment to go.
    await sleep(2000);
    return {
      attacks: attacks.map((attack) => ({
        attack,
        record: readRecord(folderOf(attack)),
        problems: problemsOf(
          attack,
          {
            record: readRecord(folderOf(attack)),
            written: writtenIn(folderOf(attack)),
          },
          [canaries.secret],
        ),
      })),
      problems: [
        ...gradedProblems(
          graded,
          out,
          [...attacks, ...honest].map(({ name }) => visibleName(name)),
        ),
        ...honest.flatMap((one) => honestProblems(one, readRecord(folderOf(one)))),
        ...writtenIn(out).flatMap(({ file, text }) => [
          ...formatProblems(file, text),
          ...(text.includes(canaries.secret) ? [`A secret is in ${file}.`] : []),
        ]),
        ...(graded.said.includes(canaries.secret) ? ['The command tells a secret.'] : []),
        ...canaries.problems(),
        ...processesWith(folder).map((line) => `A process still runs: ${line.slice(0, 200)}`),
        ...readdirSync(temporary).map((name) => `A temporary file is left: ${name}`),
        ...strangers(folder, ['class', 'out', 'home', 'tmp']),
      ],
      graded,
    };
  } finally {
    canaries.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(attack: Attack, submissions: string, target: Target): void {
  if (attack.handIn) attack.handIn(submissions, attack.name, target);
  else handIn(submissions, attack.name, attack.answers?.(target) ?? {});
}

/** Hands in the notebooks that the answers belong to. */
function handIn(folder: string, student: string, answers: Readonly<Record<string, string>>): void {
  const notebooks = notebookNames().flatMap((name) => {
    const own = Object.entries(answers).filter(([id]) => id.startsWith(name[0]!));
    return own.length > 0 ? [[name, answeredNotebook(name, Object.fromEntries(own))] as const] : [];
  });
  writeHandIn(folder, student, Object.fromEntries(notebooks));
}

/** The text files of a folder, without those of folders below. */
function writtenIn(folder: string): Written[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') }));
}

function gradedProblems(
  { code, said, memory, temporary }: Graded,
  out: string,
  students: readonly string[],
): string[] {
  const file = join(out, 'grades.csv');
  if (code === undefined) return ['The batch did not finish, and was killed.'];
  // Some attacks need a person.
  if (![0, 2].includes(code) || !existsSync(file)) {
    return [`The command failed with ${code}: ${said.slice(-500)}`];
  }
  const rows = rowsByStudent(readFileSync(file, 'utf8'));
  const count = Object.keys(exercises).length + 1;
  const missing = students.filter((name) => {
    const own = rows.get(name) ?? rows.get(`'${name}`);
    return own?.length !== count;
  });
  const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
  return [
    ...missing.map((name) => `The table of marks has not ${count} rows of ${name}.`),
    ...(rows.size === students.length + 1 ? [] : [`The table is of ${rows.size - 1} students.`]),
    ...(memory <= mostMemory ? [] : [`The grader needed ${megabytes(memory)} of memory.`]),
    ...(temporary <= mostTemporary ? [] : [`Temporary files took ${megabytes(temporary)}.`]),
  ];
}

function strangers(folder: string, known: readonly string[]): string[] {
  return readdirSync(folder)
    .filter((name) => !known.includes(name))
    .map((name) => `There is a new file: ${name}`);
}
