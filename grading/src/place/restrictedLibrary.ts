import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { allowedImports, restriction, type NotebookNumber } from 'course';
import * as equivariant from 'equivariant';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const libraryFolder = resolve(require.resolve('equivariant/package.json'), '..');

/**
 * Creates a copy of the library that holds no more than a notebook may import. What its functions
 * use internally is enclosed in one function of the copy, out of reach: a student's code can't find
 * the answer that it is asked for. Its script is no file, since files can be read.
 *
 * A network would hand out its layers, and they their class; so a network is left out where its
 * layers may not be imported.
 *
 * @param target the folder of the package, which is created, with types alone
 * @returns the exported names, and the script
 */
export async function restrictedLibrary(
  notebook: NotebookNumber,
  target: string,
): Promise<{ names: string[]; script: string }> {
  const allowed = allowedImports[notebook].equivariant ?? [];
  const isAllowed = (name: string): boolean => allowed === 'everything' || allowed.includes(name);
  const candidates = Object.keys(equivariant).filter(isAllowed);
  const needs = await neededFiles(candidates);
  const names = candidates.filter((name) => {
    const files = needs.get(name)!;
    const isNetwork = files.some((file) => file.includes('/models/'));
    const layers = files.flatMap((file) => /\/layers\/(\w+)\.ts$/.exec(file)?.[1] ?? []);
    return !isNetwork || layers.every((layer) => !(layer in equivariant) || isAllowed(layer));
  });
  copyTypes(libraryFolder, target);
  writeFileSync(join(target, 'dist/index.js'), "throw new Error('The library is loaded.');\n");
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: exporting(names), resolveDir: libraryFolder },
    write: false,
    plugins: [...options.plugins, ...(isAllowed('transformField') ? [] : [picturesOnly])],
    footer: { js: refusing(notebook, names) },
  });
  return { names, script: outputFiles[0]!.text };
}

/** In place of the other names stands what throws the reason when it is used, not before. */
function refusing(notebook: NotebookNumber, names: readonly string[]): string {
  const others = Object.keys(equivariant).filter((name) => !names.includes(name));
  const reasons = Object.fromEntries(others.map((name) => [name, restriction(notebook, name)]));
  return `for (const [name, reason] of Object.entries(${JSON.stringify(reasons)})) {
  const refuse = () => { throw new Error(reason); };
  const get = (_, key) => (typeof key === 'symbol' || key === 'then' ? undefined : refuse());
  const value = new Proxy(function () {}, { get, apply: refuse, construct: refuse });
  Object.defineProperty(module.exports, name, { value });
}`;
}

/**
 * Whoever may measure whether a mapping of fields is equivariant sees how fields are turned, which
 * exercise 2.2 asks. So this is left out where it may not be imported.
 */
const picturesOnly: Plugin = {
  name: 'pictures-only',
  setup(plugins) {
    plugins.onLoad({ filter: /actions\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(
        /(export function transformField\([^]*?\n)[^]*?\n}\n/,
        "$1  throw new Error('In grading, nothing turns fields for you: this is what exercise 2.2 asks.');\n}\n",
      );
      if (contents === source) throw new Error(`${path} has no transformField.`);
      return { contents, loader: 'ts' };
    });
  },
};

/** The files of the library that a name needs. */
async function neededFiles(names: readonly string[]): Promise<Map<string, string[]>> {
  const { metafile } = await build({
    ...options,
    entryPoints: names.map((name, index) => ({ in: `name:${name}`, out: String(index) })),
    outdir: libraryFolder,
    write: false,
    metafile: true,
    plugins: [entries, ...options.plugins],
  });
  const outputs = Object.entries(metafile.outputs);
  return new Map(
    outputs.map(([file, { inputs }]) => {
      const needed = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
      return [
        names[Number(basename(file, '.js'))]!,
        needed.map(([input]) => input.replaceAll('\\', '/')),
      ];
    }),
  );
}

const exporting = (names: readonly string[]): string =>
  `export { ${names.join(', ')} } from './src/index';`;

/** One file for each name, which exports only that name. */
const entries: Plugin = {
  name: 'entries',
  setup(plugins) {
    plugins.onResolve({ filter: /^name:/ }, ({ path }) => ({
      path: path.slice('name:'.length),
      namespace: 'name',
    }));
    plugins.onLoad({ filter: /.*/, namespace: 'name' }, ({ path }) => ({
      contents: exporting([path]),
      resolveDir: libraryFolder,
    }));
  },
};

const asked = {};
/** Modules that only register their classes may be dropped. */
const withoutSideEffects: Plugin = {
  name: 'without-side-effects',
  setup(plugins) {
    plugins.onResolve({ filter: /^\./ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === asked) return undefined;
      const found = await plugins.resolve(path, { resolveDir, kind, pluginData: asked });
      return { ...found, sideEffects: false };
    });
  },
};

const options = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  plugins: [withoutSideEffects] as Plugin[],
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Folders of a package that hold answers, or no types. */
const leftOut = /[/\\](src|node_modules|fixtures|grading)$/;

/**
 * Copies a package's types and its description without its code: types do not say how something is
 * done.
 *
 * @param to a folder, which is created
 */
export function copyTypes(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: (file) =>
      !leftOut.test(file) && (!/\.\w+$/.test(file) || /(\.d\.ts|package\.json)$/.test(file)),
  });
}
