import * as ts from 'typescript';

/** A name that code imports from a module; '*' is the module as a whole. */
export interface Import {
  module: string;
  name: string;
}

/**
 * Everything that TypeScript code imports, in whatever way: `import`, `export ... from`,
 * `import()`, `require()`. Types do not count. A module whose name is computed is called '?'.
 */
export function importsOf(code: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      found.push(...namesIn(node));
    } else if (ts.isExternalModuleReference(node)) {
      found.push({ module: textOf(node.expression), name: '*' });
    } else if (ts.isCallExpression(node) && loadsModule(node.expression)) {
      found.push({ module: textOf(node.arguments[0]), name: '*' });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ES2022));
  return found;
}

function namesIn(node: ts.ImportDeclaration | ts.ExportDeclaration): Import[] {
  if (!node.moduleSpecifier) return [];
  const module = textOf(node.moduleSpecifier);
  if (ts.isExportDeclaration(node)) {
    if (node.isTypeOnly) return [];
    return named(node.exportClause).map((name) => ({ module, name }));
  }
  const { importClause: clause } = node;
  if (clause?.isTypeOnly) return [];
  const names = clause?.name ? ['default'] : [];
  if (clause?.namedBindings || !clause) names.push(...named(clause?.namedBindings));
  return names.map((name) => ({ module, name }));
}

function named(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): string[] {
  if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return ['*'];
  return [...bindings.elements]
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ name, propertyName }) => (propertyName ?? name).text);
}

function loadsModule(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(callee) && callee.text === 'require';
}

function textOf(node: ts.Expression | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : '?';
}
