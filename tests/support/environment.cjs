const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest runs each test file in a realm of its own, where `new Float32Array()` is not an `instanceof`
 * the Float32Array that native add-ons (TensorFlow, ZeroMQ) create and expect. Tests that load
 * them need the process's own binary types.
 *
 * Jest's realms ask a proxy for each global, even for `Math`, which makes loops over numbers many
 * times slower; these have an ordinary global object, as far as Node.js can make one.
 */
module.exports = class NativeTypesEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants?.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
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
};
