import type { Checker, Completion, Finding, QuickInfo } from './Checker';
import { CellFiles, knownNames, moduleOf, prefixOf } from './CellFiles';
import type { CellTypes, CompiledCell, NameKind } from './CompiledCell';
import type { Diagnostic } from './Diagnostic';
import { emitCell } from './emit';
import { keywords, moduleName, namesIn, parseCell, type ParsedCell } from './parseCell';

/** Number of "Cannot assign to 'x' because it is an import.", and of those for other kinds. */
const assignsToImport = 2632;
const assignments: Partial<Record<NameKind, readonly [code: number, because: string]>> = {
  constant: [2588, 'a constant'],
  function: [2630, 'a function'],
  class: [2629, 'a class'],
  enum: [2628, 'an enum'],
  namespace: [2631, 'a namespace'],
};

/** What is to be run of a cell that is not. */
const nothing = { output: '', map: '', awaits: false, imports: [] };

/** A cell in its place among those before it. */
interface PlacedCell {
  file: string;
  /** Where the cell's own text begins in its file. */
  start: number;
}

/** Turns cells into scripts: reads them, checks their types, and rewrites them for the kernel. */
export class CellConverter {
  private readonly files: CellFiles;

  /**
   * @param folder of the notebook, with slashes
   * @param newChecker makes a checker of the program with this root, whose files are given
   */
  constructor(
    folder: string,
    newChecker: (root: string, texts: ReadonlyMap<string, string>) => Checker,
  ) {
    let checker: Checker | undefined;
    this.files = new CellFiles(folder, (file) => checker?.changed(file));
    this.checker = checker = newChecker(this.files.root, this.files.texts);
    this.folder = `${folder}/`;
  }

  private readonly folder: string;
  private hasOwnFiles = false;
  readonly checker: Checker;

  /**
   * Compiles a cell.
   *
   * @param earlier what is known of the cells before
   */
  compile(source: string, earlier: readonly CellTypes[]): CompiledCell {
    const name = moduleName(source);
    if (name !== undefined) return this.addFile(name, source);
    const cell = parseCell(source);
    const refused = [...cell.values].filter((name) => cell.names.get(name) !== 'import');
    if (cell.problems.length > 0) return { ...nothing, diagnostics: cell.problems, refused };
    const known = knownNames(earlier);
    const used = [...known].filter(([name]) => cell.used.has(name) && !cell.names.has(name));
    const file = this.files.place(earlier);
    const { text, start } = moduleOf(cell.source, {
      prefix: prefixOf(used),
      names: [...cell.names.keys()],
    });
    this.files.write(file, text);
    const diagnostics = this.diagnose(
      cell,
      { file, start },
      new Map(used.map(([name, { kind }]) => [name, kind])),
    );
    if (diagnostics.length > 0) return { ...nothing, diagnostics, refused };
    const script = emitCell(
      cell.source,
      used.filter(([, { kind }]) => kind !== 'type').map(([name]) => name),
      this.bound(cell, { file, start }),
    );
    const isKnown = cell.names.size > 0 || cell.modules.length > 0 || cell.augments;
    return {
      diagnostics,
      ...script,
      imports: cell.modules,
      ...(isKnown && { types: { text, names: Object.fromEntries(cell.names) } }),
    };
  }

  /** What could be written at a place of a cell, and where that begins. */
  complete(
    source: string,
    offset: number,
    earlier: readonly CellTypes[],
  ): { start: number; completions: Completion[] } {
    const { file, start } = this.placeToRead(source, earlier);
    const begun = /[\p{ID_Continue}$]*$/u.exec(source.slice(0, offset))![0];
    const found =
      this.checker.completions(file, start + offset) ?? this.namesInScope(source, earlier);
    const wanted = begun.toLowerCase();
    const fits = ({ name }: Completion): boolean =>
      name.toLowerCase().startsWith(wanted) && !name.startsWith('__');
    return { start: offset - begun.length, completions: found.filter(fits) };
  }

