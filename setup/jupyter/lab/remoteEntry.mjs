/// <reference lib="dom" />
/*
 * The door by which JupyterLab takes an extension in (module federation's container), written by
 * hand, so that nothing has to be bundled.
 */

/** @typedef {Record<string, Record<string, { get: () => Promise<() => object> }>>} Shared */

/** @type {Shared} what JupyterLab shares, by package and version */
let shared = {};
const page = /** @type {Window & { _JUPYTERLAB?: object }} */ (window);
page._JUPYTERLAB = Object.assign(page._JUPYTERLAB ?? {}, {
  'equivariant-course': {
    /** @param {Shared} scope */
    init(scope) {
      shared = scope;
    },
    async get() {
      /** @param {string} name of a package of JupyterLab */
      const get = async (name) => {
        const [version] = Object.values(shared[name] ?? {});
        return (await version?.get())?.();
      };
      const { plugin } = await import('./plugin.mjs');
      const made = plugin(await get('@jupyterlab/rendermime'), await get('@jupyterlab/notebook'));
      return () => ({ __esModule: true, default: made });
    },
  },
});
