import { rmSync } from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import {
  addressOf,
  type Channel,
  type Header,
  type JsonObject,
  type Message,
  type OutgoingMessage,
} from 'jupyter-protocol';
import { MalformedMessage, MessageCodec } from 'jupyter-protocol/node';
import { Publisher, Router } from 'zeromq';
import { removeOwnFolder } from '../CellFolder';
import { insistence, Interrupts, patience, wait } from './Interrupts';
import { PrintedText } from './PrintedText';
import { received } from './received';
import { SharedState } from './SharedState';
import { watchParent } from './watchParent';
import type { ChannelsData, FromChannels, SendingChannel, ToChannels } from './threadMessages';

/*
 * The thread that owns the sockets. It answers the heartbeat, the control channel and questions
 * about the kernel while the main thread is busy with a cell, and hands everything else on.
 */

const port = parentPort!;
const { connection, shared, info, input, lastWords } = workerData as ChannelsData;
const state = new SharedState(shared);
const codec = new MessageCodec(connection.key, { username: 'kernel', refusesRepeats: true });
// Without limits: nothing that a cell prints may get lost.
const unlimited = { sendHighWaterMark: 0, linger: 500 };
const sockets = {
  shell: new Router(unlimited),
  control: new Router(unlimited),
  stdin: new Router(unlimited),
  iopub: new Publisher(unlimited),
};
// Not a Reply: that can get stuck when somebody talks nonsense to it.
const heartbeat = new Router({ linger: 0 });
type Receiving = 'shell' | 'control' | 'stdin';
type Asked = Pick<Message, 'identities' | 'header'>;

void start();

async function start(): Promise<void> {
  const all = Object.entries({ ...sockets, hb: heartbeat });
  const bound = await Promise.allSettled(
    all.map(([channel, socket]) => socket.bind(addressOf(connection, channel as Channel))),
  );
  const failed = bound.find((one) => one.status === 'rejected');
  if (failed) {
    closeSockets();
    throw failed.reason;
  }
  port.on('message', onMessage);
  publish('status', undefined, { execution_state: 'starting' });
  void echo();
  void receive('shell', onShell);
  void receive('control', onControl);
  void receive('stdin', onStdin);
  watchParent(() => void end());
}

async function echo(): Promise<void> {
  for await (const beat of received(heartbeat)) await heartbeat.send(beat).catch(() => undefined);
}

async function receive(
  channel: Receiving,
  handle: (request: Message) => void | Promise<void>,
): Promise<void> {
  for await (const frames of received(sockets[channel])) {
    try {
      void attempt(channel, codec.decode(frames), handle);
    } catch (error) {
      // Who sent anything else is not known, or not to be trusted.
      if (error instanceof MalformedMessage) {
        refuse(channel, error.received, new Error(`The request can’t be read: ${error.problem}.`));
      }
    }
  }
}

async function attempt(
  channel: Receiving,
  request: Message,
  handle: (request: Message) => void | Promise<void>,
): Promise<void> {
  try {
    await handle(request);
  } catch (error) {
    refuse(channel, request, error as Error);
  }
}

/** Answers a request that has failed. */
function refuse(channel: Receiving, request: Asked, { name, message }: Error): void {
  const { header } = request;
  if (channel === 'stdin' || !header.msg_type.endsWith('_request')) return;
  const content = { status: 'error', ename: name, evalue: message, traceback: [message] };
  try {
    publish('status', header, { execution_state: 'busy' });
    reply(channel, request, replyTypeOf(header), content);
    publish('status', header, { execution_state: 'idle' });
  } catch {
    // An answer holds the request's header, which can be nested too deeply to be written.
  }
}

function onShell(request: Message): void {
  lastArrival = performance.now();
  if (request.header.msg_type === 'kernel_info_request') answerInfo('shell', request);
  else if (aboutCode.includes(request.header.msg_type)) ask(request);
  else post({ kind: 'request', request });
}

/** What the language answers, whatever the main thread does. */
const aboutCode = ['complete_request', 'inspect_request', 'is_complete_request'];
let language: MessagePort | undefined;
/** Questions without an answer, the oldest first. */
const asked: Message[] = [];

