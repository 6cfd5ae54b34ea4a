import type { CellConverter } from '../compile/CellConverter';
import type { CellTypes } from '../compile/CompiledCell';
import type { JsonObject } from 'jupyter-protocol';
import { toCharacters, toUnits } from './offsets';

/** More would be slow to send, and nobody reads them. */
const most = 500;

/**
 * What could be written at the cursor, as the content of a `complete_reply`.
 *
 * @param cursor in characters
 */
export function complete(
  converter: CellConverter,
  earlier: readonly CellTypes[],
  code: string,
  cursor: number,
): JsonObject {
  const { start, completions } = converter.complete(code, toUnits(code, cursor), earlier);
  const shown = completions.slice(0, most);
  const range = { start: toCharacters(code, start), end: cursor };
  return {
    status: 'ok',
    matches: shown.map(({ name }) => name),
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: {
      // JupyterLab shows these beside the names.
      _jupyter_types_experimental: shown.map(({ name, kind }) => ({
        ...range,
        text: name,
        type: kind,
      })),
    },
  };
}
