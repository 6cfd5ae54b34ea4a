import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { uptime } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { explain } from './explain.mjs';
import { remove, textOf, writeWhole } from './files.mjs';
import { Problem } from './Problem.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {string} [help] what to do when it fails and its output does not say
 */

const windows = process.platform === 'win32';

/** Runs the set-up's child processes, keeps their output in the log, and can stop them all. */
export class Processes {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  #running = new Set();
  #stopped = false;

  /**
   * @param {import('./Log.mjs').Log} log
   * @param {string} record the file that names the child while it runs
   */
  constructor(log, record) {
    this.log = log;
    this.record = record;
  }

  /**
   * Runs a command to its end.
   *
   * @param {string} command
   * @param {readonly string[]} args
   * @param {RunOptions} [options]
   * @returns {Promise<string>} its standard output
   * @throws {Problem} if it does not start or does not exit with 0
   */
  async run(command, args, { cwd, env, help } = {}) {
    if (this.#stopped) return new Promise(() => undefined);
    this.log.write(`\n$ ${[command, ...args].join(' ')}\n`);
    // A group of its own, so that stopping it stops what it started too.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      windowsHide: true,
    });
    this.#running.add(child);
    if (child.pid !== undefined) writeWhole(this.record, String(child.pid));
    let output = '';
    let tail = '';
    child.stdout.on('data', (/** @type {Buffer} */ data) => {
      output += data;
      tail = keep(tail + data);
      this.log.write(data);
    });
    child.stderr.on('data', (/** @type {Buffer} */ data) => {
      tail = keep(tail + data);
      this.log.write(data);
    });
    /** @type {string} */
    const ending = await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, signal) =>
        resolve(code === 0 ? '' : signal ? `it was ended by ${signal}` : `exit code ${code}`),
      );
    });
    this.#running.delete(child);
    remove(this.record);
    // Whoever stopped it also ends this program; no step may continue, or be reported as failed.
    if (this.#stopped) return new Promise(() => undefined);
    if (ending === '') return output;
    this.log.write(`(${ending})\n`);
    throw failure(command, args, ending, tail, help);
  }

  /**
   * Waits for the child of a set-up that was killed: it continues without its parent, and would
   * write where we write.
   *
   * @param {(pid: number) => void} onWait called when there is one
   * @param {number} [patience] milliseconds
   * @throws {Problem} if it does not end
   */
  async awaitOrphan(onWait, patience = 120_000) {
    const since = statSync(this.record, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const pid = Number(textOf(this.record));
    const bootTime = Date.now() - uptime() * 1000;
    const lives = () => pid > 0 && since > bootTime && groupLives(pid);
    if (lives()) onWait(pid);
    for (const end = Date.now() + patience; lives(); await wait(200)) {
      if (Date.now() < end) continue;
      throw new Problem(
        `A process of an interrupted set-up still runs (number ${pid})`,
        `End it with "${windows ? `taskkill /T /F /PID ${pid}` : `kill -- -${pid}`}" and run the same command again.`,
      );
    }
    remove(this.record);
  }

  /** Ends every running child and what it started; none is started after. */
  async stop() {
    this.#stopped = true;
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
      for (const child of this.#running) signalGroup(child, signal);
      for (let i = 0; i < 30 && this.#running.size > 0; i++) await wait(100);
    }
  }
}

/** @param {number} pid of the group's first process */
function groupLives(pid) {
  try {
    process.kill(windows ? pid : -pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (windows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-child.pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** @param {string} text */
function keep(text) {
  return text.slice(-20_000);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} ending
 * @param {string} tail
 * @param {string | undefined} help
 */
function failure(command, args, ending, tail, help) {
  const name = command.split(/[\\/]/).at(-1);
  const lines = tellingLines(tail).map((line) => `    ${line.slice(0, 200)}\n`);
  const called = [name, ...args.slice(0, 3)].join(' ').replace(/\s+/g, ' ').slice(0, 80);
  const why = explain(tail);
  return new Problem(
    `${lines.join('')}"${called} ..." failed (${why?.what ?? ending})`,
    why?.help ?? help ?? 'Its full output is in .cache/setup.log',
  );
}

/**
 * The most telling lines: the first of npm's errors, else the last lines.
 *
 * @param {string} output
 */
function tellingLines(output) {
  const lines = output
    .split(/[\r\n]+/)
    .filter((line) => !/^(npm (error|ERR!))?\s*(at .*)?$/.test(line));
  const fromNpm = lines.filter((line) => /^npm (error|ERR!) ./.test(line));
  return fromNpm.length > 0 ? fromNpm.slice(0, 8) : lines.slice(-8);
}
