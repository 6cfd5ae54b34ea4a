import { readFileSync } from 'node:fs';

/** Where a kernel listens, and the secret that signs its messages: what a connection file holds. */
export interface Connection {
  transport: string;
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  /** Empty: messages are not signed. */
  key: string;
}

/** Where one of the sockets listens. With `ipc` the "address" is the beginning of a file's name. */
export function addressOf({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === 'ipc' ? '-' : ':'}${port}`;
}

const ports = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'] as const;

/**
 * Reads a connection file.
 *
 * @throws Error in one line, if it can't be read, lacks a part or asks for another signature than HMAC-SHA256
 */
export function readConnection(file: string): Connection {
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
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
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports.map((name) => {
    const port = content[name];
    if (typeof port !== 'number') throw new Error(`${file}: expected "${name}" as a number.`);
    return port;
  }) as [number, number, number, number, number];
  return { transport, ip, key, shell_port, iopub_port, stdin_port, control_port, hb_port };
}
