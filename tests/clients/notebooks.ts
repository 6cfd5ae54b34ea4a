import type { ClientNotebook } from './ClientCell';
import { asynchronous } from './cells/asynchronous';
import { displays } from './cells/displays';
import { errors } from './cells/errors';
import { interrupts } from './cells/interrupts';
import { language } from './cells/language';
import { lateOutput } from './cells/late';
import { results } from './cells/results';
import { stopOnError } from './cells/stopOnError';
import { streams } from './cells/streams';

/** Everything that the clients run. */
export const notebooks: readonly ClientNotebook[] = [
  {
    name: 'cells',
    cells: [
      ...results,
      ...streams,
      ...displays,
      ...errors,
      ...asynchronous,
      ...language,
      ...lateOutput,
    ],
  },
  { name: 'interrupts', cells: interrupts },
  ...stopOnError,
];
