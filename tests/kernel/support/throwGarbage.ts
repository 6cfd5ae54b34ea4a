import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'jupyter-protocol';
import type { Random } from './Random';

/** The first bytes of ZeroMQ's protocol, version 3.1, without security. */
const greeting = Buffer.concat([
  Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 1]),
  Buffer.from('NULL'.padEnd(20, '\0')),
  Buffer.alloc(32),
]);

/**
 * Connects to every port of a kernel with programs that do not speak ZeroMQ, or stop in the middle.
 */
export async function throwGarbage(connection: Connection, random: Random): Promise<void> {
  const { ip, shell_port, control_port, stdin_port, iopub_port, hb_port } = connection;
  for (const port of [shell_port, control_port, stdin_port, iopub_port, hb_port]) {
    const texts = [
      Buffer.alloc(0),
      Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      random.bytes(1 + random.below(100)),
      random.bytes(100_000),
      greeting.subarray(0, 1 + random.below(60)),
      Buffer.concat([greeting, random.bytes(200)]),
      // A frame that claims to be larger than any memory.
      Buffer.concat([greeting, Buffer.from([2, 0x7f, 255, 255, 255, 255, 255, 255, 255, 1])]),
    ];
    for (const text of texts) {
      const socket = connect(port, ip);
      // The kernel hangs up on some of these.
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(text);
      await wait(10);
      socket.destroy();
    }
  }
}
