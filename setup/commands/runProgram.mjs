import { spawn } from 'node:child_process';

/**
 * Runs a Node program to its end, with its output shown.
 *
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code; 1 if it was ended by a signal or did not start
 */
export function runProgram(root, args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
