import { readFileSync } from 'node:fs';

/** @type {{ engines: { node: string } }} */
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const oldest = engines.node.replace('>=', '');
const [neededMajor = 0, neededMinor = 0] = oldest.split('.').map(Number);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  console.error(
    `Node ${oldest} or newer is needed; this is ${process.versions.node}. See https://nodejs.org, or run: nvm install 22`,
  );
  process.exit(1);
}