  /** What could be written where a new expression begins. */
  private namesInScope(source: string, earlier: readonly CellTypes[]): Completion[] {
    const begin = 'globalThis.';
    const { file, start } = this.placeToRead(begin, earlier);
    const found = [
      ...[...namesIn(source), ...knownNames(earlier).keys()].map(variable),
      ...(this.checker.completions(file, start + begin.length) ?? []),
      ...keywords.map((name) => ({ name, kind: 'keyword' })),
    ];
    return [...new Map(found.reverse().map((one) => [one.name, one])).values()].reverse();
  }

  /** What stands at a place of a cell. */
  inspect(source: string, offset: number, earlier: readonly CellTypes[]): QuickInfo | undefined {
    const { file, start } = this.placeToRead(source, earlier);
    const info = this.checker.quickInfo(file, start + offset);
    return info && { ...info, declaration: withoutCells(info.declaration) };
  }

  private addFile(name: string, source: string): CompiledCell {
    const file = this.files.add(name, source);
    const diagnostics = this.checker
      .findings(file)
      .map((finding) => diagnosticOf(finding, source.slice(0, finding.start).split('\n')));
    return { ...nothing, diagnostics, file };
  }

  private placeToRead(source: string, earlier: readonly CellTypes[]): PlacedCell {
    const cell = parseCell(source);
    const others = [...knownNames(earlier)].filter(([name]) => !cell.names.has(name));
    const file = this.files.place(earlier);
    const { text, start } = moduleOf(cell.source, { prefix: prefixOf(others, true), names: [] });
    this.files.write(file, text);
    return { file, start };
  }

  private diagnose(
    cell: ParsedCell,
    { file, start }: PlacedCell,
    used: ReadonlyMap<string, NameKind>,
  ): Diagnostic[] {
    const findings = this.checker.findings(file).filter((finding) => {
      const place = finding.start - start;
      return place >= 0 && place <= cell.source.length;
    });
    const diagnostics = findings.map((finding) => {
      const lines = cell.source.slice(0, finding.start - start).split('\n');
      return diagnosticOf(asOneFile(finding, used), lines);
    });
    this.hasOwnFiles ||= cell.modules.some((module) => /^[./]/.test(module));
    return this.hasOwnFiles ? [...diagnostics, ...this.diagnoseOwnFiles()] : diagnostics;
  }

  /** Files beside the notebook are checked with the cell that imports them. */
  private diagnoseOwnFiles(): Diagnostic[] {
    return this.checker
      .ownFiles()
      .filter((file) => !this.files.has(file))
      .flatMap((file) =>
        this.checker.findings(file).map((finding) => ({
          ...diagnosticOf(finding, this.checker.textOf(file).slice(0, finding.start).split('\n')),
          file: file.startsWith(this.folder) ? file.slice(this.folder.length) : file,
        })),
      );
  }

  /** Names that exist when the cell runs; `true` for variables. */
  private bound({ names, values, imported }: ParsedCell, place: PlacedCell): Map<string, boolean> {
    const imports = [...imported];
    const are = this.checker.areValues(
      place.file,
      imports.map(([, offset]) => place.start + offset),
    );
    const types = new Set(imports.filter((_, index) => !are[index]).map(([name]) => name));
    return new Map(
      [...values]
        .filter((name) => !types.has(name))
        .map((name) => [name, names.get(name) === 'variable']),
    );
  }
}

/** What is said of an import is said of what the other cell declares. */
function asOneFile(finding: Finding, used: ReadonlyMap<string, NameKind>): Finding {
  const name = finding.code === assignsToImport && /'(.+)'/.exec(finding.message)?.[1];
  const kind = name ? used.get(name) : undefined;
  const known = kind && assignments[kind];
  if (!known) return finding;
  const [code, because] = known;
  return {
    ...finding,
    code,
    message: `Cannot assign to '${String(name)}' because it is ${because}.`,
  };
}

function diagnosticOf({ code, message, details }: Finding, before: readonly string[]): Diagnostic {
  return {
    line: before.length,
    column: before.at(-1)!.length + 1,
    code,
    message: withoutCells(message),
    details: details.map(withoutCells),
  };
}

const variable = (name: string): Completion => ({ name, kind: 'variable' });

/** Types of earlier cells are called as in their own. */
function withoutCells(text: string): string {
  return text.replace(/\b__\d+\./g, '');
}
