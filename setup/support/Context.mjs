import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Log } from './Log.mjs';
import { Processes } from './Processes.mjs';

/**
 * What every step needs.
 *
 * @typedef {object} Context
 * @property {string} root the course's folder
 * @property {string} cache what can be generated again; kept between runs
 * @property {string} temporary for half-finished work; emptied when a set-up begins
 * @property {string} venv the Python environment
 * @property {string} python its interpreter
 * @property {boolean} gpu whether the CUDA library is asked for
 * @property {Log} log
 * @property {Processes} processes
 * @property {(line: string) => void} say shows the user a line
 */

/**
 * @param {{ gpu?: boolean, root?: string, say?: (line: string) => void }} [options]
 * @returns {Context}
 */
export function createContext({
  gpu = false,
  root = resolve(fileURLToPath(import.meta.url), '../../..'),
  say = console.log,
} = {}) {
  const cache = join(root, '.cache');
  const log = new Log(join(cache, 'setup.log'));
  const venv = join(root, '.venv');
  return {
    root,
    cache,
    temporary: join(cache, 'tmp'),
    venv,
    python: venvProgram(venv, 'python'),
    gpu,
    log,
    processes: new Processes(log, join(cache, 'setup.child')),
    say,
  };
}

/**
 * Where a virtual environment keeps a program.
 *
 * @param {string} venv
 * @param {string} name
 */
export function venvProgram(venv, name) {
  return process.platform === 'win32'
    ? join(venv, 'Scripts', `${name}.exe`)
    : join(venv, 'bin', name);
}
