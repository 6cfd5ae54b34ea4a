import { files, onSite, type StoredFile } from './contents';
import { isAnswer, textOf, type NotebookFile } from './notebook';

/** How far a student is, a sentence for each notebook that has been begun. */
export async function progress(): Promise<string[]> {
  const lines: string[] = [];
  for (const path of (await files.keys()).sort()) {
    const file = await files.getItem<StoredFile>(path);
    const next = file?.type === 'notebook' ? await onSite(path) : undefined;
    if (!file || !next) continue;
    const empty = new Map(next.cells.map((cell) => [cell.id, textOf(cell).trim()]));
    const answers = (file.content as NotebookFile).cells.filter(isAnswer);
    const done = answers.filter((cell) => {
      const text = textOf(cell).trim();
      return text !== '' && text !== empty.get(cell.id);
    });
    const saved = new Date(file.last_modified).toLocaleString();
    lines.push(
      `${path}: ${done.length} of ${answers.length} answer cells are filled in; saved ${saved}.`,
    );
  }
  return lines;
}
