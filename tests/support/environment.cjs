const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest runs each test file in a realm of its own, where `new Float32Array()` is not an `instanceof`
 * the Float32Array that native add-ons (TensorFlow, ZeroMQ) create and expect. Tests that load
 * them need the process's own binary types.
 */
module.exports = class NativeTypesEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
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
