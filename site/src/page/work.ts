import { root } from './root';
import { packageOf, type Panel, type Shared, type Signal } from './jupyter';
import { keepAll } from './offline';
import { keepSaved } from './keepSaved';
import { savedLine } from './savedLine';

/*
 * The door by which JupyterLab takes an extension in (module federation's container): it saves a
 * notebook at every change, and says where it is saved.
 */

let shared: Shared = {};

/** As much of a Lumino widget as is needed. */
type Widget = new (options: { node: HTMLElement }) => object;

const container = {
  init(scope: Shared): void {
    shared = scope;
  },
  async get(): Promise<() => object> {
    const notebook = await packageOf<{ INotebookTracker: object }>(shared, '@jupyterlab/notebook');
    const { Widget } = await packageOf<{ Widget: Widget }>(shared, '@lumino/widgets');
    const plugin = {
      id: 'course-work:plugin',
      autoStart: true,
      requires: [notebook.INotebookTracker],
      activate(app: { restored: Promise<void> }, tracker: { widgetAdded: Signal<Panel> }): void {
        tracker.widgetAdded.connect((_, panel) => {
          const { context } = panel;
          const line = savedLine(root, () => ({ [context.path]: context.model.toJSON() }));
          panel.contentHeader.insertWidget(0, new Widget({ node: line.node }));
          keepSaved(panel, line.say);
        });
        // What is needed now comes first.
        void app.restored.then(() => setTimeout(() => void keepAll(), 20_000));
      },
    };
    return () => ({ __esModule: true, default: plugin });
  },
};

const page = window as unknown as { _JUPYTERLAB?: Record<string, unknown> };
page._JUPYTERLAB = { ...page._JUPYTERLAB, 'course-work': container };
