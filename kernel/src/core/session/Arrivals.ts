/**
 * How long no request must have come, in milliseconds, until nothing more is expected to come at
 * once.
 */
const quiet = 100;
// Cells may replace it.
const { setTimeout } = globalThis;

/** Knows when everything that was sent in one go has come. */
export class Arrivals {
  private last = 0;

  /** To be called for each request. */
  note(): void {
    this.last = performance.now();
  }

  /** Resolves when it has. "Run All" in JupyterLab sends all cells, which come one by one. */
  async ended(): Promise<void> {
    const asked = performance.now();
    // The socket is not asked: a question for its events makes it miss those that it waits for.
    do await new Promise((done) => setTimeout(done, quiet / 5));
    while (performance.now() - Math.max(asked, this.last) < quiet);
  }
}
