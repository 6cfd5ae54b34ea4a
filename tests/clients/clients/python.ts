import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(__dirname, '../../..');
/** Python packages of the project's own. */
export const venv = join(root, '.venv');
const state = join(root, 'build/clients-state');

/** Nothing of the person's other work with Jupyter is read or changed. */
const folders = Object.fromEntries(
  ['JUPYTER_CONFIG_DIR', 'JUPYTER_DATA_DIR', 'JUPYTER_RUNTIME_DIR', 'IPYTHONDIR'].map((name) => [
    name,
    join(state, name),
  ]),
);

/** How a program ended, and what it printed. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the project's own Python and waits for its end. */
export async function runPython(args: readonly string[]): Promise<Ended> {
  const program = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
  const child = spawn(join(venv, program), args, {
    env: { ...process.env, ...folders },
    stdio: ['ignore', 'pipe', 'pipe'],
    // nbclient interrupts a cell again and again, but never gives up.
    timeout: 600_000,
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}
