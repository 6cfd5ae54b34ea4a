import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const beforeGrading = {
  protocol: [],
  lib: [],
  data: [],
  display: ['protocol'],
  'nbconvert-ts': ['protocol'],
  kernel: ['protocol'],
  course: ['lib', 'data', 'display', 'protocol'],
  notebooks: ['course', 'lib', 'data', 'display', 'nbconvert-ts', 'protocol'],
};
const belowAttack = [...Object.keys(beforeGrading), 'grading'];

/**
 * What each folder may import, as docs/architecture.md shows it.
 *
 * @type {Record<string, readonly string[]>}
 */
export const mayImport = {
  ...beforeGrading,
  grading: Object.keys(beforeGrading),
  site: Object.keys(beforeGrading),
  attack: belowAttack,
  bench: [...belowAttack, 'attack', 'site'],
  tests: [...belowAttack, 'attack', 'bench', 'site'],
  setup: [],
};

const folders = Object.keys(mayImport);

/** What each folder of the kernel's core may import of the others, and nothing of its host. */
const kernelCore = {
  compile: [],
  values: [],
  hints: [],
  language: ['compile'],
  run: ['compile'],
  display: ['values'],
  errors: ['compile', 'hints', 'run', 'values'],
  memory: ['display', 'values'],
  outputs: ['display', 'errors', 'run', 'values'],
  session: ['compile', 'display', 'errors', 'language', 'memory', 'outputs', 'run', 'values'],
};

/**
 * The rules of dependency-cruiser for a project.
 *
 * @param {string} root
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
export function rules(root) {
  const doors = folders.flatMap((folder) => doorsOf(root, folder));
  return [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Files that import each other, if only for types, cannot be read or tested alone.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'through-the-door',
      severity: 'error',
      comment:
        "Of another package, import only what its package.json opens, by the package's name.",
      from: { path: `^(${either(folders)})/` },
      to: {
        path: `^${either(folders)}/`,
        pathNot: ['^$1/', ...doors.map(exactly)],
      },
    },
    {
      name: 'test-support-in-tests',
      severity: 'error',
      comment: 'What supports tests is no part of the product.',
      from: { pathNot: ['\\.test\\.ts$', '^(tests|bench|attack)/', testSupport] },
      to: { path: testSupport },
    },
    ...folders.map((folder) => arrowsDown(folder)),
    ...Object.entries(kernelCore).map(([folder, allowed]) => ({
      name: `arrows-down-in-kernel-core-${folder}`,
      severity: /** @type {const} */ ('error'),
      comment: `kernel/src/core/${folder} may import ${allowed.join(', ') || 'no other folder'}.`,
      from: { path: `^kernel/src/core/${folder}/`, pathNot: '\\.test\\.ts$' },
      to: { path: '^kernel/', pathNot: `^kernel/src/core/${either([folder, ...allowed])}/` },
    })),
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'Misspelt, not opened by its package, or not built: run "npm run build".',
      from: {},
      to: { couldNotResolve: true },
    },
  ];
}

/** Where packages keep what their tests and the project's own share. */
const testSupport = '^[^/]+/(src|dist)/testSupport/';

/**
 * @param {string} folder
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function arrowsDown(folder) {
  const allowed = [folder, ...(mayImport[folder] ?? [])];
  return {
    name: `arrows-down-from-${folder}`,
    severity: 'error',
    comment: `${folder}/ may import ${allowed.slice(1).join(', ') || 'no other folder'}.`,
    from: { path: `^${either([folder])}/` },
    to: { path: `^${either(folders.filter((name) => !allowed.includes(name)))}/` },
  };
}

/**
 * The files of a package that its package.json opens to others, as paths from the root.
 *
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function doorsOf(root, folder) {
  const file = join(root, folder, 'package.json');
  if (!existsSync(file)) return [];
  /** @type {{ main?: string, exports?: unknown }} */
  const { main, exports } = JSON.parse(readFileSync(file, 'utf8'));
  return [...filesIn(main), ...filesIn(exports)].map((path) => join(folder, path));
}

/**
 * @param {unknown} entry of `exports` in a package.json
 * @returns {string[]}
 */
function filesIn(entry) {
  if (typeof entry === 'string') return [entry];
  return entry ? Object.values(entry).flatMap(filesIn) : [];
}

/** @param {readonly string[]} names */
function either(names) {
  return `(?:${names.join('|')})`;
}

/** @param {string} path */
function exactly(path) {
  return `^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`;
}
