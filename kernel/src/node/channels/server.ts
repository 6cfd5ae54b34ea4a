import { rmSync } from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { JsonObject, Message } from 'jupyter-protocol';
import { removeOwnFolder } from '../CellFolder';
import { insistence, Interrupts, patience, wait } from './Interrupts';
import { aboutCode } from '../../core/language/aboutCode';
import { Arrivals } from '../../core/session/Arrivals';
import { SharedState } from '../../core/run/SharedState';
import { Sockets } from './Sockets';
import { watchParent } from './watchParent';
import type { ChannelsData, FromChannels, ToChannels } from './threadMessages';

/*
 * The thread that owns the sockets. It answers the heartbeat, the control channel and questions
 * about the kernel while the main thread is busy with a cell, and hands everything else on.
 */

const port = parentPort!;
const { connection, shared, info, input, lastWords } = workerData as ChannelsData;
const state = new SharedState(shared);
const sockets = new Sockets(connection, () => state.get('cell') !== 0);

void start();

async function start(): Promise<void> {
  await sockets.bind();
  port.on('message', onMessage);
  sockets.publish('status', undefined, { execution_state: 'starting' });
  sockets.listen({ shell: onShell, control: onControl, stdin: onStdin });
  watchParent(() => void end());
}

function onShell(request: Message): void {
  arrivals.note();
  const { msg_type: type } = request.header;
  if (type === 'kernel_info_request') sockets.answer('shell', request, info);
  else if (aboutCode.includes(type)) ask(request);
  else post({ kind: 'request', request });
}

let language: MessagePort | undefined;
/** Questions without an answer, the oldest first. */
const asked: Message[] = [];

function ask(request: Message): void {
  sockets.publish('status', request.header, { execution_state: 'busy' });
  asked.push(request);
  language?.postMessage(request);
  post({ kind: 'asked' });
}

function useLanguage(questions: MessagePort): void {
  language = questions;
  questions.on('message', answerOldest);
  // What it was asked may be what it could not bear.
  questions.on('close', () => {
    if (language === questions) language = undefined;
    const evalue = 'TypeScript has ended, and starts again.';
    const failure = { status: 'error', ename: 'Error', evalue, traceback: [evalue] };
    while (asked.length > 0) answerOldest(failure);
  });
  for (const request of asked) questions.postMessage(request);
}

function answerOldest(content: JsonObject): void {
  const request = asked.shift();
  if (request) sockets.endWith('shell', request, content);
}

async function onControl(request: Message): Promise<void> {
  const { header, content } = request;
  switch (header.msg_type) {
    case 'kernel_info_request':
      return sockets.answer('control', request, info);
    case 'interrupt_request':
      sockets.publish('status', header, { execution_state: 'busy' });
      await interrupts.interrupt();
      return sockets.endWith('control', request, { status: 'ok' });
    case 'shutdown_request':
      sockets.answer('control', request, { status: 'ok', restart: content.restart === true });
      return end();
    default:
      throw new Error(`This kernel does not answer ${header.msg_type} on the control channel.`);
  }
}

function onStdin({ header, content }: Message): void {
  if (header.msg_type !== 'input_reply') return;
  input.postMessage(typeof content.value === 'string' ? content.value : '');
  state.set('input', state.get('input') + 1);
}

function onMessage(message: ToChannels): void {
  if (message.kind === 'send') sockets.send(message.channel, message.message);
  else if (message.kind === 'seen') seen.delete(message.id);
  else if (message.kind === 'language') useLanguage(message.questions);
  else if (message.kind === 'drain') void drain(message.id);
  else void close();
}

const arrivals = new Arrivals();

async function drain(id: number): Promise<void> {
  await arrivals.ended();
  post({ kind: 'drained', id });
}

const interrupts = new Interrupts(state, lastWords, (cell) => {
  const id = announce({ kind: 'interrupt', cell });
  return () => seen.has(id);
});

/** Messages that the main thread has not taken yet. */
const seen = new Set<number>();
let lastId = 0;

function announce(message: { kind: 'interrupt'; cell: number } | { kind: 'shutdown' }): number {
  const id = ++lastId;
  seen.add(id);
  post({ ...message, id });
  return id;
}

/** Ends the process, whatever it does. */
async function end(): Promise<void> {
  const id = announce({ kind: 'shutdown' });
  for (let trial = 0; trial < insistence && seen.has(id); trial++) await wait(patience / 4);
  if (!seen.has(id)) return;
  rmSync(lastWords, { force: true });
  removeOwnFolder();
  process.kill(process.pid, 'SIGKILL');
}

async function close(): Promise<void> {
  await sockets.close();
  input.close();
  asked.length = 0;
  language?.close();
  port.close();
}

function post(message: FromChannels): void {
  port.postMessage(message);
}
