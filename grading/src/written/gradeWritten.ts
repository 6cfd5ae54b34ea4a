import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { readMarks, type WrittenAnswer } from './marks';
import { modelAnswers } from './modelAnswers';
import { orderAnswers } from './orderAnswers';
import { writtenPages } from './WrittenPages';

/** What {@link gradeWritten} needs. */
export interface WrittenOptions {
  answers: WrittenAnswer[];
  /** The file of marks. */
  file: string;
  /** A free port by default. */
  port?: number;
}

/** The page while it is served. */
export interface WrittenServer {
  /** The page's address; it contains a secret without which nothing is answered. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves a page for grading written answers, to this machine alone. Every change is saved at once.
 *
 * @returns when the page can be opened
 * @throws Error in one line if the file does not hold marks, a student has two answers to a
 *   question, or the port is taken
 */
export async function gradeWritten({
  answers,
  file,
  port = 0,
}: WrittenOptions): Promise<WrittenServer> {
  readMarks(file);
  const questions = orderAnswers(answers);
  const models = modelAnswers();
  const server = createServer();
  await listen(server, port);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = randomBytes(24).toString('base64url');
  const { fetch } = writtenPages({ questions, models, file, host, token });
  const answer = getRequestListener(fetch);
  server.on('request', (request, response) => void answer(request, response));
  return {
    url: `http://${host}/${token}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw new Error(
      `The page can't be served on port ${port}: ${(error as Error).message}. Without a port, a free one is taken.`,
      { cause: error },
    );
  }
}
