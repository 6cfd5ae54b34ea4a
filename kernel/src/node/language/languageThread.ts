import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from 'jupyter-protocol';
import type { CellConverter } from '../../core/compile/CellConverter';
import { emitCell } from '../../core/compile/emit';
import { parseCell } from '../../core/compile/parseCell';
import { sample } from '../../core/compile/sample';
import { answer } from '../../core/session/answer';
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
    practise();
  });
  questions.on('message', (request: Message) => {
    questions.postMessage(answer(converter, earlier, request));
    practise();
  });
  practise();
}

let rounds = 20;
let pause: NodeJS.Timeout | undefined;

/** V8 makes quick what has run often, so the compiler runs when nothing has been asked for long. */
function practise(milliseconds = 2000): void {
  clearTimeout(pause);
  if (rounds === 0) return;
  pause = setTimeout(() => {
    rounds--;
    const { source, values } = parseCell(sample);
    emitCell(source, ['tf'], new Map([...values].map((name) => [name, true])));
    practise(100);
  }, milliseconds);
}

function compile(converter: CellConverter, source: string): void {
  try {
    post({ kind: 'compiled', cell: converter.compile(source, earlier) });
  } catch (error) {
    post({ kind: 'failed', error: error as Error });
  }
}

function post(message: FromLanguage): void {
  parentPort!.postMessage(message);
}
