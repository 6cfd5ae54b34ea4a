import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const requirements = join(root, 'bench/peers/requirements.txt');
const environment = join(root, '.cache/pytorch');
const stamp = join(environment, 'installed.txt');

/**
 * PyTorch's Python, in an environment of its own, which is made when it is needed for the first time: a large download.
 *
 * @throws Error if that fails
 */
export function pytorchPython(say: (line: string) => void): string {
  const folders = ['bin', 'Scripts'].map((name) => join(environment, name));
  const program = (): string | undefined =>
    folders.map((folder) => join(folder, 'python')).find(existsSync);
  const wanted = readFileSync(requirements, 'utf8');
  const python = program();
  if (python !== undefined && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return python;
  say('PyTorch is installed, once, for comparison (a large download) ...');
  rmSync(environment, { recursive: true, force: true });
  const own = ['bin', 'Scripts']
    .map((name) => join(root, '.venv', name, 'python'))
    .find(existsSync)!;
  run(own, ['-m', 'venv', environment]);
  const pip = [
    '-m',
    'pip',
    '--disable-pip-version-check',
    'install',
    '--no-cache-dir',
    '--no-deps',
  ];
  run(program()!, [
    ...pip,
    '--require-hashes',
    '--only-binary=:all:',
    '--progress-bar=off',
    '-r',
    requirements,
  ]);
  writeFileSync(stamp, wanted);
  return program()!;
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  const last = stderr.trim().split('\n').at(-1) ?? '';
  throw new Error(`PyTorch can’t be installed: ${last} Without it: npm run bench -- --no-peers`);
}
