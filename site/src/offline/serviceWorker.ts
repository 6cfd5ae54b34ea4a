import { headersOf } from '../policy';

/** What the build puts before this script: a name for the whole, and each file's fingerprint. */
declare const siteFiles: { version: string; files: Record<string, string> };

declare const self: ServiceWorkerGlobalScope;

const { version, files } = siteFiles;
const scope = self.registration.scope;
const prefix = `site ${scope} `;
const name = prefix + version;
let opened: Promise<Cache> | undefined;
/** The files of this version. */
const kept = (): Promise<Cache> => (opened ??= caches.open(name));

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => event.waitUntil(onMessage(event)));
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method !== 'GET' || !url.startsWith(scope)) return;
  event.respondWith(answer(url));
});

/** What a page asks for: all files for later, or that a version that waits takes over. */
export type Message = 'keep all' | 'take over if alone';

/** The first version comes at once. A later one comes whole, beside the one that pages use. */
async function install(): Promise<void> {
  if (self.registration.active) await keepAll();
  else await self.skipWaiting();
}

async function activate(): Promise<void> {
  for (const other of await caches.keys()) {
    if (other.startsWith(prefix) && other !== name) await caches.delete(other);
  }
  await self.clients.claim();
}

async function onMessage({ data, ports }: ExtendableMessageEvent): Promise<void> {
  // The site may have a new version by now, which comes by itself.
  if ((data as Message) === 'keep all') return keepAll().catch(() => undefined);
  const takesOver = await isAlone();
  ports[0]?.postMessage(takesOver);
  if (takesOver) await self.skipWaiting();
}

/** Whether there is one page alone. One that has just been closed may still be there. */
async function isAlone(tries = 3): Promise<boolean> {
  const pages = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (pages.length === 1 || tries === 0) return pages.length === 1;
  await new Promise((done) => setTimeout(done, 100));
  return isAlone(tries - 1);
}

/** Keeps every file that is not yet kept, one after the other: a page may need the line. */
async function keepAll(): Promise<void> {
  const there = new Set((await (await kept()).keys()).map(({ url }) => url));
  for (const file of Object.keys(files)) {
    if (there.has(scope + file)) continue;
    const response = await keep(file, await fromEarlier(file));
    if (!response.ok) throw new Error(`${file} of this version is not there.`);
  }
}

/** The same file of an earlier version. */
async function fromEarlier(file: string): Promise<Response | undefined> {
  for (const other of await caches.keys()) {
    if (!other.startsWith(prefix) || other === name) continue;
    const response = await (await caches.open(other)).match(scope + file);
    if (response?.headers.get('ETag') === files[file]) return response;
  }
  return undefined;
}

async function answer(url: string): Promise<Response> {
  const path = new URL(url).pathname.slice(new URL(scope).pathname.length);
  const file = decodeURI(path).replace(/(^|\/)$/, '$1index.html');
  if (!(file in files)) return new Response('There is no such page.', { status: 404 });
  return (await (await kept()).match(scope + file)) ?? keep(file);
}

/** Fetches a file, keeps it, and answers with it; one of another version is no answer. */
async function keep(file: string, earlier?: Response): Promise<Response> {
  const options = { cache: 'no-cache', integrity: files[file]! } as const;
  const response = earlier ?? (await fetch(scope + file, options));
  if (!response.ok) return response;
  const type = response.headers.get('Content-Type') ?? '';
  const headers = { ...headersOf(type), 'Content-Type': type, ETag: files[file]! };
  const whole = new Response(await response.arrayBuffer(), { headers });
  try {
    await (await kept()).put(scope + file, whole.clone());
  } catch {
    // There is no space: it is fetched again when it is needed again.
  }
  return whole;
}
