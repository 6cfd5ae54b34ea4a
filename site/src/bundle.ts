import { build, type Plugin } from 'esbuild';

/** A script of the site, from a file in TypeScript. */
export interface Entry {
  /** The script's name, without `.js`. */
  name: string;
  /** Its file. */
  file: string;
}

/** Where packages stand on a platform of their own, a browser's takes the place of Node's. */
const onBrowsers: Plugin = {
  name: 'on-browsers',
  setup(build) {
    build.onResolve({ filter: /^\.\/node$/ }, ({ importer, resolveDir }) =>
      /[\\/]platform[\\/]index\.[jt]s$/.test(importer)
        ? { path: require.resolve('./browser', { paths: [resolveDir] }), sideEffects: false }
        : undefined,
    );
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
    target: 'es2022',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [onBrowsers],
  });
}
