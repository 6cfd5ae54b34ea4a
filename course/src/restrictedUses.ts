import * as library from 'equivariant';
import { mayUse, restriction, type NotebookNumber } from './allowedImports';
import type { Finding } from './checks/Finding';

/** What the kernel knows of the cells of a notebook; other kernels do not tell. */
interface Host {
  jupyter?: { values?: Readonly<Record<string, unknown>> };
}

/** As compiled cells name what they import, and what other cells have declared. */
const names = /\b(equivariant|__notebook)_\d+\.(\w+)(?:\.(\w+))?/g;

/**
 * The names of the library that an answer uses and that its notebook may not import, as findings:
 * the grader does not have them. It looks at the code of the answer and of the functions that this
 * uses; what it overlooks, the grader tells.
 */
export function restrictedUses(notebook: NotebookNumber, answer: unknown): Finding[] {
  const values = (globalThis as Host).jupyter?.values ?? {};
  const found = new Set<string>();
  const waiting = new Set<unknown>([answer, ...functionsIn(answer)]);
  const look = (value: unknown): void => {
    const own = known.get(value);
    if (own === undefined) waiting.add(value);
    else if (!mayUse(notebook, own)) found.add(own);
  };
  // A set grows while it is gone through.
  for (const value of waiting) {
    if (typeof value !== 'function') continue;
    for (const [, place, first, second] of Function.prototype.toString
      .call(value)
      .matchAll(names)) {
      const one = valueIn(place === 'equivariant' ? library : values, first!);
      look(one);
      if (second !== undefined && typeof one === 'object') look(valueIn(one, second));
    }
  }
  return [...found].map((name) => ({
    id: 'imports',
    property: 'uses only what the grader has',
    passed: false,
    detail: restriction(notebook, name),
  }));
}

/** The names of the library by what they stand for. */
const known = new Map<unknown, string>(
  Object.entries(library).map(([name, value]) => [value, name]),
);

/** A law is an object of functions. */
function functionsIn(answer: unknown): unknown[] {
  const own = Object.getOwnPropertyDescriptors(Object(answer));
  return Object.values(own).map(({ value }) => value as unknown);
}

function valueIn(object: unknown, name: string): unknown {
  try {
    return (object as Record<string, unknown> | null)?.[name];
  } catch {
    // It has no value yet.
    return undefined;
  }
}
