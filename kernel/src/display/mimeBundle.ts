import { inspect } from 'node:util';
export type MimeBundle = Record<string, unknown>;
export async function mimeBundle(value: unknown): Promise<MimeBundle> {
  const own = (value as { [key: symbol]: unknown } | null)?.[Symbol.for('Jupyter.display')];
  if (typeof own === 'function') return (await own.call(value)) as MimeBundle;
  return { 'text/plain': inspect(value) };
}
