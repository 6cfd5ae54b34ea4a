/** A complaint about a file, as a checker has it. */
export interface Finding {
  /** Offset in the file. */
  start: number;
  /** TypeScript's number of it, such as 2322. */
  code: number;
  message: string;
  /** What follows from what, from the general to the special. */
  details: string[];
}

/** Something that could be written at a place. */
export interface Completion {
  name: string;
  /** Such as `method`, in the words of TypeScript's editors. */
  kind: string;
}

/** What stands at a place. */
export interface QuickInfo {
  /** Its declaration, such as `function f(n: number): number`. */
  declaration: string;
  documentation: string;
  tags: { name: string; text: string }[];
}

/**
 * A compiler that knows the files of one notebook. Between two questions, files may get new texts.
 */
export interface Checker {
  /** The compiler's version, such as `7.0.2`. */
  readonly version: string;
  /** Hears that a file, of the notebook's own or on the disk, has another text. */
  changed: (file: string) => void;
  /** Everything that is wrong in a file. */
  findings: (file: string) => Finding[];
  /** Whether each of the imported names at these offsets is more than a type. */
  areValues: (file: string, offsets: readonly number[]) => boolean[];
  /** Files that the notebook imports and that are not of a package. */
  ownFiles: () => string[];
  textOf: (file: string) => string;
  /** Undefined where it only knows what stands behind a dot. */
  completions: (file: string, offset: number) => Completion[] | undefined;
  quickInfo: (file: string, offset: number) => QuickInfo | undefined;
}
