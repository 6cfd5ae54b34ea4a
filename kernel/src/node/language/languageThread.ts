import { parentPort, workerData } from 'node:worker_threads';
import type { JsonObject, Message } from 'jupyter-protocol';
import type { CellConverter } from '../../core/compile/CellConverter';
import { complete } from '../../core/language/complete';
import { inspect } from '../../core/language/inspect';
import { isComplete } from '../../core/language/isComplete';
import { number, text } from '../../session/fields';
import { newConverter } from '../newConverter';
import type { FromLanguage, LanguageData, ToLanguage } from './languageMessages';

/*
 * The thread that knows TypeScript: it compiles cells for the main thread, and answers questions
 * about code to the channels' thread, also while a cell keeps the main thread busy.
 */

const { earlier: before, files, questions } = workerData as LanguageData;
const earlier = [...before];

// The native TypeScript frees memory at half of what it would hold else, in the same time.
process.env.GOGC ??= '50';
void start();

async function start(): Promise<void> {
  const converter = await newConverter((line) => post({ kind: 'log', line }));
  for (const file of files) converter.compile(file, earlier);
  parentPort!.on('message', (message: ToLanguage) => {
    if (message.kind === 'knows') earlier.push(message.types);
    else compile(converter, message.source);
  });
  questions.on('message', (request: Message) => {
    questions.postMessage(attempt(() => answer(converter, request)));
  });
}

function compile(converter: CellConverter, source: string): void {
  try {
    post({ kind: 'compiled', cell: converter.compile(source, earlier) });
  } catch (error) {
    post({ kind: 'failed', error: error as Error });
  }
}

function attempt(ask: () => JsonObject): JsonObject {
  try {
    return ask();
  } catch (error) {
    const { name, message } = error as Error;
    return { status: 'error', ename: name, evalue: message, traceback: [message] };
  }
}

function answer(converter: CellConverter, { header, content }: Message): JsonObject {
  const code = text('code', content.code);
  if (header.msg_type === 'is_complete_request') return isComplete(code);
  const explain = header.msg_type === 'complete_request' ? complete : inspect;
  return explain(converter, earlier, code, number('cursor_pos', content.cursor_pos));
}

function post(message: FromLanguage): void {
  parentPort!.postMessage(message);
}
