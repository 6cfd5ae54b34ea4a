import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { programsOf } from '../programsOf';

const root = resolve(__dirname, '../../..');
const requirements = join(root, 'bench/peers/requirements.txt');
const environment = join(root, '.cache/pytorch');
const stamp = join(environment, 'installed.txt');
const otherRequirements = join(root, 'bench/peers/equivariant.txt');
const otherStamp = join(environment, 'others.txt');

/**
 * PyTorch's Python, in an environment of its own, which is made when it is needed for the first time: a large download.
 *
 * @throws Error if that fails
 */
export function pytorchPython(say: (line: string) => void): string {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return pythonOf(environment);
  say('PyTorch is installed, once, for comparison (a large download) ...');
  rmSync(environment, { recursive: true, force: true });
  run(pythonOf(join(root, '.venv')), ['-m', 'venv', environment]);
  install(requirements);
  writeFileSync(stamp, wanted);
  return pythonOf(environment);
}

/**
 * Adds the other libraries of equivariant networks to PyTorch's environment, when they are needed for the first time.
 *
 * @returns whether they are there: not every Python has them
 */
export function hasOtherLibraries(say: (line: string) => void): boolean {
  const wanted = readFileSync(otherRequirements, 'utf8');
  if (existsSync(otherStamp) && readFileSync(otherStamp, 'utf8') === wanted) return true;
  try {
    install(otherRequirements);
  } catch (error) {
    say(`Without e2cnn and escnn. ${(error as Error).message}`);
    return false;
  }
  writeFileSync(otherStamp, wanted);
  return true;
}

function install(list: string): void {
  run(pythonOf(environment), [
    ...['-m', 'pip', '--disable-pip-version-check', 'install', '--no-cache-dir', '--no-deps'],
    ...['--require-hashes', '--only-binary=:all:', '--progress-bar=off', '-r', list],
  ]);
}

const pythonOf = (folder: string): string => join(programsOf(folder)!, 'python');

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  const last = stderr.trim().split('\n').at(-1) ?? '';
  throw new Error(
    `What is compared with can’t be installed: ${last} Without it: npm run bench -- --no-peers`,
  );
}
