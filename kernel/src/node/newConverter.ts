import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript6';
import { CellConverter } from '../core/compile/CellConverter';
import { cellOptions } from '../core/compile/cellOptions';
import { JavaScriptChecker } from '../core/compile/JavaScriptChecker';
import { NativeChecker } from './NativeChecker';

/** Forces one of the two: `native` or `javascript`. */
const variable = 'COURSE_TYPESCRIPT';
/** Types of what every cell can use without an import. */
const globalTypes = join(__dirname, '../../types');

/**
 * A converter for the cells of a notebook in this process's folder: with the native TypeScript
 * where there is one for this machine, else with the one in JavaScript.
 *
 * @param log hears which it is, and why
 */
export async function newConverter(log: (line: string) => void): Promise<CellConverter> {
  const folder = process.cwd().replaceAll('\\', '/');
  const options = optionsIn(folder);
  const wanted = process.env[variable];
  if (wanted !== 'javascript') {
    try {
      const typescript = await import('typescript7/unstable/sync');
      const { version } = await import('typescript7');
      const converter = new CellConverter(
        folder,
        (root, texts) => new NativeChecker(typescript, version, root, texts, options, folder),
      );
      log(`Types are checked by TypeScript ${version} (native).`);
      return converter;
    } catch (error) {
      const { message } = error as Error;
      if (wanted === 'native') {
        throw new Error(`${variable} asks for what there is not: ${message}`, { cause: error });
      }
      log(`There is no native TypeScript: ${message}`);
    }
  }
  const libraries = dirname(require.resolve('typescript6')).replaceAll('\\', '/');
  const converter = new CellConverter(
    folder,
    (root, texts) => new JavaScriptChecker([root], texts, options, folder, ts.sys, libraries),
  );
  log(`Types are checked by TypeScript ${converter.checker.version} (in JavaScript).`);
  return converter;
}

/** How the cells of a notebook in a folder are checked. */
export function optionsIn(folder: string): object {
  const fromTslab = createRequire(require.resolve('tslab/package.json'));
  const nodeTypes = dirname(dirname(fromTslab.resolve('@types/node/package.json')));
  return cellOptions(
    // For notebooks outside of a project that has Node's types, these are taken.
    [...typeRootsAround(folder), nodeTypes, globalTypes],
    fromTslab.resolve('tslab').replace(/\.js$/, '.d.ts'),
  );
}

function typeRootsAround(folder: string): string[] {
  const parent = dirname(folder);
  const roots = join(folder, 'node_modules/@types');
  return [
    ...(existsSync(roots) ? [roots] : []),
    ...(parent === folder ? [] : typeRootsAround(parent)),
  ];
}
