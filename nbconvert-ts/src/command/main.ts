import { parseArgs } from 'node:util';
import type { Notebook } from '../format/notebook';
import { upgradeNotebook } from '../format/upgradeNotebook';
import { clearHiddenTests, clearSolutions } from '../preprocess/clearRegions';
import { clearOutputs, preprocess } from '../preprocess/preprocess';
import { check } from './check';
import { execute } from './execute';
import { exportCommands } from './exportFile';
import { loadFile, saveFile } from './files';
import { usage, UsageError } from './usage';

const commandOptions = {
  help: { type: 'boolean', short: 'h' },
  out: { type: 'string', short: 'o' },
  stub: { type: 'string' },
  'text-stub': { type: 'string' },
  kernel: { type: 'string' },
  prefix: { type: 'string', multiple: true },
  cwd: { type: 'string' },
  'cell-timeout': { type: 'string' },
  timeout: { type: 'string' },
  'allow-errors': { type: 'boolean' },
  title: { type: 'string' },
  trusted: { type: 'boolean' },
} as const;

/**
 * The command `nbconvert-ts`. Progress and errors go to standard error, what was asked for to
 * standard output.
 *
 * @param args the command line, without the program
 * @returns the exit code: 0 for success, 1 for failure, 2 for a wrong command line
 */
export async function main(args: readonly string[]): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    return await run(args, say);
  } catch (error) {
    say(`nbconvert-ts: ${(error as Error).message}`);
    if (!(error instanceof UsageError)) return 1;
    say('Try "nbconvert-ts --help".');
    return 2;
  }
}

async function run(args: readonly string[], say: (line: string) => void): Promise<number> {
  const { values, positionals } = parseCommandLine(args);
  if (values.help || positionals.length === 0) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const [command = '', ...files] = positionals;
  if (command === 'check') {
    if (files.length === 0) throw new UsageError('check needs a file');
    return check(files, (line) => console.log(line)) ? 0 : 1;
  }
  const write = exportCommands[command];
  const convert = write ? undefined : converter(command, values);
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new UsageError(`${command} needs one file`);
  if (values.out === undefined) throw new UsageError(`${command} needs -o OUT`);
  if (write) {
    const { out, title, trusted = false, prefix: prefixes = [] } = values;
    write({ file, out, trusted, prefixes, ...(title !== undefined && { title }) });
    return 0;
  }
  if (convert) {
    saveFile(values.out, convert(loadFile(file)));
    return 0;
  }
  const cellSeconds = seconds('cell-timeout', values['cell-timeout']);
  const wholeSeconds = seconds('timeout', values.timeout);
  const ok = await execute(
    {
      file,
      out: values.out,
      prefixes: values.prefix ?? [],
      allowErrors: values['allow-errors'] ?? false,
      ...(values.kernel !== undefined && { kernel: values.kernel }),
      ...(values.cwd !== undefined && { cwd: values.cwd }),
      ...(cellSeconds !== undefined && { cellSeconds }),
      ...(wholeSeconds !== undefined && { seconds: wholeSeconds }),
    },
    say,
  );
  return ok ? 0 : 1;
}

type Values = ReturnType<typeof parseCommandLine>['values'];

// The return type follows from the options; writing it out would repeat them.

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: commandOptions, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** What a command does with a notebook; undefined for `execute`, which does more. */
function converter(
  command: string,
  { stub, 'text-stub': textStub }: Values,
): ((notebook: Notebook) => Notebook) | undefined {
  switch (command) {
    case 'to-notebook':
    case 'to-text':
      return (notebook) => notebook;
    case 'upgrade':
      return upgradeNotebook;
    case 'clear':
      return clearOutputs;
    case 'release': {
      const stubs = {
        ...(stub !== undefined && { stub }),
        ...(textStub !== undefined && { textStub }),
      };
      return (notebook) =>
        preprocess(notebook, clearOutputs, clearSolutions(stubs), clearHiddenTests());
    }
    case 'execute':
      return undefined;
    default:
      throw new UsageError(`unknown command "${command}"`);
  }
}

function seconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`--${option} needs a number of seconds, not "${text}"`);
  return value;
}
