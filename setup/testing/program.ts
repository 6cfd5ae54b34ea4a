import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** How a program ended, and what it said. */
export interface Ending {
  code: number | null;
  signal: string | null;
  output: string;
}

/** A running program, and its ending when it comes. */
export interface Program {
  child: ChildProcess;
  ended: Promise<Ending>;
  /** Resolves when the output so far has these words. */
  says(words: string): Promise<void>;
}

const setup = resolve(__dirname, '..');

/**
 * Runs lines of an ES module beside the set-up's own modules; `./x.mjs` imports from `setup/`.
 *
 * @example const { output } = await startProgram("console.log('yes')").ended;
 */
export function startProgram(code: string, env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: setup,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const collect = (data: Buffer): void => {
    output += data.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<Ending>((done) => {
    child.once('close', (code, signal) => done({ code, signal, output }));
  });
  const says = (words: string): Promise<void> =>
    new Promise((done, fail) => {
      const look = (): void => {
        if (!output.includes(words)) return;
        listeners.delete(look);
        done();
      };
      listeners.add(look);
      look();
      void ended.then(() => fail(new Error(`It never said "${words}", but:\n${output}`)));
    });
  return { child, ended, says };
}

/** Runs lines as {@link startProgram} and gives the value of the expression `result` as JSON. */
export async function evaluate(imports: string, result: string): Promise<unknown> {
  const code = `${imports}\nprocess.stdout.write(JSON.stringify(await (${result})) ?? 'null');`;
  const { code: status, output } = await startProgram(code).ended;
  if (status !== 0) throw new Error(output);
  return JSON.parse(output);
}

/** Gives a test a folder of its own and removes it after. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
