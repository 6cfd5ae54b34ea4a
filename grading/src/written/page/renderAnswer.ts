import { html, raw } from 'hono/html';
import { cellToHtml, Mathematics, type Cell } from 'nbconvert-ts';
import { limits } from '../../limits';
import type { Html } from '../../reports/reportHtml';
import { pictureType } from '../../submission/names';
import type { WrittenAnswer } from '../marks';

/** Nobody reads a longer answer to its end. */
export function renderAnswer({ source, read }: WrittenAnswer): Html {
  const most = limits.writtenAnswerChars;
  if (source.length > most)
    return html`<p><strong>The beginning of ${source.length} characters:</strong></p>
      <pre>${source.slice(0, most)}</pre>`;
  const { cells, macros, pictures }: ReturnType<NonNullable<typeof read>> & object = read?.() ?? {
    cells: [markdownCell(source)],
    macros: [],
  };
  const picture = (address: string): string | undefined => besideAddress(address, pictures);
  const mathematics = new Mathematics();
  const shown = (cell: Cell): string => {
    const isLarge = JSON.stringify(cell).length > limits.writtenCellBytes;
    const light = isLarge && cell.cell_type !== 'code' ? { ...cell, attachments: {} } : cell;
    return cellToHtml(light, 'typescript', { mathematics, picture });
  };
  // They are read before, not shown.
  macros.forEach(shown);
  return raw(cells.map(shown).join('\n'));
}

/** What was typed; of a longer answer nothing else is shown anyway. */
export function answerSource({ source }: WrittenAnswer): Html | string {
  if (source.length > limits.writtenAnswerChars) return '';
  return html`<section class="source" aria-label="Source">
    <h2>As it was typed <kbd>s</kbd></h2>
    <pre>${source}</pre>
  </section>`;
}

/** The `data:` address of a picture beside the notebook. */
function besideAddress(
  address: string,
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): string | undefined {
  const path = [...pictures.keys()].find((one) =>
    [one, encodeURI(one)].includes(address.replace(/^(\.\/)+/, '')),
  );
  if (path === undefined) return undefined;
  const base64 = Buffer.from(pictures.get(path)!).toString('base64');
  return `data:${pictureType(path)};base64,${base64}`;
}

function markdownCell(source: string): Cell {
  return { cell_type: 'markdown', metadata: {}, source };
}
