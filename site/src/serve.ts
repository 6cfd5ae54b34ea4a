import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { headersOf } from './policy';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ipynb': 'application/json',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** A site that is being served. */
export interface Served {
  /** Of its front page. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves a folder of static files on this machine, compressed as static hosts do.
 *
 * @param port 0 for any that is free
 * @param headers false: none but the type, as GitHub Pages does
 */
export async function serve(folder: string, port = 0, headers = true): Promise<Served> {
  const root = path.resolve(folder);
  const known = new Map<string, Buffer>();
  const gzipped = (file: string): Buffer => {
    const key = `${file} ${fs.statSync(file).mtimeMs}`;
    const bytes = known.get(key) ?? gzipSync(fs.readFileSync(file));
    known.set(key, bytes);
    return bytes;
  };
  const server = http.createServer((request, response) => {
    const file = fileOf(root, request.url ?? '/');
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such page.\n');
      return;
    }
    const type = types[path.extname(file)] ?? 'application/octet-stream';
    const isText = /^text|json|javascript|svg|wasm/.test(type);
    const zipped = isText && /\bgzip\b/.test(String(request.headers['accept-encoding']));
    response.writeHead(200, {
      ...(zipped && { 'Content-Encoding': 'gzip' }),
      ...(headers && headersOf(type)),
      'Content-Type': type,
      'Cache-Control': 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else response.end(zipped ? gzipped(file) : fs.readFileSync(file));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** The file of an address; undefined if the folder has none. */
function fileOf(root: string, url: string): string | undefined {
  let file: string;
  try {
    file = path.join(root, decodeURIComponent(new URL(url, 'http://site').pathname));
  } catch {
    return undefined;
  }
  if (file.endsWith(path.sep)) file = path.join(file, 'index.html');
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return file.startsWith(root + path.sep) && status?.isFile() ? file : undefined;
}
