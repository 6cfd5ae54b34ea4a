import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NotebookNumber } from 'course';
import { Compiler } from './Compiler';
import { coursePlace, type Place } from './coursePlace';
import { linkedPlace } from './linkedPlace';

/**
 * The course as sandboxes show it: laid out once for each notebook, since nobody can write there.
 */
export class Places {
  private readonly folders = new Map<NotebookNumber, string>();
  private readonly places = new Map<NotebookNumber, Promise<Place>>();
  private readonly compilers = new Map<NotebookNumber, Promise<Compiler>>();

  /** @param isConfined whether a sandbox shows them; otherwise they are laid out on disk */
  constructor(readonly isConfined = true) {}

  /** The place of a notebook's answers. */
  of(notebook: NotebookNumber): Promise<Place> {
    let place = this.places.get(notebook);
    if (!place) {
      const folder = mkdtempSync(join(tmpdir(), 'course-'));
      this.folders.set(notebook, folder);
      place = this.layOut(notebook, folder);
      this.places.set(notebook, place);
      // It may succeed when it is tried again.
      place.catch(() => this.places.delete(notebook));
    }
    return place;
  }

  /** The compiler for the kernels of that place. */
  compilerOf(notebook: NotebookNumber): Promise<Compiler> {
    let compiler = this.compilers.get(notebook);
    if (!compiler) {
      compiler = this.of(notebook).then(
        (place) => new Compiler(place, join(this.folders.get(notebook)!, 'compiler')),
      );
      this.compilers.set(notebook, compiler);
      compiler.catch(() => this.compilers.delete(notebook));
    }
    return compiler;
  }

  private async layOut(notebook: NotebookNumber, folder: string): Promise<Place> {
    const place = await coursePlace(notebook, folder);
    return this.isConfined ? place : linkedPlace(place, join(folder, 'place'));
  }

  /** Stops the compilers and removes the places. */
  remove(): void {
    for (const compiler of this.compilers.values()) {
      void compiler.then((one) => one.stop()).catch(() => undefined);
    }
    this.compilers.clear();
    for (const folder of this.folders.values()) rmSync(folder, { recursive: true, force: true });
    this.folders.clear();
    this.places.clear();
  }
}
