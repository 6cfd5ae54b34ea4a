import './checkNode.mjs';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext } from './support/Context.mjs';

const usage = `Usage: npm run kernel-nodes [-- VERSION ...] [--list]

Runs the kernel's tests on versions of Node, which it installs for this alone.
  VERSION  as in tests/nodes/package.json, such as 20.9 24; default: all
  --list   only installs them, and prints their programs as JSON`;

if (process.argv.includes('--help')) {
  console.log(usage);
  process.exit();
}

const { root, cache } = createContext();
/** Half a gigabyte from the npm registry, for this alone: no workspace's package.json names it. */
const installed = join(cache, 'nodes');
const wanted = process.argv.slice(2).filter((arg) => arg !== '--list');

/** Programs by version; only those that there are for this machine. */
const programs = Object.fromEntries(
  Object.keys(
    JSON.parse(readFileSync(join(root, 'tests/nodes/package.json'), 'utf8')).optionalDependencies,
  ).flatMap((name) => {
    const [version, machine] = name.replace('node', '').split(/-(.*)/);
    const isHere = machine === `${process.platform}-${process.arch}`;
    return isHere ? [[version, join(installed, 'node_modules', name, 'bin/node')]] : [];
  }),
);
const unknown = wanted.filter((version) => !Object.hasOwn(programs, version));
if (unknown.length > 0) {
  console.error(
    `There is no Node ${unknown.join(', ')} to test on, but ${Object.keys(programs).join(', ')}.`,
  );
  process.exit(2);
}
if (!Object.values(programs).every(existsSync)) {
  cpSync(join(root, 'tests/nodes'), installed, { recursive: true });
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  spawnSync('npm', install, { cwd: installed, stdio: ['ignore', 'ignore', 'inherit'] });
}

if (process.argv.includes('--list')) console.log(JSON.stringify(programs));
else for (const version of wanted.length > 0 ? wanted : Object.keys(programs)) test(version);

/** @param {string} version */
function test(version) {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const paths = ['kernel/src', 'tests/kernel', 'tests/conformance'];
  const { status } = spawnSync(/** @type {string} */ (programs[version]), [jest, ...paths], {
    cwd: root,
    stdio: 'inherit',
  });
  console.log(`Node ${version}: ${status === 0 ? 'passed' : 'failed'}`);
  if (status !== 0) process.exitCode = 1;
}
