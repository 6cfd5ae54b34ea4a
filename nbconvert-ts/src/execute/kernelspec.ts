import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type * as zod from 'zod';
import { lazy, lazyModule } from '../lazy';

/** How a kernel is started, from a `kernel.json`. */
export interface Kernelspec {
  /** The name of its folder. */
  name: string;
  /** The folder that holds its `kernel.json`. */
  directory: string;
  displayName: string;
  language: string;
  /** Command line, with `{connection_file}` and `{resource_dir}` as placeholders. */
  argv: string[];
  env: Record<string, string>;
  interruptMode: 'signal' | 'message';
}

/** Loaded with the first kernel: zod takes longer to load than all else here. */
const kernelFile = lazy(() => {
  const { z } = lazyModule<typeof zod>('zod')();
  return z.object({
    argv: z.array(z.string()).min(1),
    env: z.record(z.string(), z.string()).nullish(),
    display_name: z.string().optional().catch(undefined),
    language: z.string().optional().catch(undefined),
    interrupt_mode: z.string().optional().catch(undefined),
  });
});

/** What each property must be. */
const expected: Readonly<Record<string, string>> = {
  argv: '"argv" must be a list of strings, the command that starts the kernel',
  env: '"env" must be an object of strings, variables of the kernel\'s environment',
};

/**
 * Reads a kernel's folder.
 *
 * @param directory the folder that holds `kernel.json`
 * @returns how to start the kernel
 * @throws Error if the file is missing or has no command line
 * @example
 * const kernelspec = readKernelspec('.venv/share/jupyter/kernels/python3');
 */
export function readKernelspec(directory: string): Kernelspec {
  const file = resolve(directory, 'kernel.json');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(
      `${file} can't be read as a kernel's description: ${(error as Error).message}`,
      { cause: error },
    );
  }
  const { data, error } = kernelFile().safeParse(content);
  if (error) {
    const problem = expected[String(error.issues[0]?.path[0])] ?? 'must be an object';
    throw new Error(`${file}: ${problem}`);
  }
  const name = directory.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  return {
    name,
    directory: resolve(directory),
    displayName: data.display_name ?? name,
    language: data.language ?? '',
    argv: ownPython(data.argv, resolve(directory)),
    env: data.env ?? {},
    interruptMode: data.interrupt_mode === 'message' ? 'message' : 'signal',
  };
}

/** A plain `python` in a kernel of a Python environment means that environment's Python. */
function ownPython(argv: string[], directory: string): string[] {
  if (!/^python(3(\.\d+)?)?$/.test(argv[0] ?? '')) return argv;
  const prefix = resolve(directory, '../../../..');
  const candidates = [join(prefix, 'bin', 'python'), join(prefix, 'Scripts', 'python.exe')];
  const python = candidates.find((candidate) => existsSync(candidate));
  return python === undefined ? argv : [python, ...argv.slice(1)];
}

/**
 * The folders that are searched for kernels.
 *
 * @param environment environment variables; `JUPYTER_PATH` and `VIRTUAL_ENV` count
 * @param prefixes Python environments that are searched first
 * @returns folders that hold kernels' folders
 */
export function kernelPaths(
  environment: Readonly<Record<string, string | undefined>>,
  prefixes: readonly string[] = [],
): string[] {
  const { JUPYTER_PATH: jupyterPath = '', VIRTUAL_ENV: virtualEnv } = environment;
  const inPrefix = (prefix: string): string => join(prefix, 'share', 'jupyter', 'kernels');
  return [
    ...prefixes.map(inPrefix),
    ...jupyterPath
      .split(delimiter)
      .filter((path) => path !== '')
      .map((path) => join(path, 'kernels')),
    ...(virtualEnv === undefined ? [] : [inPrefix(virtualEnv)]),
  ];
}

/**
 * Finds an installed kernel by its name.
 *
 * @param name e.g. `python3`
 * @param paths folders that hold kernels' folders, in order; see {@link kernelPaths}
 * @returns how to start it
 * @throws Error that names the folders that were searched
 * @example
 * findKernelspec('python3', kernelPaths(process.env, ['.venv']));
 */
export function findKernelspec(name: string, paths: readonly string[]): Kernelspec {
  const wanted = name.toLowerCase();
  const directory = paths
    .map((path) => join(path, wanted))
    .find((candidate) => existsSync(join(candidate, 'kernel.json')));
  if (directory !== undefined) return readKernelspec(directory);
  const looked = paths.length > 0 ? paths.map((path) => `\n  ${path}`).join('') : ' no folder';
  throw new Error(`No kernel "${name}" is installed; looked in${looked}`);
}
