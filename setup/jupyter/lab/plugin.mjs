import { describeFigures } from './figures.mjs';
import { resumeDisplays } from './reload.mjs';

/**
 * What the course adds to JupyterLab: figures have a text alternative and sliders for the keyboard,
 * and the output of a running cell goes on after a reload of the page.
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
     * @param {{ started: Promise<void> }} app
     * @param {import('./figures.mjs').Registry} registry
     * @param {import('./reload.mjs').Tracker} tracker
     */
    activate(app, registry, tracker) {
      // Plotly's extension may start after this one.
      void app.started.then(() => describeFigures(registry));
      tracker.widgetAdded.connect((_, panel) => void resumeDisplays(panel));
    },
  };
}
