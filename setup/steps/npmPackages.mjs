import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../support/files.mjs';

/**
 * The packages of package-lock.json, exactly. Their install scripts are not run: the one that
 * matters downloads a library from a host that often does not answer; ours comes from another step.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function npmPackages(context) {
  return {
    name: 'npm packages',
    bytes: 0.8e9,
    isDone: () => corresponds(context.root),
    async run() {
      const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
      // "npm start --silent" would make this npm silent too, also about what fails.
      args.push('--loglevel=error');
      const npm = npmCommand();
      await context.processes.run(npm.command, [...npm.args, ...args], { cwd: context.root });
    },
  };
}

/** npm itself when it started us, so that it is found whatever the PATH. */
function npmCommand() {
  const cli = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(cli)) return { command: process.execPath, args: [cli] };
  return process.platform === 'win32'
    ? { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm'] }
    : { command: 'npm', args: [] };
}

/**
 * Whether node_modules is what package-lock.json says, by the list that npm leaves when it is
 * finished.
 *
 * @param {string} root
 */
function corresponds(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    // The root and the workspaces themselves are not installed but linked.
    if (!path.includes('node_modules/')) continue;
    const there = installed[path];
    if (!there ? !entry.optional : there.version !== entry.version) return false;
    if (there && there.integrity !== entry.integrity) return false;
    if (there && !existsSync(join(root, path))) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

/**
 * @param {string} lock
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> |
 *   undefined}
 */
function packagesOf(lock) {
  try {
    return JSON.parse(textOf(lock)).packages;
  } catch {
    return undefined;
  }
}
