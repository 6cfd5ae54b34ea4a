import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesUnder, hashOf, remove, textOf, writeWhole } from '../support/files.mjs';

/**
 * The workspace packages, from TypeScript to JavaScript.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function build(context) {
  const { root } = context;
  const stamp = join(context.cache, 'stamps/build');
  const packages = () => packagesIn(root);
  const inputs = () =>
    hashOf({
      files: [
        ...[
          'tsconfig.json',
          'tsconfig.base.json',
          'tsconfig.browser.json',
          'package-lock.json',
        ].map((name) => join(root, name)),
        ...packages().flatMap((folder) => [
          join(folder, 'tsconfig.json'),
          ...filesUnder(join(folder, 'src'), (name) => /\.ts$|tsconfig\.json$/.test(name)),
        ]),
      ],
    });
  return {
    name: 'Build',
    bytes: 0.02e9,
    isDone: () => textOf(stamp) === inputs() && packages().every(isThere),
    async run() {
      // What changes while tsc runs must be built the next time.
      const built = inputs();
      // tsc believes its record of a build, even where what it built is gone.
      for (const folder of packages()) {
        if (!isThere(folder)) remove(join(folder, 'tsconfig.tsbuildinfo'));
      }
      removeStale(root);
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      await context.processes.run(process.execPath, [tsc, '-b'], { cwd: root });
      writeWhole(stamp, built);
    },
  };
}

/** @param {string} folder of a package */
function isThere(folder) {
  return existsSync(join(folder, 'dist'));
}

/**
 * The folders of the packages that are compiled. A folder with code for browsers is compiled apart,
 * and lies in its package.
 *
 * @param {string} root
 */
function packagesIn(root) {
  /** @type {{ references: { path: string }[] }} */
  const { references } = JSON.parse(textOf(join(root, 'tsconfig.json')));
  return references.filter(({ path }) => !path.includes('/')).map(({ path }) => join(root, path));
}

/**
 * Removes what was compiled from sources that are gone, for example after a pull: `a.js` would be
 * loaded in place of `a/index.js`. What the compiler remembers of it goes too.
 *
 * @param {string} root
 */
export function removeStale(root) {
  const stale = packagesIn(root).flatMap((folder) =>
    filesUnder(join(folder, 'dist'), (name) => compiled.test(name)).filter((file) => {
      const source = relative(join(folder, 'dist'), file).replace(compiled, '.ts');
      return !existsSync(join(folder, 'src', source));
    }),
  );
  for (const file of stale) remove(file);
  if (stale.length === 0) return;
  for (const folder of packagesIn(root)) remove(join(folder, 'tsconfig.tsbuildinfo'));
}

const compiled = /\.(js|d\.ts)(\.map)?$/;
