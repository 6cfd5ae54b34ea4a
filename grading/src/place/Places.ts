import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NotebookNumber } from 'course';
import { coursePlace, type Mount } from './coursePlace';

/** The course as it lies in sandboxes: laid out once for each notebook, since nobody can write there. */
export class Places {
  private readonly folders = new Map<NotebookNumber, string>();
  private readonly places = new Map<NotebookNumber, Promise<Mount[]>>();

  /** What the sandbox of an answer of this notebook is to show. */
  of(notebook: NotebookNumber): Promise<Mount[]> {
    let place = this.places.get(notebook);
    if (!place) {
      const folder = mkdtempSync(join(tmpdir(), 'course-'));
      this.folders.set(notebook, folder);
      place = coursePlace(notebook, folder);
      this.places.set(notebook, place);
    }
    return place;
  }

  remove(): void {
    for (const folder of this.folders.values()) rmSync(folder, { recursive: true, force: true });
    this.folders.clear();
    this.places.clear();
  }
}
