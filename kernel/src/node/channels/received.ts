import type { Router } from 'zeromq';

/**
 * What a socket receives, until it is closed.
 *
 * Programs that do not speak ZeroMQ can make a socket announce a message that it can’t hand out:
 * that is passed over.
 */
export async function* received(socket: Router): AsyncGenerator<Buffer[]> {
  while (!socket.closed) {
    let frames: Buffer[] | undefined;
    try {
      frames = await socket.receive();
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (frames) yield frames;
  }
}
