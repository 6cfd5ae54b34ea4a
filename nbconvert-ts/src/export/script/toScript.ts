import { codeLanguage, type Notebook } from '../../format/notebook';
import { splitLines } from '../../format/splitLines';
import { commentLines, languageNamed } from '../../percent/languages';
import { commentMagics } from '../../percent/magics';

/** How {@link toScript} works. */
export interface ScriptOptions {
  /** The language, e.g. `typescript`; by default the one that the notebook names. */
  language?: string;
}

/**
 * A notebook's code as one program: Markdown and Jupyter's magic commands become comments, raw
 * cells are left out. For text that can become the notebook again, use `toPercent`.
 *
 * @param notebook is not changed
 * @param options the language
 * @returns the program's text
 * @throws Error if the language is not known
 * @example
 * writeFileSync('lesson.ts', toScript(readNotebook('lesson.ipynb')));
 */
export function toScript(notebook: Notebook, options: ScriptOptions = {}): string {
  const name = options.language ?? codeLanguage(notebook);
  if (name === undefined) {
    throw new Error('The notebook names no language (metadata.kernelspec.language); give one');
  }
  const language = languageNamed(name);
  const parts = notebook.cells.flatMap(({ cell_type: type, source }) => {
    const lines = splitLines(source.trim());
    if (type === 'raw' || lines.length === 0) return [];
    return (type === 'code' ? commentMagics(lines, language) : commentLines(lines, language)).join(
      '\n',
    );
  });
  return `${parts.join('\n\n')}\n`;
}
