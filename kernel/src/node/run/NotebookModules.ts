import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ToImport, type Modules, type OwnSources } from '../../core/run/RunHost';

/** Modules that only `import` can load, or that only it finds. */
const forImport = ['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];
const endings = ['.ts', '.tsx', '.mts', '.cts', '/index.ts', ''];

/** Gives cells the modules that they import, from where the notebook is. */
export class NotebookModules implements Modules {
  /** Those that can't be required, by the names that cells call them. */
  private readonly imported = new Map<string, unknown>();
  private readonly own = new Map<string, { source: string; module: Module }>();
  private readonly importHere: (module: string) => Promise<unknown>;

  /** @param given modules that the kernel itself gives */
  constructor(
    private readonly folder: string,
    private readonly given: Readonly<Record<string, () => unknown>>,
    private readonly sources: OwnSources,
  ) {
    this.importHere = importFrom(folder);
    const filename = path.join(folder, 'notebook.ts');
    const resolve = (module: string): string =>
      pathToFileURL(createRequire(filename).resolve(module)).href;
    this.meta = { url: pathToFileURL(filename).href, resolve };
  }

  /**
   * Loads packages that a cell seems to import, while its types are checked. Whether it will run is
   * not known yet, so these are only packages that declare to have no side effects.
   */
  foresee(source: string): void {
    const require = createRequire(path.join(this.folder, 'notebook.js'));
    for (const [, module] of source.matchAll(/\bfrom\s*['"]([^'"./][^'"]*)['"]/g)) {
      try {
        if (hasNoEffects(module!, require.resolve.paths(module!) ?? [])) require(module!);
      } catch {
        // If it matters, it is told when the cell runs.
      }
    }
  }

  /** What the `require` of a cell's script is. */
  requireFor(imports: readonly string[]): (module: string) => unknown {
    return (module) => {
      try {
        return this.get(module, this.folder);
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        throw imports.includes(module) && forImport.includes(code) ? new ToImport(module) : error;
      }
    };
  }

  /** Loads what can't be required. */
  async load(module: string): Promise<void> {
    const exports = (await this.importHere(module)) as object;
    // As Node marks them where they can be required.
    const marked = Object.create(exports, { __esModule: { value: true } }) as object;
    this.imported.set(module, 'default' in exports ? marked : exports);
  }

  /** `import.meta` of a cell. */
  readonly meta: object;

  /** `import()` in a cell. */
  readonly import = (module: string): Promise<unknown> => {
    const found = this.find(module, this.folder);
    return found ? Promise.resolve().then(found) : this.importHere(module);
  };

  private get(module: string, folder: string): unknown {
    if (this.imported.has(module)) return this.imported.get(module);
    const found = this.find(module, folder);
    return found ? found() : createRequire(path.join(folder, 'notebook.js'))(module);
  }

  /** What is not for Node to find. */
  private find(module: string, folder: string): (() => unknown) | undefined {
    if (Object.hasOwn(this.given, module)) return this.given[module];
    if (!/^\.{0,2}\//.test(module)) return undefined;
    const base = path.resolve(folder, module);
    for (const ending of endings) {
      const file = base + ending;
      if (!/\.[cm]?tsx?$/.test(file)) continue;
      const source = this.sources.read(file);
      if (source !== undefined) return () => this.loadOwn(file, source);
    }
    return undefined;
  }

  private loadOwn(file: string, source: string): unknown {
    const known = this.own.get(file);
    if (known?.source === source) return known.module.exports;
    const module = new Module(file);
    module.filename = file;
    this.own.set(file, { source, module });
    const folder = path.dirname(file);
    module.require = ((id: string) => this.get(id, folder)) as NodeJS.Require;
    try {
      compile(module, this.sources.compile(file, source, path.relative(this.folder, file)), file);
    } catch (error) {
      this.own.delete(file);
      throw error;
    }
    return module.exports;
  }
}

/** @param folders where packages are looked for */
function hasNoEffects(module: string, folders: readonly string[]): boolean {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)![0];
  const file = folders.map((folder) => path.join(folder, name, 'package.json')).find(existsSync);
  if (file === undefined) return false;
  const { sideEffects } = JSON.parse(readFileSync(file, 'utf8')) as { sideEffects?: unknown };
  return sideEffects === false;
}

/** `import()` as a file in a folder does it. */
function importFrom(folder: string): (module: string) => Promise<unknown> {
  const module = new Module('notebook');
  compile(module, 'module.exports = (module) => import(module);', path.join(folder, 'notebook.js'));
  return module.exports as (module: string) => Promise<unknown>;
}

/** Runs a CommonJS script; not documented, but what every hook of `require` is made with. */
function compile(module: Module, script: string, file: string): void {
  (module as unknown as { _compile: (script: string, file: string) => void })._compile(
    script,
    file,
  );
}
