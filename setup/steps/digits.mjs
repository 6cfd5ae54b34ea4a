import { join, resolve } from 'node:path';
import { filesUnder, hashOf, textOf, writeWhole } from '../support/files.mjs';

/**
 * The digits, prepared once so that the first notebook starts at once.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function digits(context) {
  const stamp = join(context.cache, 'stamps/digits');
  const { ROTATED_MNIST: published = '', COURSE_CACHE: caches = '' } = process.env;
  const cache = join(caches ? resolve(caches) : context.cache, 'rotated-mnist');
  const compiled = join(context.root, 'data/dist');
  const inputs = () =>
    hashOf({
      texts: [published, cache],
      files: filesUnder(compiled, (name) => name.endsWith('.js') && !name.endsWith('.test.js')),
    });
  const prepare = "require('rotated-mnist').prepare({ onMessage: console.log }).then(console.log);";
  return {
    name: 'Digits',
    bytes: 0.1e9,
    isDone: () =>
      textOf(stamp) === inputs() && filesUnder(cache, (name) => name.endsWith('.bin')).length > 0,
    async run() {
      const environment = { COURSE_CACHE: caches ? resolve(caches) : context.cache };
      await context.processes.run(process.execPath, ['-e', prepare], {
        cwd: context.root,
        env: environment,
        help: 'If ROTATED_MNIST is set, check that it names the published files.',
      });
      writeWhole(stamp, inputs());
    },
  };
}
