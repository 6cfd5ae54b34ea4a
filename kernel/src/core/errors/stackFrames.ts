import { names } from '../compile/names';
import type { CellPlace, CellSources } from './CellSources';

/** One line of a stack, for people. */
export interface StackFrame {
  text: string;
  /** Where it is, if it is in a cell. */
  place?: CellPlace;
}

/** As V8 writes it, and as Firefox does. */
const framePatterns = [
  /^\s+at (?:(?<name>.*?) \()?(?<file>.*?):(?<line>\d+):(?<column>\d+)\)?$/,
  /^(?:\w+\*)?(?<name>[^@]*)@(?<file>.*?):(?<line>\d+):(?<column>\d+)$/,
];
/** Functions that a cell's script consists of, and that nobody has written. */
const nameless = /^$|^(async )?((Object\.)?(<anonymous>|eval)|Timeout\._onTimeout|cell-\d+\.ts)$/;

/** The functions by which later cells read a cell's names: nobody has written them either. */
const reads = new RegExp(`^${names.cell}\\.`);

/** Stacks as the host makes them, of errors whose `stack` says less. */
const rawStacks = new WeakMap<object, string>();

function rawStackOf(error: object): string {
  const known = rawStacks.get(error);
  if (known !== undefined) return known;
  // A printed stack is made when it is first asked for.
  const { stack } = error as Error;
  return rawStacks.get(error) ?? (typeof stack === 'string' ? stack : '');
}

/** Makes every `stack` that code can print speak of the lines of cells, and of nothing else. */
export function printOwnLines(cells: CellSources): void {
  const print = (error: Error, raw: string): string => {
    rawStacks.set(error, raw);
    const frames = stackFrames(error, cells);
    const own = frames.filter(({ place }) => place);
    return [headOf(error), ...(own.length > 0 ? own : frames).map(({ text }) => text)].join('\n');
  };
  Error.prepareStackTrace = (error, sites) =>
    print(error, sites.map((site) => `    at ${site as unknown as string}`).join('\n'));
  const probe = new Error();
  void probe.stack;
  if (rawStacks.has(probe)) return;
  // Firefox calls no such function, but has a property of all errors.
  const inherited = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
  if (!inherited?.get) return;
  Object.defineProperty(Error.prototype, 'stack', {
    ...inherited,
    get(this: Error) {
      const raw: unknown = inherited.get!.call(this);
      return typeof raw === 'string' ? print(this, raw) : raw;
    },
  });
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

/** The frames of an error's stack that a person can do something about. */
export function stackFrames(error: Error, cells: CellSources): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const line of rawStackOf(error).split('\n')) {
    const groups = framePatterns.map((one) => one.exec(line)?.groups).find((one) => one);
    if (!groups || reads.test(groups.name ?? '')) continue;
    const frame = frameOf(groups as Record<'name' | 'file' | 'line' | 'column', string>, cells);
    if (!frame) continue;
    // The kernel wraps statements in functions: the same line once more, without a name.
    const last = frames.at(-1)?.place;
    const { place } = frame;
    const repeats = last && last.label === place?.label && last.line === place.line;
    if (!(repeats && nameless.test(groups.name ?? '<anonymous>'))) frames.push(frame);
  }
  return frames;
}

function frameOf(
  { name, file, line, column }: Record<'name' | 'file' | 'line' | 'column', string>,
  cells: CellSources,
): StackFrame | undefined {
  const cellFile = file.replace(/^async /, '');
  if (cells.has(cellFile)) {
    const place = cells.placeOf(cellFile, { line: Number(line), column: Number(column) });
    if (!place) return undefined;
    return { text: at(name, `${place.label}:${place.line}:${place.column}`), place };
  }
  const shown = cells.host.nameOf(file);
  return shown === undefined ? undefined : { text: at(name, `${shown}:${line}:${column}`) };
}

function at(name: string | undefined, where: string): string {
  return name === undefined || nameless.test(name)
    ? `    at ${where}`
    : `    at ${name} (${where})`;
}
