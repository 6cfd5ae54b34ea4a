import type { Message } from '../offline/serviceWorker';
import { root } from './root';

/**
 * Has the service worker take care of this page and those to come, so that they work offline. A new
 * version of the site, if one is there, is taken if no other page is open.
 *
 * @param isolate whether the page is of use only if it is isolated, see `headersOf`
 * @returns false if the page is about to be loaded again
 */
export async function takeCare(isolate: boolean): Promise<boolean> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (!workers) return true;
  try {
    const registration = await workers.register(new URL('serviceWorker.js', root));
    if (await takesOver(registration)) return reload();
    if (crossOriginIsolated || !isolate) return true;
    await workers.ready;
    // Once: a browser may isolate no page at all.
    const key = `isolated ${root.href}`;
    if (sessionStorage.getItem(key) !== null) return true;
    sessionStorage.setItem(key, 'tried');
    return reload();
  } catch (error) {
    console.warn('This site will not work offline:', error);
    return true;
  }
}

/** Whether a version of the site that waited has become the one in use. */
async function takesOver({ waiting }: ServiceWorkerRegistration): Promise<boolean> {
  if (!waiting) return false;
  const { port1: here, port2: there } = new MessageChannel();
  const reply = new Promise<boolean>((settle) => {
    here.onmessage = ({ data }) => settle(data as boolean);
    setTimeout(() => settle(false), 3000);
  });
  const taken = new Promise((settle) => {
    navigator.serviceWorker.addEventListener('controllerchange', settle);
  });
  waiting.postMessage('take over if alone' satisfies Message, [there]);
  const takes = await reply;
  if (takes) await taken;
  return takes;
}

function reload(): false {
  location.reload();
  return false;
}

/** Has the rest of the site fetched, for when there is no connection. */
export async function keepAll(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage('keep all' satisfies Message);
}
