import { spawn } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const program = require.resolve('course-grading/grade');

/** How a class is graded. */
export interface GradeOptions {
  submissions: string;
  out: string;
  jobs: number;
  /** The time for an answer, in seconds. */
  timeout: number;
  /** The time for the class, in seconds. */
  longest: number;
  env: NodeJS.ProcessEnv;
  /** The folder of its temporary files. */
  temporary: string;
  /** Receives its output. */
  onLine: (line: string) => void;
}

/** The outcome. */
export interface Graded {
  /** Undefined if it had to be killed. */
  code: number | undefined;
  said: string;
  /** The peak memory of the grader itself, in bytes. */
  memory: number;
  /** The peak size of its temporary files, in bytes. */
  temporary: number;
}

/** Grades a class with the command that instructors use, and watches it. */
export async function gradeByCommand(options: GradeOptions): Promise<Graded> {
  const { submissions, out, jobs, timeout, longest, env, temporary } = options;
  const child = spawn(
    process.execPath,
    [
      program,
      '--submissions',
      submissions,
      '--out',
      out,
      '--jobs',
      `${jobs}`,
      '--timeout',
      `${timeout}`,
      '--accuracy',
      'none',
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const graded: Graded = { code: undefined, said: '', memory: 0, temporary: 0 };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      graded.said += text;
      options.onLine(text);
    });
  }
  const watch = setInterval(() => {
    graded.memory = Math.max(graded.memory, residentMemory(child.pid!));
    graded.temporary = Math.max(graded.temporary, sizeOf(temporary));
  }, 500);
  const killer = setTimeout(() => child.kill('SIGKILL'), 1000 * longest);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  clearTimeout(killer);
  if (code !== null) graded.code = code;
  return graded;
}

function residentMemory(pid: number): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return 1024 * Number(kilobytes ?? 0);
  } catch {
    return 0;
  }
}

function sizeOf(path: string): number {
  try {
    const status = lstatSync(path);
    if (!status.isDirectory()) return status.size;
    return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
  } catch {
    // It has gone in the meantime.
    return 0;
  }
}

/** The command lines of processes that contain this text. */
export function processesWith(text: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return line.includes(text) ? [line] : [];
    } catch {
      return [];
    }
  });
}
