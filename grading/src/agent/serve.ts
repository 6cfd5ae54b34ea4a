import type * as tensorflow from '@tensorflow/tfjs';
import { Channel, type Ends } from '../channel/Channel';
import type { Request } from '../channel/requests';
import { pack, unpack, type Value } from '../channel/values';
import { Examinee, type Trainer } from './Examinee';

/**
 * Carries out what a judge in another process asks of an answer, until the judge has finished. This
 * runs in the student's process, so nothing that it sends is trusted: it sends values only, and the
 * judge compares them with its own.
 *
 * @param tf the TensorFlow.js that the answer uses
 * @param answer what the student has written: a class, a function, or an object of functions
 * @param ends the pipe that questions come from, and the pipe that answers go to
 * @param library trains networks, where the answer is one
 */
export async function serve(
  tf: typeof tensorflow,
  answer: unknown,
  ends: Ends,
  library?: Trainer,
): Promise<void> {
  const channel = new Channel(ends, Infinity);
  const examinee = new Examinee(tf, answer, library);
  for (;;) {
    const request = unpack(channel.receive()) as unknown as Request;
    if (request.op === 'end') break;
    channel.send(pack(await replyTo(examinee, request)));
  }
  channel.close();
}

/** More of a stack tells nothing of where an answer stopped. */
const stackChars = 10_000;

async function replyTo(
  examinee: Examinee,
  request: Exclude<Request, { op: 'end' }>,
): Promise<Value> {
  try {
    return { value: await examinee.do(request) };
  } catch (error) {
    return { error: told(error) };
  }
}

/** What an error says; anything can be thrown, even what has no text or refuses to be looked at. */
function told(error: unknown): { message: string; stack: string } {
  try {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { message: String(message), stack: String(stack).slice(0, stackChars) };
  } catch {
    return { message: 'something that can’t be printed', stack: '' };
  }
}
