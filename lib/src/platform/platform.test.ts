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

/** What a source needs of Node: modules that it imports, and names that it uses. */
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

const library = path.join(__dirname, '..');
const core = readdirSync(library, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .filter((file) => !/^(platform\/node|testSupport)\//.test(file));

test('the core is found', () => {
  expect(core).toContain('training/train.ts');
  expect(core).not.toContain('platform/node/index.ts');
});

test.each(core)('%s needs nothing of Node', (file) => {
  expect(nodeParts(readFileSync(path.join(library, file), 'utf8'))).toEqual([]);
});

test.each(core.filter((file) => file !== 'platform/index.ts'))(
  '%s reaches the platform only through its door',
  (file) => {
    expect(readFileSync(path.join(library, file), 'utf8')).not.toMatch(/from '.*\/node(\/|')/);
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
