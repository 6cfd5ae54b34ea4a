import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const environment = join(root, '.cache/pytorch');

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
  installOnce('requirements.txt', 'installed.txt', () => {
    say('Installing PyTorch for comparison (once; a large download) ...');
    rmSync(environment, { recursive: true, force: true });
    run(pythonOf(join(root, '.venv')), ['-m', 'venv', environment]);
  });
  return pythonOf(environment);
}

/**
 * Adds the other libraries of equivariant networks to PyTorch's environment on first use.
 *
 * @returns whether they are there: they are not available for every Python
 */
export function hasOtherLibraries(say: (line: string) => void): boolean {
  try {
    installOnce('equivariant.txt', 'others.txt');
    return true;
  } catch (error) {
    say(`Without e2cnn and escnn. ${(error as Error).message}`);
    return false;
  }
}

/** Installs a list of packages, unless a copy of the list, the stamp, says that it is installed. */
function installOnce(list: string, stamp: string, before?: () => void): void {
  const [wanted, installed] = [join(root, 'bench/peers', list), join(environment, stamp)];
  const text = readFileSync(wanted, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === text) return;
  before?.();
  const options =
    '-m pip --disable-pip-version-check install --no-cache-dir --no-deps --require-hashes ' +
    '--only-binary=:all: --progress-bar=off -r';
  run(pythonOf(environment), [...options.split(' '), wanted]);
  writeFileSync(installed, text);
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
