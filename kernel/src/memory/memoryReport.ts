import { memoryUsage } from 'node:process';
import { getHeapStatistics } from 'node:v8';
import type { MimeBundle } from 'jupyter-protocol';
import { tableHtml, tableText, type Table } from '../core/display/Table';
import { escapeHtml } from '../core/display/escapeHtml';
import { findEngine, type LoadedModules } from './findEngine';
import { bytesOf, isTensor, isVariable, type TensorLike } from './TensorLike';
import { tensorsIn } from './tensorsIn';

/**
 * What a notebook's variables hold in tensors, and what the kernel needs in all.
 *
 * @param bindings the notebook's variables
 * @param modules loaded modules by file, as in `require.cache`
 */
export function memoryReport(
  bindings: ReadonlyMap<string, unknown>,
  modules: LoadedModules,
): MimeBundle {
  const holders = [...bindings]
    .map(([name, value]) => ({ name, value, tensors: aliveIn(value) }))
    .filter(({ tensors }) => tensors.length > 0);
  const held = new Set(holders.flatMap(({ tensors }) => tensors));
  const facts = [...tensorFacts(held.size, modules), processFacts()];
  if (holders.length === 0) {
    return { 'text/plain': ['No variable holds a tensor.', ...facts].join('\n') };
  }
  const table: Table = {
    columns: ['variable', 'kind', 'shape', 'type', 'size'],
    rows: holders.map(({ name, value, tensors }) => [name, ...describe(value, tensors)]),
  };
  return {
    'text/plain': [tableText(table), '', ...facts].join('\n'),
    'text/html': [tableHtml(table), ...facts.map((fact) => `<p>${escapeHtml(fact)}</p>`)].join(
      '\n',
    ),
  };
}

function aliveIn(value: unknown): TensorLike[] {
  return [...tensorsIn(value)].filter(({ isDisposed }) => !isDisposed);
}

/** Kind, shape, type and size. */
function describe(value: unknown, tensors: readonly TensorLike[]): string[] {
  const size = sizeText(tensors.reduce((sum, tensor) => sum + bytesOf(tensor), 0));
  if (isTensor(value)) {
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

function tensorFacts(held: number, modules: LoadedModules): string[] {
  const engine = findEngine(modules);
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

function processFacts(): string {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return `JavaScript values: ${sizeText(used)} of at most ${sizeText(limit)}. The whole kernel: ${sizeText(memoryUsage.rss())}.`;
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
