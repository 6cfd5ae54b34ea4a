import type { Metadata } from '../format/notebook';
import { omit } from '../format/numberText';

/** Cell metadata about the layout of the text alone. */
export const layoutMetadata: readonly string[] = [
  'skipline',
  'noskipline',
  'cell_marker',
  'lines_to_next_cell',
  'lines_to_end_of_cell_marker',
];

/** The notebook metadata in a percent file, unless a filter says otherwise. */
export const writtenMetadata: readonly string[] = [
  'jupytext',
  'kernelspec',
  'kernel_info',
  'orphan',
  'tocdepth',
];

/**
 * Whether Jupytext takes a cell as live code in files of one kind: `active="ts"` and tags like
 * `active-ipynb` restrict a cell to the kinds that they name, and `run_control.frozen` to
 * notebooks.
 *
 * @param extension the kind of file, e.g. `.ts` or `.ipynb`
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

/** A cell's first tag that starts with `active-`. */
export function activeTag(metadata: Metadata): string | undefined {
  const tags = Array.isArray(metadata.tags) ? (metadata.tags as unknown[]) : [];
  return tags.find((tag): tag is string => typeof tag === 'string' && tag.startsWith('active-'));
}

/**
 * Chooses the metadata for a text file, by Jupytext's filters: `a,b` adds names, `-a` leaves one
 * out, `all` and `-all` do so with every name. Names that the format can't write are left out.
 *
 * @param metadata is not changed
 * @param filter the user's filter, e.g. `tags,-all`
 * @param defaults names that are written anyway, or `all`
 * @param hidden names that are written only when the filter names them
 */
export function filterMetadata(
  metadata: Metadata,
  filter: unknown,
  defaults: readonly string[] | 'all',
  hidden: readonly string[] = [],
): Metadata {
  const names = typeof filter === 'string' ? filter.split(',').map((name) => name.trim()) : [];
  const excluded = names.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
  const included = names.filter((name) => name !== '' && !name.startsWith('-'));
  const chosen = (name: string): boolean => {
    if (!/^[\w.@/-]+$/.test(name) || excluded.includes(name)) return false;
    if (included.includes(name) || included.includes('all')) return true;
    if (excluded.includes('all') || hidden.includes(name)) return false;
    return defaults === 'all' || defaults.includes(name);
  };
  return omit(
    metadata,
    Object.keys(metadata).filter((name) => !chosen(name)),
  );
}
