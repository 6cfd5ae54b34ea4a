import { CellConverter } from '../core/compile/CellConverter';
import { cellOptions } from '../core/compile/cellOptions';
import type { CellTypes } from '../core/compile/CompiledCell';
import { emitModule } from '../core/compile/emit';
import { JavaScriptChecker } from '../core/compile/JavaScriptChecker';
import { always, libraries, notebookFolder, tslab, typeRoots } from '../core/compile/virtualFiles';
import { answer } from '../core/session/answer';
import type { FromLanguage, ToLanguage } from '../core/language/languageMessages';
import { memoryFiles } from './memoryFiles';
import type { FromCompiler, ToCompiler } from './messages';

/** Compiles cells, and answers questions about code, in the worker that this is called in. */
export function startCompiler(): void {
  const converter = loadConverter();
  /** What is known of the cells that the present worker has run. */
  let earlier: CellTypes[] = [];
  let lastTurn: Promise<unknown> = converter;
  const inTurn = (use: (converter: CellConverter) => void): void => {
    lastTurn = lastTurn.then(async () => use(await converter)).catch(() => undefined);
  };
  self.onmessage = ({ data }: MessageEvent<ToCompiler>) => {
    if (data.kind === 'question') {
      inTurn((converter) =>
        post({ kind: 'answer', content: answer(converter, earlier, data.request) }),
      );
      return;
    }
    const known: CellTypes[] = [];
    inTurn(() => (earlier = known));
    data.port.onmessage = ({ data: message }: MessageEvent<ToLanguage>) => {
      if (message.kind === 'knows') known.push(message.types);
      else inTurn((converter) => data.port.postMessage(compile(converter, message.source, known)));
    };
  };
  converter.then(
    () => post({ kind: 'ready' }),
    (error: Error) => post({ kind: 'failed', problem: error.message }),
  );
}

async function loadConverter(): Promise<CellConverter> {
  const answered = await fetch(new URL('types.json', self.location.href));
  if (!answered.ok) throw new Error(`${answered.url} is not there (${answered.status})`);
  const { files } = (await answered.json()) as { files: Record<string, string> };
  const options = cellOptions(typeRoots, tslab);
  const converter = new CellConverter(
    notebookFolder,
    (root, texts) =>
      new JavaScriptChecker(
        [root, always],
        texts,
        options,
        notebookFolder,
        memoryFiles(files),
        libraries,
      ),
  );
  converter.compile('0', []);
  return converter;
}

function compile(
  converter: CellConverter,
  source: string,
  earlier: readonly CellTypes[],
): FromLanguage {
  try {
    const cell = converter.compile(source, earlier);
    const script = cell.file === undefined ? undefined : emitModule(cell.file, source);
    for (const made of script ? [script] : [cell]) made.map = oneLineDown(made.map);
    return { kind: 'compiled', cell, ...(script && { script }) };
  } catch (error) {
    return { kind: 'failed', error: error as Error };
  }
}

/** The source map of a script that comes behind a line of the kernel's. */
function oneLineDown(map: string): string {
  return map.replace('"mappings":"', '"mappings":";');
}

function post(message: FromCompiler): void {
  self.postMessage(message);
}
