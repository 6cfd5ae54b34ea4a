/**
 * The sockets between a client and a kernel: `shell` takes requests, `control` takes requests that
 * overtake them, `iopub` publishes outputs, `stdin` asks the person, `hb` is the heartbeat.
 */
export type Channel = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb';

/** All channels, in the order in which connection files list them. */
export const channels = ['shell', 'iopub', 'stdin', 'control', 'hb'] as const;

/** The port of each channel, under its name in a connection file. */
export type Ports = { [C in Channel as `${C}_port`]: number };

/**
 * Where a kernel listens, and the secret that signs its messages: what a connection file holds.
 *
 * See "Connection files",
 * https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
export interface Connection extends Ports {
  transport: 'tcp' | 'ipc';
  /** For `ipc`, the start of the sockets' paths. */
  ip: string;
  /** Signs the messages; empty if they are not signed. */
  key: string;
  signature_scheme: 'hmac-sha256';
}

/**
 * The address of a channel, as ZeroMQ writes it.
 *
 * @example
 * addressOf(connection, 'shell'); // 'tcp://127.0.0.1:50001', or 'ipc:///tmp/kernel-x/s-1'
 */
export function addressOf(connection: Connection, channel: Channel): string {
  const { transport, ip } = connection;
  return `${transport}://${ip}${transport === 'ipc' ? '-' : ':'}${connection[`${channel}_port`]}`;
}
