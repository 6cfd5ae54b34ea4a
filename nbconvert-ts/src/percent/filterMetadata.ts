import type { Metadata } from '../format/notebook';
import { omit } from '../format/numberText';

/**
 * Chooses the metadata that stands in a text file, by Jupytext's filters: `a,b` adds names, `-a` leaves one out,
 * `all` and `-all` do so with every name. Names that the format can't write are left out.
 *
 * @param metadata - is not changed
 * @param filter - the user's filter, e.g. `tags,-all`
 * @param defaults - names that are written anyway, or `all`
 * @param hidden - names that are written only when the filter names them
 * @returns the chosen metadata
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
