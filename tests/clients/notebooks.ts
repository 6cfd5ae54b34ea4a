import type { ClientCell, ClientNotebook } from './ClientCell';
import { asynchronous } from './cells/asynchronous';
import { displays } from './cells/displays';
import { errors } from './cells/errors';
import { interrupts } from './cells/interrupts';
import { language } from './cells/language';
import { lateOutput } from './cells/late';
import { results } from './cells/results';
import { stopOnError } from './cells/stopOnError';
import { streams } from './cells/streams';

/** Cells of one notebook, by what they are about. */
export const kinds: Readonly<Record<string, readonly ClientCell[]>> = {
  results,
  streams,
  displays,
  errors,
  'asynchronous code': asynchronous,
  language,
  'late output': lateOutput,
};

/** Everything that the clients run. */
export const notebooks: readonly ClientNotebook[] = [
  { name: 'cells', cells: Object.values(kinds).flat() },
  { name: 'interrupts', cells: interrupts },
  ...stopOnError,
];
