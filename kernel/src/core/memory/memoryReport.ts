import type { MimeBundle } from 'jupyter-protocol';
import { tableHtml, tableText, type Table } from '../display/Table';
import { escapeHtml } from '../display/escapeHtml';
import type { ValueTypes } from '../values/Values';
import { findEngine } from './findEngine';
import type { MemoryHost } from './MemoryHost';
import { bytesOf, isTensor, isVariable, type TensorLike } from '../values/TensorLike';
import { tensorsIn } from './tensorsIn';

/**
 * What a notebook's variables hold in tensors, and what the kernel needs in all.
 *
 * @param bindings the notebook's variables
 */
export function memoryReport(bindings: ReadonlyMap<string, unknown>, host: MemoryHost): MimeBundle {
  const { types } = host;
  const holders = [...bindings]
    .map(([name, value]) => ({ name, value, tensors: aliveIn(value, types) }))
    .filter(({ tensors }) => tensors.length > 0);
  const held = new Set(holders.flatMap(({ tensors }) => tensors));
  const facts = [...tensorFacts(held.size, host), processFacts(host)];
  if (holders.length === 0) {
    return { 'text/plain': ['No variable holds a tensor.', ...facts].join('\n') };
  }
  const table: Table = {
    columns: ['variable', 'kind', 'shape', 'type', 'size'],
    rows: holders.map(({ name, value, tensors }) => [name, ...describe(value, tensors, types)]),
  };
  return {
    'text/plain': [tableText(table), '', ...facts].join('\n'),
    'text/html': [tableHtml(table), ...facts.map((fact) => `<p>${escapeHtml(fact)}</p>`)].join(
      '\n',
    ),
  };
}

function aliveIn(value: unknown, types: ValueTypes): TensorLike[] {
  return [...tensorsIn(value, types)].filter(({ isDisposed }) => !isDisposed);
}

/** Kind, shape, type and size. */
function describe(value: unknown, tensors: readonly TensorLike[], types: ValueTypes): string[] {
  const size = sizeText(tensors.reduce((sum, tensor) => sum + bytesOf(tensor), 0));
  if (isTensor(value, types)) {
    const kind = isVariable(value) ? 'Variable' : 'Tensor';
    return [kind, `[${value.shape.join(', ')}]`, value.dtype, size];
  }
  return [`${classOf(value)}, ${count(tensors.length, 'tensor')}`, '', '', size];
}

function classOf(value: unknown): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const { constructor } = (prototype ?? Object) as { constructor?: { name?: unknown } };
  return typeof constructor?.name === 'string' ? constructor.name : 'Object';
}

function tensorFacts(held: number, host: MemoryHost): string[] {
  const engine = findEngine(host.loadedModules());
  if (!engine) return ['TensorFlow.js is not loaded.'];
  const { numTensors, numBytes } = engine.memory();
  const others = Math.max(0, numTensors - held);
  return [
    `Alive in all: ${count(numTensors, 'tensor')}, ${sizeText(numBytes)}.`,
    others === 0
      ? 'Each belongs to a variable.'
      : `${others} of them ${others === 1 ? 'belongs' : 'belong'} to no variable above: left over, or held by a function.`,
  ];
}

function processFacts(host: MemoryHost): string {
  const { values, limit, whole } = host.memory();
  if (values === undefined || limit === undefined || whole === undefined) {
    return 'How much memory JavaScript needs, a browser does not say.';
  }
  return `JavaScript values: ${sizeText(values)} of at most ${sizeText(limit)}. The whole kernel: ${sizeText(whole)}.`;
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  for (; bytes >= 1024 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
