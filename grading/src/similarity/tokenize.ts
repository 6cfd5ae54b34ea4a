import * as ts from 'typescript';

/** A text as the kinds of its tokens, and the line of each, from 1. */
export interface Tokens {
  kinds: number[];
  lines: number[];
}

/**
 * One kind for each of these, whatever the text: another name or number does not make another
 * program.
 */
const name = ts.SyntaxKind.Identifier;
const literal = ts.SyntaxKind.StringLiteral;
const declaration = ts.SyntaxKind.ConstKeyword;

/** After these a slash divides; elsewhere it starts a regular expression. */
const endsOperand = new Set([
  name,
  literal,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.SuperKeyword,
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
]);

/**
 * Reads TypeScript as a sequence of tokens, without what can be changed at no cost: comments,
 * layout, names, literals, and the choice of `const`, `let` or `var`. Text that is not TypeScript
 * has tokens too: no text is too broken.
 *
 * @param source code of one cell
 */
export function tokenize(source: string): Tokens {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true);
  scanner.setText(source);
  const tokens: Tokens = { kinds: [], lines: [] };
  /** For each open brace: whether it belongs to a template. */
  const braces: boolean[] = [];
  let [line, counted] = [1, 0];
  for (;;) {
    const scanned = rescan(scanner, scanner.scan(), tokens.kinds.at(-1), braces);
    if (scanned === ts.SyntaxKind.EndOfFileToken) return tokens;
    const start = scanner.getTokenStart();
    for (; counted < start; counted++) if (source[counted] === '\n') line++;
    tokens.kinds.push(kindOf(scanned));
    tokens.lines.push(line);
  }
}

/** The scanner can't know what a slash or a closing brace means; its caller must. */
function rescan(
  scanner: ts.Scanner,
  token: ts.SyntaxKind,
  before: ts.SyntaxKind | undefined,
  braces: boolean[],
): ts.SyntaxKind {
  switch (token) {
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.SlashEqualsToken:
      return before !== undefined && endsOperand.has(before) ? token : scanner.reScanSlashToken();
    case ts.SyntaxKind.TemplateHead:
      braces.push(true);
      return token;
    case ts.SyntaxKind.OpenBraceToken:
      braces.push(false);
      return token;
    case ts.SyntaxKind.CloseBraceToken: {
      if (braces.pop() !== true) return token;
      const part = scanner.reScanTemplateToken(false);
      if (part === ts.SyntaxKind.TemplateMiddle) braces.push(true);
      return part;
    }
    default:
      return token;
  }
}

function kindOf(token: ts.SyntaxKind): number {
  if (isName(token)) return name;
  if (isLiteral(token)) return literal;
  if (token === ts.SyntaxKind.LetKeyword || token === ts.SyntaxKind.VarKeyword) return declaration;
  return token;
}

/** Words such as `of` and `type` are names too; only reserved words are not. */
function isName(token: ts.SyntaxKind): boolean {
  return (
    token === ts.SyntaxKind.Identifier ||
    token === ts.SyntaxKind.PrivateIdentifier ||
    (token > ts.SyntaxKind.LastReservedWord &&
      token <= ts.SyntaxKind.LastKeyword &&
      token !== ts.SyntaxKind.LetKeyword)
  );
}

function isLiteral(token: ts.SyntaxKind): boolean {
  return (
    (token >= ts.SyntaxKind.FirstLiteralToken && token <= ts.SyntaxKind.LastLiteralToken) ||
    token === ts.SyntaxKind.TrueKeyword ||
    token === ts.SyntaxKind.FalseKeyword ||
    token === ts.SyntaxKind.NullKeyword
  );
}
