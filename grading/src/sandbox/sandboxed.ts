import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '../limits';
import { seccompFilter } from './seccomp';

/** What a program finds in its sandbox. */
export interface SandboxOptions {
  /** A folder of the grader, hidden from the program, for files that the sandbox itself needs. */
  scratch: string;
  /**
   * Files and folders that it can read, besides those of the system: where they lie, and where the
   * program finds them.
   */
  readable: { from: string; to: string }[];
  /** Folders that it can write to, likewise. */
  writable: { from: string; to: string }[];
  cwd: string;
  env: Record<string, string>;
  limits: Limits;
}

/** The parts of the system that it sees: programs and libraries, no settings or data. */
const system = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/alternatives'];

/** What programs ask about the machine. */
const hardware = ['/proc/cpuinfo', '/proc/meminfo', '/proc/stat'];

/**
 * Why there can be no sandbox here; undefined if there can.
 *
 * @example
 * const reason = whyNoSandbox();
 * if (reason !== undefined) throw new Error(reason);
 */
export function whyNoSandbox(): string | undefined {
  if (process.platform !== 'linux') return `There is no sandbox on ${process.platform}.`;
  const trial = spawnSync('bwrap', '--unshare-all --unshare-user --ro-bind / / true'.split(' '));
  if (trial.error) {
    return 'The program bwrap is missing. Install bubblewrap: sudo apt-get install bubblewrap';
  }
  if (trial.status === 0) return undefined;
  return `bwrap can’t make a sandbox here: ${trial.stderr.toString().trim()}`;
}

/**
 * The command that runs a program in a sandbox (bubblewrap): without a network or other processes,
 * with its own view of the files, as a user without rights, within limits. The program ends with
 * the process that started it.
 *
 * @param command the program and its arguments, by their paths in the sandbox
 * @returns the command to start instead
 *
 * @example
 * const [program, ...args] = sandboxed(['node', '-e', '1'], options);
 */
export function sandboxed(command: readonly string[], options: SandboxOptions): string[] {
  const { scratch, readable, writable, cwd, env, limits } = options;
  const filter = join(scratch, 'seccomp');
  writeFileSync(filter, seccompFilter());
  const mount = (kind: string, { from, to }: { from: string; to: string }): string[] => [
    kind,
    from,
    to,
  ];
  // One option, or one program, a line.
  const words = [
    ['sh', '-c', 'filter=$1; shift; exec "$@" 3<"$filter"', 'sandbox', filter],
    // If the process that started it is killed, bwrap takes everything inside with it.
    ['setpriv', '--pdeathsig', 'KILL'],
    ['timeout', '--signal=KILL', `${limits.wallSeconds}`],
    // The program can read the environment of bwrap, which is the first process in the sandbox.
    ['env', '-i', `PATH=${process.env.PATH ?? '/usr/bin:/bin'}`],
    ['bwrap', '--unshare-all', '--unshare-user'],
    ['--die-with-parent', '--new-session', '--disable-userns'],
    ['--uid', '1000', '--gid', '1000', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    ['--seccomp', '3'],
    ...system.filter(existsSync).map((path) => ['--ro-bind', path, path]),
    // No processes: they tell where files lie outside, and let a program change itself. TensorFlow
    // must know its program.
    ['--symlink', process.execPath, '/proc/self/exe'],
    ...hardware.filter(existsSync).map((path) => ['--ro-bind', path, path]),
    ['--dev', '/dev'],
    ['--size', `${limits.tmpBytes}`, '--tmpfs', '/tmp', '--dir', '/home/student'],
    ...readable.map((one) => mount('--ro-bind', one)),
    ...writable.map((one) => mount('--bind', one)),
    // The mount points that were created above.
    ['--remount-ro', '/', '--remount-ro', '/dev'],
    ['--clearenv', '--setenv', 'HOME', '/home/student', '--setenv', 'PATH', '/usr/bin:/bin'],
    ...Object.entries(env).map(([name, value]) => ['--setenv', name, value]),
    ['--chdir', cwd, '--'],
    // At the first limit a signal says why it ends; at the second it is killed.
    [
      'prlimit',
      `--cpu=${limits.cpuSeconds}:${2 * limits.cpuSeconds}`,
      `--data=${limits.memoryBytes}`,
    ],
    [`--fsize=${limits.fileBytes}`, '--core=0', '--'],
    command,
  ];
  return words.flat();
}
