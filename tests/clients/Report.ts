import type { ShownCell } from './Client';
import type { ClientCell, ClientNotebook } from './ClientCell';
import { brief, isSame, judgeOwn, judgeTwin, type Problems } from './judge';
import { judgeStop } from './judgeStop';
import { normalForm } from './normalForm';
import type { NotebookRuns } from './runEverything';

/** How one client shows one thing. */
export interface Mark {
  client: string;
  problems: Problems;
}

/** How a cell is shown. */
export interface CellRow {
  notebook: string;
  cell: ClientCell;
  /** What is shown by this project's kernel, in a line. */
  shows: string;
  /** What is not as it must be, or not as in the first client. */
  own: Mark[];
  /** What ipykernel shows, in a line. */
  twinShows: string;
  /** What differs there without a reason. */
  twin: Mark[];
}

/** How a notebook is shown that stops at an error. */
export interface StopRow {
  notebook: string;
  own: Mark[];
  twin: Mark[];
}

/** What all clients show, judged. */
export interface Report {
  clients: string[];
  cells: CellRow[];
  stops: StopRow[];
}

/** Judges what the clients have shown. */
export function reportOn(runs: readonly NotebookRuns[]): Report {
  const clients = [...new Set(runs.map(({ client }) => client))];
  const notebooks = [...new Set(runs.map(({ notebook }) => notebook))];
  const of = (notebook: ClientNotebook) => runs.filter((run) => run.notebook === notebook);
  return {
    clients,
    cells: notebooks
      .filter(({ stopsOnError }) => !stopsOnError)
      .flatMap((notebook) =>
        notebook.cells.map((cell, index) => cellRow(notebook, cell, index, of(notebook))),
      ),
    stops: notebooks
      .filter(({ stopsOnError }) => stopsOnError)
      .map((notebook) => stopRow(notebook, of(notebook))),
  };
}

function cellRow(
  notebook: ClientNotebook,
  cell: ClientCell,
  index: number,
  runs: readonly NotebookRuns[],
): CellRow {
  const own = runs.map(({ client, own }) => ({ client, shown: shownOf(own.cells, index) }));
  const twin = runs.map(({ client, twin }) => ({ client, shown: shownOf(twin.cells, index) }));
  const reference = own[0]!.shown;
  return {
    notebook: notebook.name,
    cell,
    shows: brief(normalForm(reference.outputs)),
    own: own.map(({ client, shown }) => {
      const problems = judgeOwn(cell, client, shown);
      if (!isSame(cell, client, shown, reference)) problems.push(`is not as in ${own[0]!.client}`);
      return { client, problems };
    }),
    twinShows: brief(normalForm(twin[0]!.shown.outputs)),
    twin: twin.map(({ client, shown }) => ({ client, problems: judgeTwin(cell, client, shown) })),
  };
}

function shownOf(cells: readonly ShownCell[] | undefined, index: number): ShownCell {
  if (!cells) throw new Error('A client left no notebook though errors were allowed.');
  return cells[index]!;
}

function stopRow(notebook: ClientNotebook, runs: readonly NotebookRuns[]): StopRow {
  const own = runs.map(({ client, own }) => ({
    client,
    problems: judgeStop(notebook, own, 'exact'),
  }));
  const twin = runs.map(({ client, twin }) => ({
    client,
    problems: judgeStop(notebook, twin, 'kinds'),
  }));
  return { notebook: notebook.name, own, twin };
}
