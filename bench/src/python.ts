import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const requirements = join(root, 'bench/peers/requirements.txt');
const environment = join(root, '.cache/pytorch');
const stamp = join(environment, 'installed.txt');
const otherRequirements = join(root, 'bench/peers/equivariant.txt');
const otherStamp = join(environment, 'others.txt');

/** The folder of a Python environment's programs; undefined if there is no such environment. */
export function programsOf(environment: string): string | undefined {
  return ['bin', 'Scripts'].map((name) => join(environment, name)).find(existsSync);
}

/**
 * The Python that has PyTorch. On first use its environment is created, which is a large download.
 *
 * @throws Error if the installation fails
 */
export function pytorchPython(say: (line: string) => void): string {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return pythonOf(environment);
  say('Installing PyTorch for comparison (once; a large download) ...');
  rmSync(environment, { recursive: true, force: true });
  run(pythonOf(join(root, '.venv')), ['-m', 'venv', environment]);
  install(requirements);
  writeFileSync(stamp, wanted);
  return pythonOf(environment);
}

/**
 * Adds the other libraries of equivariant networks to PyTorch's environment on first use.
 *
 * @returns whether they are there: they are not available for every Python
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
  const options =
    '-m pip --disable-pip-version-check install --no-cache-dir --no-deps --require-hashes ' +
    '--only-binary=:all: --progress-bar=off -r';
  run(pythonOf(environment), [...options.split(' '), list]);
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
    `The libraries for comparison can't be installed: ${last} To measure without them: npm run bench -- --no-peers`,
  );
}
