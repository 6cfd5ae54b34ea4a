import ts from '@tslab/typescript-for-tslab';
import type { Diagnostic } from './Diagnostic';

/** A cell's source as tslab's converter takes it, or why it can't be run. */
export interface PreparedSource {
  /** Every character is where it was. */
  source: string;
  problems: Diagnostic[];
}

/**
 * Mends what tslab's converter trips over: it takes no `export` in a cell, and no names that start
 * with two underscores, of which the kernel makes use.
 */
export function prepareSource(source: string): PreparedSource {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true);
  const problems: Diagnostic[] = [];
  let mended = source;
  const blank = (node: ts.Node): void => {
    const [start, end] = [node.getStart(file), node.end];
    mended = mended.slice(0, start) + ' '.repeat(end - start) + mended.slice(end);
  };
  const refuse = (node: ts.Node, message: string): void => {
    const start = file.getLineAndCharacterOfPosition(node.getStart(file));
    problems.push({
      line: start.line + 1,
      column: start.character + 1,
      code: 0,
      message,
      details: [],
    });
  };
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) {
      refuse(statement, 'A cell has no default export. Give the value a name: const name = …');
    } else if (ts.isExportDeclaration(statement)) {
      if (statement.moduleSpecifier) {
        refuse(statement, 'A cell can’t export from a module. Use import instead.');
      } else {
        // What a cell declares is known to every later cell anyway.
        blank(statement);
      }
    } else if (ts.canHaveModifiers(statement)) {
      for (const modifier of ts.getModifiers(statement) ?? []) {
        const { kind } = modifier;
        if (kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword) {
          blank(modifier);
        }
      }
    }
    for (const name of declaredNames(statement)) {
      if (name.text.startsWith('__')) {
        refuse(
          name,
          `Names that start with two underscores are the kernel’s. Call ${name.text} otherwise, for example ${name.text.replace(/^_+/, '_')}.`,
        );
      }
    }
  }
  return { source: mended, problems };
}

function declaredNames(statement: ts.Statement): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const addBinding = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name);
    else {
      for (const element of name.elements) {
        if (ts.isBindingElement(element)) addBinding(element.name);
      }
    }
  };
  if (ts.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations) addBinding(name);
  } else if (
    (ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement)) &&
    statement.name
  ) {
    names.push(statement.name);
  }
  return names;
}
