import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gradeArguments, run, type Ended } from '../testSupport/gradeCommand';
import { ownAnswers, writeHandIn } from '../testSupport/handIns';
import { testInSandbox } from '../testSupport/testInSandbox';

jest.setTimeout(300_000);

/*
 * What is not a student's doing is never a mark: each fault of the grader or of its machine is
 * brought about, and a run without it heals what it has left.
 */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'failures-'));
  writeHandIn(join(folder, 'class/ada'), new Map([['1-2', ownAnswers().get('1-2')!]]));
});
afterEach(() => rmSync(folder, { recursive: true }));

const command = (...more: string[]): string[] => gradeArguments(folder, 'out', more);
const grade = (more: string[] = [], env: NodeJS.ProcessEnv = {}): Ended =>
  run(process.execPath, command(...more), env);
const read = (...path: string[]): string => readFileSync(join(folder, 'out', ...path), 'utf8');

function expectHealed(): void {
  expect(grade(['--resume'])).toMatchObject({ status: 0 });
  expect(read('grades.csv')).toContain('ada,1.2,5,5,graded\nada,total,5,5,graded\n');
}

/** No mark, and everybody is told. */
function expectNoMark({ status, said }: Ended): void {
  expect(status).toBe(2);
  expect(said).not.toMatch(/^\s+at /m);
  expect(read('grades.csv')).toContain(
    'ada,1.2,,5,could not be graded\nada,total,,5,could not be graded\n',
  );
  expect(read('students/ada/feedback.html')).toContain('– of 5');
  expect(read('students/ada/results.json')).toContain('The grader failed');
  expect(read('junit.xml')).toContain('<error');
  expect(read('summary.html')).toContain('1 could not be graded');
}

/** Grades while every process of the grader is killed whose command line has these words. */
async function gradeKilling(words: string): Promise<Ended & { kills: number }> {
  const child = spawn(process.execPath, command(), { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const killed = new Set<number>();
  const timer = setInterval(() => {
    for (const pid of descendants(child.pid!)) {
      if (killed.has(pid) || !commandLine(pid).includes(words)) continue;
      killed.add(pid);
      process.kill(pid, 'SIGKILL');
    }
  }, 20);
  const status = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(timer);
  return { status, said, kills: killed.size };
}

function descendants(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name): [number, number][] => {
    const parent = /^PPid:\s(\d+)/m.exec(attempt(`/proc/${name}/status`))?.[1];
    return parent === undefined ? [] : [[Number(name), Number(parent)]];
  });
  const below = (one: number): number[] =>
    parents.flatMap(([child, parent]) => (parent === one ? [child, ...below(child)] : []));
  return below(pid);
}
const commandLine = (pid: number): string => attempt(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
function attempt(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

testInSandbox.each([
  ['judge', 'judgeProcess'],
  ['kernel, as for want of memory', '--compiled-cells'],
])('a killed %s is no mark; it is tried twice, and again with --resume', async (_, words) => {
  const ended = await gradeKilling(words);
  expect(ended.kills).toBeGreaterThan(1);
  expectNoMark(ended);
  expectHealed();
});

testInSandbox('a killed compiler costs nothing but time', async () => {
  const { status, kills } = await gradeKilling('kernel/dist/node/serve');
  expect([status, kills > 0]).toEqual([0, true]);
  expect(read('grades.csv')).toContain('ada,1.2,5,5,graded');
});

testInSandbox('a check that throws is no mark', () => {
  const preload = join(folder, 'preload.cjs');
  const judge = JSON.stringify(resolve(__dirname, '../../../course/dist/judge.js'));
  writeFileSync(
    preload,
    `if (/judgeProcess/.test(process.argv[1])) require(${judge}).judge = () => { throw new Error('a bug'); };`,
  );
  expectNoMark(grade([], { NODE_OPTIONS: `--require ${preload}` }));
  expect(read('summary.html')).toContain('a bug');
  expectHealed();
});

testInSandbox('a kernel that does not start is no mark', () => {
  const programs = join(folder, 'bin');
  mkdirSync(programs);
  writeFileSync(join(programs, 'timeout'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(programs, 'timeout'), 0o755);
  expectNoMark(grade([], { PATH: `${programs}:${process.env.PATH}` }));
  expectHealed();
});

testInSandbox('--retry grades one student again, and nobody else', () => {
  writeHandIn(join(folder, 'class/bob'), new Map());
  expect(grade()).toMatchObject({ status: 0 });
  const before = read('students/bob/record.json');
  writeFileSync(join(folder, 'out/students/bob/feedback.html'), 'as it was');
  const record = read('students/ada/record.json');
  const wrong = record.replace('"earned":2', '"earned":0');
  writeFileSync(join(folder, 'out/students/ada/record.json'), wrong);
  expect(grade(['--retry', 'ada'])).toMatchObject({ status: 0 });
  expect(read('grades.csv')).toContain('ada,1.2,5,5,graded');
  expect([read('students/bob/record.json'), read('students/bob/feedback.html')]).toEqual([
    before,
    'as it was',
  ]);
  const { status, said } = grade(['--retry', 'eve']);
  expect(status).toBe(2);
  expect(said).toContain('There is no submission of "eve"');
});

/** Runs a script where a folder has little room. */
function withLittleRoom(at: string, bytes: number, script: string, env = {}): Ended {
  const room = ['--size', `${bytes}`, '--tmpfs', at];
  return run('bwrap', ['--dev-bind', '/', '/', ...room, 'sh', '-c', script], env);
}
const inShell = (...more: string[]): string => ['node', ...command(...more)].join(' ');

testInSandbox.each<[string, () => Ended, RegExp]>([
  [
    'has too long a path',
    () => {
      const long = join(folder, 'x'.repeat(100 - folder.length));
      mkdirSync(long);
      return grade([], { TMPDIR: long });
    },
    /is \d+ characters too long for sockets\. Nothing was graded/,
  ],
  [
    'is missing',
    () => grade([], { TMPDIR: join(folder, 'nowhere') }),
    /There can be no temporary files: ENOENT/,
  ],
  [
    'can’t be written',
    () => grade([], { TMPDIR: '/proc' }),
    /There can be no temporary files: [^]*Nothing was graded/,
  ],
  [
    'is nearly full',
    () => {
      const small = join(folder, 't');
      mkdirSync(small);
      return withLittleRoom(small, 2 ** 24, inShell(), { TMPDIR: small });
    },
    /There are 16 MiB of space in \S+, but 128 MiB are needed\. Nothing was graded/,
  ],
])('where the temporary folder %s, nothing is graded', (_, run, message) => {
  const { status, said } = run();
  expect([status, said]).toEqual([2, expect.stringMatching(message)]);
  expect(said).not.toMatch(/^\s+at /m);
  // Nothing stands in the way of the next run.
  expect(grade()).toMatchObject({ status: 0 });
});

testInSandbox('where results find no room, what is graded is kept, and more room heals', () => {
  const out = join(folder, 'out');
  mkdirSync(out);
  const fill = `head -c 9000000 /dev/zero > ${out}/filler 2>&1; truncate -s -6000 ${out}/filler`;
  const { status, said } = withLittleRoom(
    out,
    2 ** 20,
    `${fill}; ${inShell()}; echo ended with $?; rm ${out}/filler; ${inShell('--resume')} && cat ${out}/grades.csv`,
  );
  expect(said).toMatch(/ended with 2[^]*ada,1\.2,5,5,graded/);
  expect(said).toMatch(/There are 0 MiB of space in [^]*Results can’t be written: ENOSPC/);
  expect(status).toBe(0);
});
