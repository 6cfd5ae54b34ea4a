import type { Values } from '../values/Values';
import { hintForError } from '../hints/hintFor';
import type { CellSources } from './CellSources';
import { codeFrame } from './codeFrame';
import { headline, hintLine, type ErrorContent } from './ErrorContent';
import { stackFrames, type StackFrame } from './stackFrames';

/** Frames of a stack that are shown. */
const shownFrames = 10;
/** Frames that are shown of a way through other people's code: where it was entered. */
const shownForeign = 2;
/** Characters of a message, or of what was thrown, that are shown. */
const shownCharacters = 100_000;
/** Causes of causes that are shown. */
const shownCauses = 3;

/**
 * What was thrown, for the person who wrote the cell: its own lines first, then where it was called
 * from.
 *
 * @param whyMissing why a name has no value, if an earlier cell is to blame
 */
export function describeError(
  error: unknown,
  cells: CellSources,
  whyMissing: (name: string) => string | undefined = () => undefined,
): ErrorContent {
  const { host } = cells;
  if (!isError(error, host)) {
    const text = textOf(error, host);
    return { ename: 'Thrown', evalue: text, traceback: [headline('Thrown', text)] };
  }
  const name = textOf(error.name, host) || 'Error';
  const evalue = textOf(error.message, host);
  const traceback = [headline(name, evalue), ...whereabouts(error, cells), ...causes(error, cells)];
  const missing = /^Cannot access '(.+)' before initialization$/.exec(evalue)?.[1];
  const why = missing === undefined ? undefined : whyMissing(missing);
  const hint =
    why === undefined
      ? hintForError({ name, message: evalue })
      : `\`${missing}\` has no value, because ${why} Mend that, and run the cells from there on.`;
  if (hint !== undefined) traceback.push('', hintLine(hint));
  return { ename: name, evalue, traceback };
}

function whereabouts(error: Error, cells: CellSources): string[] {
  const frames = stackFrames(error, cells);
  const place = frames.find((frame) => frame.place)?.place;
  const lines: string[] = [];
  if (place) {
    lines.push('', `${place.title}, line ${place.line}, column ${place.column}:`);
    lines.push(...codeFrame(place.source, place));
  }
  // What a cell itself throws is its own words, wherever they pass through.
  const isOwn = frames[0]?.place !== undefined;
  const shown = isOwn ? frames.filter((frame) => frame.place) : withoutDepths(frames);
  // A stack of one frame says what the lines above say.
  if (shown.length > (place ? 1 : 0)) {
    lines.push('', ...shown.slice(0, shownFrames).map(({ text }) => text));
    const more = shown.length - shownFrames;
    if (more > 0) lines.push(`    … and ${more} more`);
  }
  return lines;
}

/** Leaves out how deep in other people's code it happened, which a student can do nothing about. */
function withoutDepths(frames: readonly StackFrame[]): StackFrame[] {
  return frames.filter((frame, index) => {
    const next = frames.slice(index + 1, index + 1 + shownForeign);
    return (
      frame.place !== undefined || next.length < shownForeign || next.some(({ place }) => place)
    );
  });
}

function causes(error: Error, cells: CellSources, depth = 1): string[] {
  const { host } = cells;
  const { cause } = error;
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [...(cause === undefined ? [] : [cause]), ...errors].flatMap((inner) => {
    if (!isError(inner, host)) return ['', `Caused by ${textOf(inner, host)}`];
    const head = `Caused by ${headline(textOf(inner.name, host), textOf(inner.message, host))}`;
    const deeper = depth < shownCauses ? causes(inner, cells, depth + 1) : [];
    return ['', head, ...whereabouts(inner, cells), ...deeper];
  });
}

/** Errors of other realms count too. */
function isError(value: unknown, { types }: Values): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** Students may put anything into an error's fields. */
function textOf(value: unknown, { inspect }: Values): string {
  const text = typeof value === 'string' ? value : inspect(value);
  const more = text.length - shownCharacters;
  return more > 0 ? `${text.slice(0, shownCharacters)} … and ${more} more characters` : text;
}
