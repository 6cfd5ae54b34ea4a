import { mkdirSync, rmSync } from 'node:fs';
import type { Client, Run } from './Client';
import { ipykernel, ownKernel } from './ClientKernel';
import type { ClientNotebook } from './ClientCell';
import { folder } from './notebookFile';

/** What one client shows of a notebook, with each kernel. */
export interface NotebookRuns {
  notebook: ClientNotebook;
  client: string;
  /** With this project's kernel. */
  own: Run;
  /** With ipykernel. */
  twin: Run;
}

/**
 * Runs every notebook in every client with both kernels.
 *
 * @param lanes clients by what runs at a time; more would make timers of the cells late
 */
export async function runEverything(
  notebooks: readonly ClientNotebook[],
  lanes: readonly (readonly Client[])[],
): Promise<NotebookRuns[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const runs = await Promise.all(lanes.map((clients) => runLane(notebooks, clients)));
  return runs.flat();
}

async function runLane(
  notebooks: readonly ClientNotebook[],
  clients: readonly Client[],
): Promise<NotebookRuns[]> {
  const runs: NotebookRuns[] = [];
  for (const client of clients) {
    for (const notebook of notebooks) {
      const own = await client.run(notebook, ownKernel);
      const twin = await client.run(notebook, ipykernel);
      runs.push({ notebook, client: client.name, own, twin });
    }
  }
  return runs;
}
