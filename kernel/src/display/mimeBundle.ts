import { inspect, types, type InspectOptions } from 'node:util';
import type { MimeBundle } from 'jupyter-protocol';
import { isTensor } from '../memory/TensorLike';
import { figureBundle } from './figureBundle';
import { tableOf } from './tableOf';
import { tableHtml, tableText } from '../core/display/Table';
import { tensorBundle } from './tensorBundle';

/** The method by which a value says itself how it is shown: a convention of Deno's kernel. */
const ownMethod = Symbol.for('Jupyter.display');

/** Lines of an error's stack that are shown. */
const shownFrames = 5;

const inspectOptions: InspectOptions = {
  depth: 4,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 100,
};

/**
 * What a notebook shows for a value; `text/plain` is always among its forms.
 *
 * Tensors, tables and Plotly figures have forms of their own, and so has a value with a method
 * `[Symbol.for('Jupyter.display')]`; everything else is shown as Node shows it.
 *
 * @returns a promise only where the value's own method returns one
 * @throws what the value's own method throws
 */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  let own: unknown;
  try {
    own = (value as { [ownMethod]?: unknown } | null | undefined)?.[ownMethod];
    if (typeof own !== 'function') return builtIn(value);
  } catch (error) {
    return { 'text/plain': `This value can’t be shown: ${reason(error)}` };
  }
  const bundle: unknown = own.call(value);
  return types.isPromise(bundle)
    ? bundle.then((settled) => completed(settled, value))
    : completed(bundle, value);
}

function completed(bundle: unknown, value: unknown): MimeBundle {
  if (typeof bundle !== 'object' || bundle === null) {
    throw new TypeError(
      `[Symbol.for('Jupyter.display')]() must return an object such as { 'text/html': '<b>1</b>' }, but returned ${inspect(bundle)}.`,
    );
  }
  return 'text/plain' in bundle ? { ...bundle } : { 'text/plain': plain(value), ...bundle };
}

function builtIn(value: unknown): MimeBundle {
  if (types.isPromise(value)) return { 'text/plain': promiseText(value) };
  if (isTensor(value)) return tensorBundle(value);
  const figure = figureBundle(value);
  if (figure) return figure;
  const table = tableOf(value);
  if (table) return { 'text/plain': tableText(table), 'text/html': tableHtml(table) };
  return { 'text/plain': plain(value) };
}

function plain(value: unknown): string {
  return types.isNativeError(value) ? errorText(value) : inspect(value, inspectOptions);
}

/** Not all of what Node shows: while a cell runs, promises carry the kernel's own notes of it. */
function promiseText(promise: Promise<unknown>): string {
  const [, state] = /{\s*<(pending|rejected)>/.exec(inspect(promise, { depth: 0 })) ?? [];
  return `Promise { <${state ?? 'fulfilled'}> }\nThis is a promise: write \`await\` before it to get its value.`;
}

/** The stack's head may be older than the message. */
function errorText({ name, message, stack }: Error): string {
  const frames = String(stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return [message ? `${name}: ${message}` : name, ...frames.slice(0, shownFrames)].join('\n');
}

function reason(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
  } catch {
    return 'its own code failed.';
  }
}
