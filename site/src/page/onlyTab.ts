import { root } from './root';

const prefix = `notebook ${root.pathname} `;

/** The notebooks that are open in any tab. */
export async function openNotebooks(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  return held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

/**
 * Makes this the one tab in which a notebook is open. A page that has just been left may take a
 * moment to let go.
 *
 * @param path of the notebook
 * @returns false if another tab has it
 */
export function isOnlyTab(path: string, patienceMs = 1500): Promise<boolean> {
  return new Promise((settle) => {
    const hold = (): Promise<never> => {
      settle(true);
      return new Promise(() => undefined);
    };
    const options = { signal: AbortSignal.timeout(patienceMs) };
    navigator.locks.request(prefix + path, options, hold).catch(() => settle(false));
  });
}
