import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import * as path from 'node:path';
import * as ts from 'typescript';

/** What only Node has. */
const nodeNames = new Set([
  'Buffer',
  '__dirname',
  '__filename',
  'clearImmediate',
  'global',
  'process',
  'require',
  'setImmediate',
]);
const nodeModules = new Set(builtinModules);

/** What a source file needs from Node: modules that it imports and names that it uses. */
function nodeParts(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isImported(node)) {
      if (node.text.startsWith('node:') || nodeModules.has(node.text)) found.push(node.text);
    }
    if (ts.isIdentifier(node) && nodeNames.has(node.text) && !isProperty(node)) {
      found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

function isImported({ parent }: ts.StringLiteral): boolean {
  const isCalled = ts.isCallExpression(parent) && parent.expression.getText() === 'import';
  const isType = ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent);
  const isRequired = ts.isExternalModuleReference(parent);
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || isCalled || isType || isRequired; // prettier-ignore
}

/** Whether a name belongs to an object of ours: `x.process`, `{ process: 1 }`. */
function isProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.name === node && parent.expression.getText() !== 'globalThis';
  }
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node
  );
}

/** What the core of each package may import besides its own files: what runs on any platform. */
const portable: Record<string, readonly string[]> = {
  lib: ['@tensorflow/tfjs', 'pure-rand'],
  data: ['pure-rand'],
  display: ['jupyter-protocol'],
  course: ['@tensorflow/tfjs', 'equivariant', 'notebook-display'],
};
const packages = Object.keys(portable);
const sources = (name: string): string => path.join(__dirname, '..', name, 'src');

/** A package's files without its hosts, its tests, and what graders alone load. */
function coreOf(name: string): string[] {
  return readdirSync(sources(name), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => !/(^|\/)(platform\/(node|browser)|testSupport|grading)\//.test(file));
}

test('the cores are found', () => {
  expect(coreOf('lib')).toContain('training/train.ts');
  expect(coreOf('course')).toContain('exercises/2.3-lifting/exercise.ts');
  for (const name of packages) {
    expect(coreOf(name)).toContain('platform/Platform.ts');
    expect(coreOf(name)).not.toContain('platform/node/index.ts');
  }
});

const files = packages.flatMap((name) => coreOf(name).map((file) => [name, file] as const));

test.each(files)(
  '%s/src/%s uses nothing of Node and reaches the platform through its door',
  (name, file) => {
    const source = readFileSync(path.join(sources(name), file), 'utf8');
    expect(nodeParts(source)).toEqual([]);
    const imported = ts.preProcessFile(source).importedFiles.map(({ fileName }) => fileName);
    const foreign = imported.filter((one) => !one.startsWith('.'));
    const isPortable = (one: string): boolean =>
      portable[name]!.some((known) => one === known || one.startsWith(`${known}/`));
    expect(foreign.filter((one) => !isPortable(one))).toEqual([]);
    const host = imported.filter((one) => /(^|\/)node(\/|$)/.test(one));
    expect(host).toEqual(file === 'platform/index.ts' ? ['./node'] : []);
  },
);

const kernelCore = path.join(sources('kernel'), 'core');
const kernelFiles = readdirSync(kernelCore, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

test.each(kernelFiles)(
  'kernel/src/core/%s uses nothing of Node, nor of the kernel’s host',
  (file) => {
    const source = readFileSync(path.join(kernelCore, file), 'utf8');
    expect(nodeParts(source)).toEqual([]);
    for (const { fileName } of ts.preProcessFile(source).importedFiles) {
      const isOwn = path.join(kernelCore, file, '..', fileName).startsWith(kernelCore + path.sep);
      const isPortable = ['typescript6', 'jupyter-protocol', '@jridgewell/trace-mapping'].includes(fileName); // prettier-ignore
      expect([fileName, fileName.startsWith('.') ? isOwn : isPortable]).toEqual([fileName, true]);
    }
  },
);

test.each([
  ["import * as fs from 'node:fs';", ['node:fs']],
  ["import { join } from 'path';", ['path']],
  ["export { join } from 'node:path';", ['node:path']],
  ["import fs = require('fs');", ['fs']],
  ["const fs = await import('node:fs');", ['node:fs']],
  ["let fs: typeof import('node:fs');", ['node:fs']],
  ["require('x');", ['require']],
  ['const home = process.env.HOME;', ['process']],
  ['globalThis.process.exit();', ['process']],
  ["Buffer.from('x');", ['Buffer']],
  ['let x: Buffer;', ['Buffer']],
  ['setImmediate(run);', ['setImmediate']],
  ['// process.env\nconst buffer = new ArrayBuffer(4); x.process = { process: 1 };', []],
])('sees what %s needs', (source, parts) => {
  expect(nodeParts(source)).toEqual(parts);
});
