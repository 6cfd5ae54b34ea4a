import { existsSync } from 'node:fs';

/** @type {Record<string, Record<'python' | 'venv', string>>} */
const commands = {
  '/usr/bin/apt-get': {
    python: 'sudo apt-get install python3 python3-venv',
    venv: 'sudo apt-get install python3-venv',
  },
  '/usr/bin/dnf': {
    python: 'sudo dnf install python3',
    venv: 'sudo dnf install python3-libs',
  },
  '/usr/bin/pacman': {
    python: 'sudo pacman -S python',
    venv: 'sudo pacman -S python',
  },
  '/sbin/apk': {
    python: 'sudo apk add python3',
    venv: 'sudo apk add python3 py3-pip',
  },
};

/**
 * The command that installs what is missing on this system.
 *
 * @param {'python' | 'venv'} what
 * @param {string} [version] of the Python that lacks it
 */
export function installHelp(what, version) {
  if (process.platform === 'darwin') return `Run: brew install python`;
  if (process.platform === 'win32') return `Run: winget install Python.Python.3.13`;
  const [manager, command] = Object.entries(commands).find(([path]) => existsSync(path)) ?? [];
  if (!command)
    return `Install ${what === 'venv' ? "Python's venv module" : 'Python'} and run the same command again.`;
  // Debian has a package for every version; the plain name is the one of the system's own Python.
  if (what === 'venv' && version && manager === '/usr/bin/apt-get') {
    return `Run: sudo apt-get install python3-venv (or python${version}-venv)`;
  }
  return `Run: ${command[what]}`;
}
