import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript6';
import { CellConverter } from '../core/compile/CellConverter';
import { JavaScriptChecker } from '../core/compile/JavaScriptChecker';
import { always, libraries } from '../core/compile/virtualFiles';
import { optionsIn } from './newConverter';

/** What a compiler looks up in a package's description. */
const fields = ['name', 'version', 'type', 'main', 'types', 'typings', 'typesVersions', 'exports'];

/**
 * The files that the compiler reads for cells which import modules, for a compiler that has no
 * disk: by paths of a root that has `node_modules` alone.
 *
 * @param folder from where the modules are found
 */
export function typeFiles(modules: readonly string[], folder: string): Record<string, string> {
  const files = new Map<string, string>();
  const own = dirname(createRequire(__filename).resolve('typescript6')).replaceAll('\\', '/');
  const readFile = (file: string): string | undefined => {
    const text = ts.sys.readFile(file);
    const path = text === undefined ? undefined : virtualPath(file);
    if (path !== undefined)
      files.set(path, path.endsWith('/package.json') ? shortened(text!) : text!);
    return text;
  };
  const converter = new CellConverter(
    folder,
    (root, texts) =>
      new JavaScriptChecker([root], texts, optionsIn(folder), folder, { ...ts.sys, readFile }, own),
  );
  const imports = modules.map((name) => `import '${name}';\n`).join('');
  const { diagnostics } = converter.compile(imports, []);
  if (diagnostics[0]) throw new Error(diagnostics[0].message);
  files.set(always, imports);
  return Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where a file is for the compiler without a disk; undefined for one that it does not need. */
function virtualPath(file: string): string | undefined {
  const globals = /\/(notebook-globals\/.*)$/.exec(file);
  if (globals) return `/node_modules/@types/${globals[1]}`;
  const inPackages = /\/node_modules\/(.*)$/.exec(file);
  if (inPackages) return inPackages[1]!.startsWith('typescript6/lib/') ? `${libraries}/${inPackages[1]!.slice('typescript6/lib/'.length)}` : `/node_modules/${inPackages[1]}`; // prettier-ignore
  // A package of a workspace, by its real path.
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const described = ts.sys.readFile(join(folder, 'package.json'));
    if (described === undefined) continue;
    const { name, workspaces } = JSON.parse(described) as { name: string; workspaces?: unknown };
    return workspaces ? undefined : `/node_modules/${name}${file.slice(folder.length)}`;
  }
  return undefined;
}

function shortened(described: string): string {
  const all = JSON.parse(described) as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(fields.flatMap((name) => (name in all ? [[name, all[name]]] : [])))); // prettier-ignore
}
