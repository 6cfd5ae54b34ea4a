import { spawnSync } from 'node:child_process';
import { installHelp } from '../support/installHelp.mjs';
import { Problem } from '../support/Problem.mjs';

/** @typedef {{ command: string, args: string[] }} Python */

const OLDEST = [3, 9];

const probe = `
import json, sys
def has(name):
    try:
        __import__(name)
        return True
    except Exception:
        return False
print(json.dumps({"version": list(sys.version_info[:3]), "venv": has("venv") and has("ensurepip")}))
`;

/**
 * Finds a Python that can create virtual environments.
 *
 * @returns {Python}
 * @throws {Problem} if there is none, with the nearest thing found
 */
export function findPython() {
  /** @type {{ name: string, version: number[] }[]} */
  const unfit = [];
  for (const python of candidates()) {
    const { stdout, status } = spawnSync(python.command, [...python.args, '-c', probe], {
      encoding: 'utf8',
      timeout: 30_000,
      windowsHide: true,
    });
    if (status !== 0) continue;
    /** @type {{ version: number[], venv: boolean }} */
    const { version, venv } = JSON.parse(stdout);
    if (isRecent(version) && venv) return python;
    unfit.push({ name: [python.command, ...python.args].join(' '), version });
  }
  const withoutVenv = unfit.find(({ version }) => isRecent(version));
  if (withoutVenv) {
    const [major, minor] = withoutVenv.version;
    throw new Problem(
      `Python ${withoutVenv.version.join('.')} (${withoutVenv.name}) cannot create virtual environments: its venv module is missing`,
      installHelp('venv', `${major}.${minor}`),
    );
  }
  const [nearest] = unfit;
  throw new Problem(
    nearest
      ? `Python ${OLDEST.join('.')} or newer is needed; ${nearest.name} is ${nearest.version.join('.')}`
      : `Python ${OLDEST.join('.')} or newer is needed, and none is found`,
    installHelp('python'),
  );
}

/** @returns {Python[]} */
function candidates() {
  const names = ['python3', 'python'];
  for (let minor = 14; minor >= 9; minor--) names.push(`python3.${minor}`);
  const found = names.map((command) => ({ command, args: /** @type {string[]} */ ([]) }));
  if (process.env.PYTHON) found.unshift({ command: process.env.PYTHON, args: [] });
  if (process.platform === 'win32') found.unshift({ command: 'py', args: ['-3'] });
  return found;
}

/** @param {readonly number[]} version */
function isRecent([major = 0, minor = 0]) {
  return major > 3 || (major === 3 && minor >= 9);
}