function ask(request: Message): void {
  publish('status', request.header, { execution_state: 'busy' });
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
  if (!request) return;
  reply('shell', request, replyTypeOf(request.header), content);
  publish('status', request.header, { execution_state: 'idle' });
}

async function onControl(request: Message): Promise<void> {
  const { header, content } = request;
  if (header.msg_type === 'kernel_info_request') return answerInfo('control', request);
  const isKnown = ['interrupt_request', 'shutdown_request'].includes(header.msg_type);
  if (!isKnown) {
    throw new Error(`This kernel does not answer ${header.msg_type} on the control channel.`);
  }
  publish('status', header, { execution_state: 'busy' });
  const type = replyTypeOf(header);
  if (header.msg_type === 'interrupt_request') {
    await interrupts.interrupt();
    reply('control', request, type, { status: 'ok' });
  } else {
    reply('control', request, type, { status: 'ok', restart: content.restart === true });
  }
  publish('status', header, { execution_state: 'idle' });
  if (header.msg_type === 'shutdown_request') await end();
}

function onStdin({ header, content }: Message): void {
  if (header.msg_type !== 'input_reply') return;
  input.postMessage(typeof content.value === 'string' ? content.value : '');
  state.set('input', state.get('input') + 1);
}

function onMessage(message: ToChannels): void {
  if (message.kind === 'send') send(message.channel, message.message);
  else if (message.kind === 'seen') seen.delete(message.id);
  else if (message.kind === 'language') useLanguage(message.questions);
  else if (message.kind === 'drain') void drain(message.id);
  else void close();
}

/**
 * How long the shell channel must have been quiet, in milliseconds, until nothing more is expected
 * to come at once.
 */
const quiet = 100;
let lastArrival = 0;

/**
 * Tells when everything that was sent in one go has been handed on. "Run All" in JupyterLab sends
 * all cells, which come one by one.
 */
async function drain(id: number): Promise<void> {
  const asked = performance.now();
  // The socket is not asked: a question for its events makes it miss those that it waits for.
  do await wait(quiet / 5);
  while (performance.now() - Math.max(asked, lastArrival) < quiet);
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
  printed.flush();
  await Promise.all(Object.values(lastSent));
  closeSockets();
  input.close();
  asked.length = 0;
  language?.close();
  port.close();
}

function closeSockets(): void {
  for (const socket of [...Object.values(sockets), heartbeat]) socket.close();
}

function answerInfo(channel: 'shell' | 'control', request: Message): void {
  publish('status', request.header, { execution_state: 'busy' });
  reply(channel, request, 'kernel_info_reply', info);
  publish('status', request.header, { execution_state: 'idle' });
}

function replyTypeOf({ msg_type: type }: Header): string {
  return type.replace(/_request$/, '_reply');
}

function reply(channel: 'shell' | 'control', to: Asked, type: string, content: JsonObject): void {
  send(channel, { type, parent: to.header, content, identities: to.identities });
}

function publish(type: string, parent: Header | undefined, content: JsonObject): void {
  send('iopub', { type, parent, content, identities: [type] });
}

const printed = new PrintedText((message) => transmit('iopub', message));

function send(channel: SendingChannel | 'control', message: OutgoingMessage): void {
  if (channel === 'iopub' && message.type === 'stream') return printed.add(message);
  // Outputs stay in order, and a reply comes after what was printed before it.
  printed.flush();
  transmit(channel, message);
}

/** The end of each socket's line of messages: only one may be on its way at a time. */
const lastSent: Record<string, Promise<void>> = {};

function transmit(channel: SendingChannel | 'control', message: OutgoingMessage): void {
  const before = lastSent[channel] ?? Promise.resolve();
  const { frames } = codec.encode(message);
  // A client that is gone must not stop the others.
  lastSent[channel] = before.then(() => sockets[channel].send(frames)).catch(() => undefined);
  // An answer to a question in between is no sign that the running cell has ended.
  if (message.content.execution_state === 'idle' && state.get('cell') !== 0) {
    publish('status', message.parent, { execution_state: 'busy' });
  }
}

function post(message: FromChannels): void {
  port.postMessage(message);
}
