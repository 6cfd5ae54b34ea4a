import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';

/** What a connection file tells a kernel. */
export interface Connection {
  transport: 'tcp' | 'ipc';
  /** For `ipc`, what the paths of the sockets begin with. */
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  /** Secret that signs the messages. */
  key: string;
  signature_scheme: 'hmac-sha256';
}

/**
 * Chooses free ports on this machine and a secret.
 *
 * @returns a new connection, which nobody listens on yet
 */
export async function newConnection(): Promise<Connection> {
  // All five are held at once, so that none is chosen twice.
  const servers = await Promise.all(Array.from({ length: 5 }, listen));
  const [shell, iopub, stdin, control, heartbeat] = servers.map(
    (server) => (server.address() as AddressInfo).port,
  ) as [number, number, number, number, number];
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return connectionOf('tcp', '127.0.0.1', [shell, iopub, stdin, control, heartbeat]);
}

/**
 * Names sockets in a folder and a secret. Unlike ports, they can be reached by this user alone.
 *
 * @param folder - which nobody else can enter; its path must be short, since sockets' paths have at most about 100 characters
 * @returns a new connection, which nobody listens on yet
 */
export function newIpcConnection(folder: string): Connection {
  return connectionOf('ipc', join(folder, 's'), [1, 2, 3, 4, 5]);
}

/**
 * @param connection - a kernel's
 * @param port - one of its ports
 * @returns the port's address, as ZeroMQ writes it
 */
export function addressOf({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === 'ipc' ? '-' : ':'}${port}`;
}

function connectionOf(
  transport: Connection['transport'],
  ip: string,
  [shell, iopub, stdin, control, heartbeat]: [number, number, number, number, number],
): Connection {
  return {
    transport,
    ip,
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: heartbeat,
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
  };
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
