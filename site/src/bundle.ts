import { build, type Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';

/** A script of the site, from a file in TypeScript. */
export interface Entry {
  /** The script's name, without `.js`. */
  name: string;
  /** Its file. */
  file: string;
}

const browsers = './browser';

/**
 * Where packages stand on a platform of their own, a browser's takes the place of Node's. Of
 * TensorFlow.js, its backend on WebGL is left out, which would compute before one is chosen; and
 * the threads of WebAssembly get the original text of their program, since a minified function
 * names what is outside of it.
 */
const onBrowsers: Plugin = {
  name: 'on-browsers',
  setup(build) {
    build.onResolve({ filter: /^\.\/node$/ }, ({ importer, resolveDir }) =>
      /[\\/]platform[\\/]index\.[jt]s$/.test(importer)
        ? { path: require.resolve(browsers, { paths: [resolveDir] }), sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /[\\/]tfjs-backend-webgl[\\/]dist[\\/]index\.js$/ }, () => ({
      contents: "export const version_webgl = 'none';",
    }));
    build.onLoad({ filter: /[\\/]tfjs-backend-wasm-threaded-simd\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const [, program] = /^var \w+ = (.*^\}\)\(\));$/ms.exec(text.trim()) ?? [];
      return { contents: `${text}\nmodule.exports.toString = () => ${JSON.stringify(program)};` };
    });
  },
};

/**
 * Makes scripts that browsers run in a worker or a page, each of one file.
 *
 * @param folder gets them
 */
export async function bundle(entries: readonly Entry[], folder: string): Promise<void> {
  await build({
    entryPoints: entries.map(({ name, file }) => ({ in: file, out: name })),
    outdir: folder,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    target: 'es2022',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [onBrowsers],
  });
}
