const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Where temporary files go when no test runs. */
const temporary = tmpdir();

/**
 * Jest runs each test file in a realm of its own, where `new Float32Array()` is not an `instanceof`
 * the Float32Array that native add-ons (TensorFlow, ZeroMQ) create and expect. Tests that load
 * them need the process's own binary types.
 *
 * Jest's realms ask a proxy for each global, even for `Math`, which makes loops over numbers many
 * times slower; these have an ordinary global object, as far as Node.js can make one.
 *
 * Temporary files of a test file, and of the processes that it starts, are removed at its end.
 */
module.exports = class CourseEnvironment extends TestEnvironment {
  constructor(config, context) {
    const folder = mkdtempSync(join(temporary, 'test-'));
    process.env.TMPDIR = folder;
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants?.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
    this.folder = folder;
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (
        /^(Array|SharedArray)Buffer$|^(Big)?(Int|Uint|Float)\d+(Clamped)?Array$|^DataView$/.test(
          name,
        )
      ) {
        this.global[name] = globalThis[name];
      }
    }
  }

  async teardown() {
    await super.teardown();
    try {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // A process that a test has ended may still write there.
    }
  }
};
