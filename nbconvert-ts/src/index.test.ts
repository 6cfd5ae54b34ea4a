import { join } from 'node:path';
import * as ts from 'typescript';

/** What is exported, with the places where it lacks a sentence. */
function undocumented(file: string): { exported: string[]; bare: string[] } {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    noLib: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  const bare: string[] = [];
  const exported = checker.getExportsOfModule(module).map((exportedSymbol) => {
    const symbol =
      exportedSymbol.flags & ts.SymbolFlags.Alias
        ? checker.getAliasedSymbol(exportedSymbol)
        : exportedSymbol;
    const { name } = symbol;
    const tags = symbol.getJsDocTags(checker);
    const sentence = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    // A sentence, or for a small function what it returns.
    if (sentence === '' && !tags.some((tag) => tag.name === 'returns')) bare.push(name);
    const declaration = symbol.declarations?.[0];
    if (declaration && ts.isFunctionDeclaration(declaration)) {
      const described = tags
        .filter((tag) => tag.name === 'param')
        .map((tag) => ts.displayPartsToString(tag.text).split(' ')[0]);
      for (const parameter of declaration.parameters) {
        const given = parameter.name.getText();
        if (!given.startsWith('{') && !described.includes(given)) bare.push(`${name}(${given})`);
        if (given.startsWith('{') && described.length === 0) bare.push(`${name}({})`);
      }
    }
    return name;
  });
  return { exported, bare };
}

describe('what the package exports', () => {
  it('is documented, each function with its arguments', () => {
    const { exported, bare } = undocumented(join(__dirname, 'index.ts'));
    expect(exported).toEqual(expect.arrayContaining(['toHtml', 'executeNotebook', 'Notebook']));
    expect(bare).toEqual([]);
  });
});
