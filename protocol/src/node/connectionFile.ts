import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { channels, type Connection, type Ports } from '../Connection';
import type { JsonObject } from '../Message';

/** Chooses free ports on this machine and a secret; nobody listens there yet. */
export async function newConnection(): Promise<Connection> {
  return connectionOf('tcp', '127.0.0.1', await freePorts(channels.length));
}

/** Systems give their own choice of ports from 32768 or 49152 on, to whoever asks next. */
const firstPort = 16_384;
const lastPort = 32_767;

/**
 * Finds ports that nobody uses, below those that the system hands out: a port chosen there may be
 * somebody's connection a moment later, and kernels that can't have their ports wait for ever.
 *
 * @param count how many different ones
 * @returns port numbers; nobody listens there yet
 */
export async function freePorts(count: number): Promise<number[]> {
  // All are held at once, so that none is chosen twice.
  const servers = await Promise.all(Array.from({ length: count }, () => listen()));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/**
 * Names sockets in a folder and chooses a secret. Unlike ports, this user alone can reach them.
 *
 * @param folder nobody else can enter it; its path is short, since sockets' paths have at most
 * about 100 characters
 */
export function newIpcConnection(folder: string): Connection {
  return connectionOf('ipc', join(folder, 's'), [1, 2, 3, 4, 5]);
}

/**
 * Reads a connection file.
 *
 * Checked by hand: loading zod would take a tenth of the time in which a kernel starts.
 *
 * @throws Error in one line if the file can't be read, lacks a part, or asks for a signature other
 * than HMAC-SHA256
 */
export function readConnection(file: string): Connection {
  let content: JsonObject;
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  } catch (error) {
    throw new Error(`${file} is not a connection file: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const { transport, ip, key, signature_scheme: scheme } = content;
  if (typeof transport !== 'string' || typeof ip !== 'string' || typeof key !== 'string') {
    throw new Error(`${file}: expected "transport", "ip" and "key" as strings.`);
  }
  if (transport !== 'tcp' && transport !== 'ipc') {
    throw new Error(`${file}: expected "transport" tcp or ipc, got ${JSON.stringify(transport)}.`);
  }
  if (key !== '' && scheme !== undefined && scheme !== 'hmac-sha256') {
    throw new Error(
      `${file}: expected "signature_scheme" hmac-sha256, got ${JSON.stringify(scheme)}.`,
    );
  }
  const ports = channels.map((channel) => {
    const port = content[`${channel}_port`];
    if (typeof port !== 'number') {
      throw new Error(`${file}: expected "${channel}_port" as a number.`);
    }
    return port;
  });
  return { ...connectionOf(transport, ip, ports), key };
}

/** @param ports in the order of {@link channels} */
function connectionOf(
  transport: Connection['transport'],
  ip: string,
  ports: readonly number[],
): Connection {
  const entries = channels.map((channel, i) => [`${channel}_port`, ports[i]]);
  return {
    transport,
    ip,
    ...(Object.fromEntries(entries) as Ports),
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
  };
}

async function listen(attempts = 100): Promise<Server> {
  const server = createServer().listen(randomInt(firstPort, lastPort + 1), '127.0.0.1');
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    // Taken, or on Windows kept for something else.
    if (attempts === 1) throw error;
    return listen(attempts - 1);
  }
}
