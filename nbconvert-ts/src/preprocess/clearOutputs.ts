import { omit } from '../format/numberText';
import { mapCells, type Preprocessor } from './preprocess';

/**
 * Takes away every output and execution count, and the metadata that is about outputs
 * (`collapsed`, `scrolled`).
 *
 * @example
 * clearOutputs(notebook);
 */
export const clearOutputs: Preprocessor = mapCells((cell) =>
  cell.cell_type === 'code'
    ? {
        ...cell,
        metadata: omit(cell.metadata, ['collapsed', 'scrolled']),
        outputs: [],
        execution_count: null,
      }
    : cell,
);
