import type { CellConverter } from '../compile/CellConverter';
import type { JsonObject } from 'jupyter-protocol';
import { toCharacters, toUnits } from './offsets';

/** More would be slow to send, and nobody reads them. */
const most = 500;

/**
 * What could be written at the cursor, as the content of a `complete_reply`.
 *
 * @param cursor in characters
 */
export function complete(converter: CellConverter, code: string, cursor: number): JsonObject {
  const { start, end, candidates, original } = converter.complete(code, toUnits(code, cursor));
  const matches = candidates.slice(0, most);
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, String(kind)]));
  const range = { start: toCharacters(code, start), end: toCharacters(code, end) };
  return {
    status: 'ok',
    matches,
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: {
      // JupyterLab shows these beside the names.
      _jupyter_types_experimental: matches.map((text) => ({
        ...range,
        text,
        type: kinds.get(text) ?? '',
      })),
    },
  };
}
