/* As much of JupyterLab as the site uses. */

/** What tells of changes. */
export interface Signal<Value> {
  connect(slot: (sender: unknown, value: Value) => void): void;
}

/** A notebook's file. */
export interface Context {
  path: string;
  ready: Promise<void>;
  model: { contentChanged: Signal<void>; toJSON(): unknown };
  saveState: Signal<'started' | 'completed' | 'completed manually' | 'failed'>;
  save(): Promise<void>;
}

/** A notebook that is open. */
export interface Panel {
  context: Context;
  contentHeader: { insertWidget(index: number, widget: object): void };
  isDisposed: boolean;
}

/** What JupyterLab shares, by package and version. */
export type Shared = Record<string, Record<string, { get: () => Promise<() => unknown> }>>;

/** One of JupyterLab's packages. */
export async function packageOf<T>(shared: Shared, name: string): Promise<T> {
  const [version] = Object.values(shared[name] ?? {});
  if (!version) throw new Error(`JupyterLab does not share ${name}.`);
  return (await version.get())() as T;
}
