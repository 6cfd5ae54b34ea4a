import type { MimeBundle } from 'jupyter-protocol';
import { isTensor } from '../values/TensorLike';
import { figureBundle } from './figureBundle';
import { tableOf } from './tableOf';
import { tableHtml, tableText } from './Table';
import { tensorBundle } from './tensorBundle';
import type { Values } from '../values/Values';

/** The method by which a value says itself how it is shown: a convention of Deno's kernel. */
const ownMethod = Symbol.for('Jupyter.display');

/** Lines of an error's stack that are shown. */
const shownFrames = 5;

const inspectOptions = {
  depth: 4,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 100,
};

/**
 * What a notebook shows for a value; `text/plain` is always among its forms.
 *
 * Tensors, tables and Plotly figures have forms of their own, and so has a value with a method
 * `[Symbol.for('Jupyter.display')]`; everything else is shown as the host shows it.
 *
 * @returns a promise only where the value's own method returns one
 * @throws what the value's own method throws
 */
export function mimeBundle(value: unknown, host: Values): MimeBundle | Promise<MimeBundle> {
  let own: unknown;
  try {
    own = (value as { [ownMethod]?: unknown } | null | undefined)?.[ownMethod];
    if (typeof own !== 'function') return builtIn(value, host);
  } catch (error) {
    return { 'text/plain': `This value can’t be shown: ${reason(error, host)}` };
  }
  const bundle: unknown = own.call(value);
  return host.types.isPromise(bundle)
    ? bundle.then((settled) => completed(settled, value, host))
    : completed(bundle, value, host);
}

function completed(bundle: unknown, value: unknown, host: Values): MimeBundle {
  if (typeof bundle !== 'object' || bundle === null) {
    throw new TypeError(
      `[Symbol.for('Jupyter.display')]() must return an object such as { 'text/html': '<b>1</b>' }, but returned ${host.inspect(bundle)}.`,
    );
  }
  return 'text/plain' in bundle ? { ...bundle } : { 'text/plain': plain(value, host), ...bundle };
}

function builtIn(value: unknown, host: Values): MimeBundle {
  const { types } = host;
  if (types.isPromise(value)) return { 'text/plain': promiseText(value, host) };
  if (isTensor(value, types)) return tensorBundle(value);
  const figure = figureBundle(value);
  if (figure) return figure;
  const table = tableOf(value, types);
  if (table) return { 'text/plain': tableText(table), 'text/html': tableHtml(table) };
  return { 'text/plain': plain(value, host) };
}

function plain(value: unknown, { inspect, types }: Values): string {
  return types.isNativeError(value) ? errorText(value) : inspect(value, inspectOptions);
}

/** Not all of what Node shows: while a cell runs, promises carry the kernel's own notes of it. */
function promiseText(promise: Promise<unknown>, { inspect }: Values): string {
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

function reason(error: unknown, { inspect }: Values): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
  } catch {
    return 'its own code failed.';
  }
}
