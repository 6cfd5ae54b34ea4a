import type { Metadata } from '../format/notebook';

/**
 * Whether Jupytext takes a cell as live code in files of one kind: `active="ts"` and tags like
 * `active-ipynb` restrict a cell to the kinds that they name, and `run_control.frozen` to notebooks.
 *
 * @param extension - the kind of file, e.g. `.ts` or `.ipynb`
 * @param metadata - the cell's
 * @returns whether the cell is live there
 */
export function isActive(extension: string, metadata: Metadata): boolean {
  const kind = extension.replace('.', '');
  if ((metadata.run_control as Metadata | undefined)?.frozen === true) return kind === 'ipynb';
  const tag = activeTag(metadata);
  if (tag !== undefined) return tag.split('-').includes(kind);
  if (typeof metadata.active !== 'string') return true;
  return metadata.active.split(/[.,]/).includes(kind);
}

/**
 * @param metadata - a cell's
 * @returns its first tag that starts with `active-`
 */
export function activeTag(metadata: Metadata): string | undefined {
  const tags = Array.isArray(metadata.tags) ? (metadata.tags as unknown[]) : [];
  return tags.find((tag): tag is string => typeof tag === 'string' && tag.startsWith('active-'));
}
