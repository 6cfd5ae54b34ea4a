import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, filesUnder, writeWhole } from '../support/files.mjs';
import { Problem } from '../support/Problem.mjs';

const flags = ['-std=c++17', '-O2', '-shared', '-fPIC', '-w', '-DNAPI_VERSION=8'];

/** @typedef {{ command: string, args: string[], env?: NodeJS.ProcessEnv }} Compiler */

/**
 * Compiles the binding between Node and TensorFlow's C library.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @param {string} folder holds `tensorflow/` with libraries and headers; gets `binding/`
 */
export async function compileBinding(context, folder) {
  const modules = join(context.root, 'node_modules');
  const source = join(modules, '@tensorflow/tfjs-node-gpu/binding');
  const tensorflow = join(folder, 'tensorflow');
  const libraries = filesUnder(tensorflow, (name) =>
    /^libtensorflow_(cc|framework)\.(so\.2|2\.dylib)$/.test(name),
  );
  const output = join(folder, 'binding');
  mkdirSync(output, { recursive: true });
  const { command, args, env } = await findCompiler(context);
  const includes = [
    join(source, '..'),
    join(tensorflow, 'include'),
    join(modules, 'node-api-headers/include'),
  ];
  // The loader looks beside the binding, so the folder can be moved and needs no LD_LIBRARY_PATH.
  const mac = process.platform === 'darwin';
  const linking = mac
    ? ['-Wl,-undefined,dynamic_lookup', '-Wl,-rpath,@loader_path/../tensorflow']
    : ['-Wl,-rpath,$ORIGIN/../tensorflow'];
  await context.processes.run(
    command,
    [
      ...args,
      ...flags,
      ...includes.map((path) => `-I${path}`),
      ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(source, name)),
      ...libraries,
      ...linking,
      '-o',
      join(output, 'tfjs_binding.node'),
    ],
    { ...(env && { env }) },
  );
}

/**
 * The system's C++ compiler, else one from the package registry.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {Promise<Compiler>}
 */
async function findCompiler(context) {
  const trial = emptyFolder(join(context.temporary, 'compiler'));
  const source = join(trial, 'trial.cc');
  writeWhole(source, '#include <string>\nstd::string trial() { return "a"; }\n');
  const [named, ...options] = (process.env.CXX ?? '').split(' ').filter((part) => part !== '');
  const candidates = [
    ...(named ? [{ command: named, args: options }] : []),
    ...(await systemCompilers(context)).map((command) => ({ command, args: [] })),
  ];
  for (const compiler of candidates) {
    const args = ['-std=c++17', '-shared', '-fPIC', source, '-o', join(trial, 'trial.so')];
    try {
      await context.processes.run(compiler.command, [...compiler.args, ...args]);
      return compiler;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return installCompiler(context, trial);
}

/** @param {import('../support/Context.mjs').Context} context */
async function systemCompilers(context) {
  if (process.platform !== 'darwin') return ['g++', 'c++', 'clang++'];
  try {
    // Without its developer tools, macOS has commands of these names that only open a window.
    await context.processes.run('xcode-select', ['-p']);
    return ['clang++', 'g++'];
  } catch {
    return [];
  }
}

/**
 * @param {import('../support/Context.mjs').Context} context
 * @param {string} folder
 * @returns {Promise<Compiler>}
 */
async function installCompiler(context, folder) {
  context.say('  No C++ compiler found: downloading one for this step, which takes two minutes.');
  const packages = join(folder, 'packages');
  const requirements = join(context.root, 'setup/native/ziglang.txt');
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--no-cache-dir'];
  const exact = ['--require-hashes', '--no-deps', '-r', requirements, '--target', packages];
  await context.processes.run(context.python, [...pip, ...exact]);
  const caches = join(folder, 'caches');
  return {
    command: context.python,
    args: ['-m', 'ziglang', 'c++'],
    env: { PYTHONPATH: packages, ZIG_GLOBAL_CACHE_DIR: caches, ZIG_LOCAL_CACHE_DIR: caches },
  };
}
