import { describeFigures } from './figures.mjs';
import { resumeDisplays } from './reload.mjs';

/**
 * What the course adds to JupyterLab: figures have a text alternative and sliders for the keyboard,
 * and the output of a running cell goes on after its page was reloaded or closed.
 *
 * @param {any} rendermime JupyterLab's package of this name
 * @param {any} notebook JupyterLab's package of this name
 */
export function plugin({ IRenderMimeRegistry }, { INotebookTracker }) {
  return {
    id: 'equivariant-course:plugin',
    autoStart: true,
    requires: [IRenderMimeRegistry, INotebookTracker],
    /**
     * @typedef {{ kernels: import('./reload.mjs').Kernels }} Services
     * @param {{ started: Promise<void>, serviceManager: Services }} app
     * @param {import('./figures.mjs').Registry} registry
     * @param {import('./reload.mjs').Tracker} tracker
     */
    activate(app, registry, tracker) {
      // Plotly's extension may start after this one.
      void app.started.then(() => describeFigures(registry));
      resumeDisplays(app.serviceManager.kernels, tracker);
    },
  };
}
