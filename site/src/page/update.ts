import { files, onSite, released, writeStored, type StoredFile } from './contents';
import { merge } from './merge';
import type { NotebookFile } from './notebook';

/** How the notebook as it was before is called. */
export const beforeUpdate = '.before-update.ipynb';

/**
 * Brings a student's notebook up to the version that the site has now; see `merge`. The notebook as
 * it was is kept beside it.
 *
 * @returns whether there was anything to do
 */
export async function update(path: string): Promise<boolean> {
  const next = await onSite(path);
  if (!next) return false;
  const mine = (await files.getItem<StoredFile>(path))?.content as NotebookFile | undefined;
  if (!mine) {
    await released.setItem(path, next);
    return false;
  }
  if (mine.metadata.generated === next.metadata.generated) return false;
  const base = (await released.getItem<NotebookFile>(path)) ?? undefined;
  await writeStored(path.replace(/\.ipynb$/, beforeUpdate), mine);
  await writeStored(path, merge(mine, next, base));
  await released.setItem(path, next);
  return true;
}
