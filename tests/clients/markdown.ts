import type { ClientCell, Difference } from './ClientCell';
import { brief } from './judge';
import type { Mark, Report } from './Report';

/** The report in a few lines. */
export function summary({ clients, cells, stops }: Report): string {
  const isGood = (marks: readonly Mark[]) => marks.every(({ problems }) => problems.length === 0);
  const own = cells.filter(({ own }) => isGood(own)).length;
  const elsewhere = cells.filter(({ cell }) => cell.inJupyterLab).length;
  const twins = cells.filter(({ twin }) => isGood(twin));
  const explained = twins.filter(({ cell }) => cell.ipykernel).length;
  const stopped = stops.filter(({ own, twin }) => isGood([...own, ...twin])).length;
  return [
    `${own} of ${cells.length} cells show what they must in ${clients.join(', ')} (${elsewhere} show something else in JupyterLab, with ipykernel too);`,
    `ipykernel: ${twins.length - explained} the same, ${explained} different with a reason, ${cells.length - twins.length} without;`,
    `${stopped} of ${stops.length} notebooks stop at their error.`,
  ].join('\n');
}

/** The report as tables, for people. */
export function markdown({ clients, cells, stops }: Report): string {
  const head = (...titles: string[]) => [row(titles), row(titles.map(() => '---'))];
  return [
    '# What each client shows',
    '',
    `${cells.length} cells through ${clients.join(', ')}. ✓: as expected, and to the letter as in ${clients[0]}: outputs, errors with tracebacks, execution count, the kernel's reply where the client tells it; in JupyterLab also how it is drawn.`,
    '',
    '## This kernel',
    '',
    ...head('cell', 'shows', ...clients),
    ...cells.map(({ cell, shows, own }) =>
      row([cell.name, shows, ...own.map((mark) => tick(mark, cell.inJupyterLab))]),
    ),
    '',
    '## ipykernel, on the Python twins of these cells',
    '',
    '✓: the same kinds of outputs in the same order, the same printed text, the same status, or the difference named here.',
    '',
    ...head('cell', 'shows', 'differs, since', ...clients),
    ...cells.map(({ cell, twinShows, twin }) =>
      row([
        cell.name,
        twinShows,
        cell.ipykernel?.because ?? '',
        ...twin.map((mark) => tick(mark, twinInJupyterLab(cell))),
      ]),
    ),
    '',
    '## Notebooks that stop at an error',
    '',
    `✓: the error is shown, and no cell after it has run. nbconvert leaves no notebook: it names the error and exits with a code other than 0.`,
    '',
    ...head('notebook', 'kernel', ...clients),
    ...stops.flatMap(({ notebook, own, twin }) => [
      row([notebook, 'this one', ...own.map((mark) => tick(mark))]),
      row([notebook, 'ipykernel', ...twin.map((mark) => tick(mark))]),
    ]),
    '',
  ].join('\n');
}

/** @param inJupyterLab what is shown there instead */
function tick({ client, problems }: Mark, inJupyterLab?: Difference): string {
  if (problems.length > 0) return `✗ ${problems.join('; ')}`;
  if (client !== 'JupyterLab' || !inJupyterLab) return '✓';
  return `✓ shows ${brief(inJupyterLab.expect)}. ${inJupyterLab.because}`;
}

function twinInJupyterLab({ ipykernel, inJupyterLab }: ClientCell): Difference | undefined {
  const expect = ipykernel?.inJupyterLab ?? inJupyterLab?.expect;
  return inJupyterLab && expect && { ...inJupyterLab, expect };
}

function row(columns: readonly string[]): string {
  return `| ${columns.map((text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
