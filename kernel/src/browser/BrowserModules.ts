import type { Modules, OwnSources } from '../core/run/RunHost';
import { notebookFolder } from '../core/compile/virtualFiles';

/** Gives cells the modules that the site has, and cells that say they are files. */
export class BrowserModules implements Modules {
  private readonly own = new Map<string, { source: string; exports: object }>();

  /** @param given by name; each is made when it is first asked for */
  constructor(
    private readonly given: Readonly<Record<string, () => unknown>>,
    private readonly sources: OwnSources,
  ) {}

  foresee(): void {
    // They are there already.
  }

  requireFor(): (module: string) => unknown {
    return (module) => this.get(module);
  }

  load(): Promise<void> {
    return Promise.resolve();
  }

  readonly import = (module: string): Promise<unknown> =>
    new Promise((resolve) => resolve(this.get(module)));

  readonly meta = { url: `file://${notebookFolder}/notebook.ts` };

  private get(module: string): unknown {
    const name = module.replace(/^node:/, '');
    if (Object.hasOwn(this.given, module)) return this.given[module]!();
    if (Object.hasOwn(this.given, name)) return this.given[name]!();
    if (/^\.{0,2}\//.test(module)) return this.loadOwn(module);
    const all = Object.keys(this.given).filter((one) => !one.includes('/dist/'));
    throw new Error(
      `There is no module '${module}' in a browser. A cell can import: ${all.join(', ')}.`,
    );
  }

  /** A cell that says it is a file. */
  private loadOwn(module: string): unknown {
    const { pathname } = new URL(module, `file://${notebookFolder}/`);
    const file = /\.[cm]?tsx?$/.test(pathname) ? pathname : `${pathname.replace(/\.js$/, '')}.ts`;
    const source = this.sources.read(file);
    if (source === undefined) {
      throw new Error(
        `There is no file '${module}': a browser has no files beside the notebook. ` +
          'Write its text into a cell that begins with `/** @module */`.',
      );
    }
    const known = this.own.get(file);
    if (known?.source === source) return known.exports;
    const exports = {};
    this.own.set(file, { source, exports });
    const label = file.slice(notebookFolder.length + 1);
    try {
      const script = this.sources.compile(file, source, label);
      const body = (0, eval)(
        `(function (exports, require) {\n${script}\n})\n//# sourceURL=${file}`,
      ) as (exports: object, require: (module: string) => unknown) => void;
      body(exports, (inner) => this.get(inner));
    } catch (error) {
      this.own.delete(file);
      throw error;
    }
    return exports;
  }
}
