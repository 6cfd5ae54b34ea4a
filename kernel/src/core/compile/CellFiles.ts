import type { CellTypes, NameKind } from './CompiledCell';

/** Cells that the program has room for; as many again when they are full. */
const block = 64;

/** A name of an earlier cell. */
interface Known {
  cell: number;
  kind: NameKind;
}

/**
 * The cells of a notebook as modules of one program. Which cells there are stands in one file that
 * names more of them than there are: so a new cell changes one file and no file's imports, and a
 * compiler goes on with what it knows.
 */
export class CellFiles {
  /** Their texts. */
  readonly texts = new Map<string, string>();
  /** Where the names of all cells are to be found. */
  readonly root: string;
  private room = 0;
  private readonly added = new Set<string>();

  /**
   * @param folder of the notebook, with slashes
   * @param changed hears of each file that changes
   */
  constructor(
    private readonly folder: string,
    private readonly changed: (file: string) => void,
  ) {
    this.root = `${folder}/__cells.ts`;
    this.makeRoom(1);
  }

  /** Puts the cells of a notebook in their files. @returns the file for the next cell */
  place(earlier: readonly CellTypes[]): string {
    if (earlier.length >= this.room) this.makeRoom(earlier.length + 1);
    for (let cell = 0; cell < this.room; cell++) {
      // The next cell's own file is written when its text is known.
      if (cell !== earlier.length) this.write(this.file(cell), earlier[cell]?.text ?? empty);
    }
    return this.file(earlier.length);
  }

  write(file: string, text: string): void {
    if (this.texts.get(file) === text) return;
    this.texts.set(file, text);
    this.changed(file);
  }

  /** Adds a file that is no cell. @returns its path */
  add(name: string, text: string): string {
    const file = `${this.folder}/${name}.ts`;
    this.added.add(name);
    this.write(file, text);
    this.writeRoot();
    return file;
  }

  /** Whether a file is one of the notebook's cells. */
  has(file: string): boolean {
    return this.texts.has(file);
  }

  private file(cell: number): string {
    return `${this.folder}/__cell${cell}.ts`;
  }

  private makeRoom(cells: number): void {
    const before = this.room;
    this.room = Math.ceil(cells / block) * block;
    for (let cell = before; cell < this.room; cell++) this.texts.set(this.file(cell), empty);
    this.writeRoot();
  }

  private writeRoot(): void {
    const cells = Array.from({ length: this.room }, (_, cell) => cell);
    const lines = [
      ...cells.map((cell) => `export * as __${cell} from './__cell${cell}';\n`),
      ...[...this.added].map((name) => `import './${name}';\n`),
    ];
    this.write(this.root, lines.join(''));
  }
}

/** A cell that is not there has the same imports as any other. */
const empty = moduleOf('', { prefix: prefixOf([]), names: [] }).text;

/** What the names of a notebook stand for after these cells. */
export function knownNames(earlier: readonly CellTypes[]): Map<string, Known> {
  const known = new Map<string, Known>();
  earlier.forEach(({ names }, cell) => {
    for (const [name, kind] of Object.entries(names)) known.set(name, { cell, kind });
  });
  return known;
}

/**
 * The text before a cell, in which earlier cells' names are imported.
 *
 * @param isToRead whether only types and documentation matter: nothing is assigned to
 */
export function prefixOf(used: readonly (readonly [string, Known])[], isToRead = false): string {
  const cells = [...new Set(used.map(([, { cell }]) => `__${cell}`))];
  const aliases = used.map(([name, { cell, kind }]) =>
    kind === 'variable' && !isToRead
      ? `declare let ${name}: typeof __${cell}.${name};`
      : `import ${name} = __${cell}.${name};`,
  );
  return `import { ${cells.join(', ')} } from './__cells';${aliases.join('')}\n`;
}

/** A cell as a module. */
export function moduleOf(
  source: string,
  { prefix, names }: { prefix: string; names: readonly string[] },
): { text: string; start: number } {
  return { text: `${prefix}${source}\n;export { ${names.join(', ')} };`, start: prefix.length };
}
