import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from '@tslab/typescript-for-tslab';
import type * as TslabConverter from 'tslab/dist/converter';
import type * as TslabExecutor from 'tslab/dist/executor';
import type * as TslabMetadata from 'tslab/dist/metadata';

/**
 * The parts of tslab that this kernel is made on; none of them is public, so its version is pinned.
 */
export interface Tslab {
  createConverter: (typeof TslabConverter)['createConverter'];
  isCompleteCode: (typeof TslabConverter)['isCompleteCode'];
  createExecutor: (typeof TslabExecutor)['createExecutor'];
  /** What a cell's first comment says of it, e.g. that it is a module. */
  getCodeMetadata: (typeof TslabMetadata)['getCodeMetadata'];
  /** tslab's own way out for displays: `tslab.display` calls what is set here. */
  jupyter: { lastWriteDisplayData: WriteDisplayData | null };
}

/** Sends `display_data`, or `update_display_data`. */
export type WriteDisplayData = (
  content: {
    data: Record<string, unknown>;
    metadata: Record<string, unknown>;
    transient?: { display_id?: string };
  },
  update: boolean,
) => void;

/** Turns a cell's modules, which tslab's first step has made, into a script. */
export type TranspileModule = (code: string, options: ts.TranspileOptions) => ts.TranspileOutput;

/** Types of what every cell can use without an import. */
const globalTypes = join(__dirname, '../../types');
/** Types of Node's modules, for notebooks that stand outside of a project that has them. */
const nodeTypes = dirname(
  dirname(createRequire(require.resolve('tslab/package.json')).resolve('@types/node/package.json')),
);

/**
 * Loads tslab with a TypeScript that checks strictly, keeps source maps, knows top-level `await`
 * and this kernel's globals, and has another last step.
 */
export function loadTslab(transpileModule: TranspileModule): Tslab {
  // tslab asks for its own copy, which need not be the one next to this file.
  const fromTslab = createRequire(require.resolve('tslab/package.json'));
  const path = fromTslab.resolve('@tslab/typescript-for-tslab');
  const original = fromTslab(path) as typeof ts;
  const adapted = Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(original),
      transpileModule: { value: transpileModule, enumerable: true },
      createWatchCompilerHost: {
        value: (files: string[], options: ts.CompilerOptions, ...rest: unknown[]) =>
          (original.createWatchCompilerHost as (...args: unknown[]) => unknown)(
            files,
            { ...options, ...compilerOptions(options) },
            ...rest,
          ),
        enumerable: true,
      },
    },
  );
  fromTslab.cache[path]!.exports = adapted;
  const load = (file: string): unknown => fromTslab(`./dist/${file}.js`);
  return {
    ...(load('converter') as Pick<Tslab, 'createConverter' | 'isCompleteCode'>),
    ...(load('executor') as Pick<Tslab, 'createExecutor'>),
    ...(load('metadata') as Pick<Tslab, 'getCodeMetadata'>),
    jupyter: load('jupyter') as Tslab['jupyter'],
  };
}

/** What differs from tslab's own options. */
function compilerOptions({ typeRoots }: ts.CompilerOptions): ts.CompilerOptions {
  return {
    strict: true,
    // `catch (error) { console.log(error.message) }` is what people write in a notebook.
    useUnknownInCatchVariables: false,
    lib: ['lib.es2023.d.ts'],
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    inlineSourceMap: true,
    typeRoots: [...(typeRoots ?? []), nodeTypes, globalTypes],
    // Not all that is installed: cells know no globals of Jest, and less is to be read for each.
    types: ['node', 'notebook-globals'],
    // An option of tslab's own TypeScript, which it sets to read `await (x)` as a call.
    disableTopLevelAwait: false,
  };
}
