import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { makeFigures } from './figures';
import { SiteProblem } from './jupyterLite';
import { makeSite, siteFolder } from './makeSite';
import { serve } from './serve';

const usage = `Usage: npm run site -- [--out DIR] [--serve [PORT]] | --figures

Makes the course as a static site: JupyterLite with the course's notebooks, kernel, library and digits.
  --out DIR       gets the site; what is there is replaced; build/site by default
  --serve [PORT]  serves it on this machine, by default on port 8000
  --no-headers    with --serve: sends no headers but the type, as GitHub Pages does
  --figures       runs the course's solutions (minutes), and keeps their figures for the notebooks to read

Exit code: 0 done, 1 it can't be made, 2 a mistake in the options.`;

/** A mistake in the command line. */
class UsageError extends Error {}

function options(): { out: string; port: number | undefined; headers: boolean; figures: boolean } {
  const { values, positionals } = parseArgs({
    options: {
      out: { type: 'string' },
      serve: { type: 'boolean', default: false },
      'no-headers': { type: 'boolean', default: false },
      figures: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) throw new UsageError(usage);
  const [port = '8000', ...rest] = positionals;
  if (rest.length > 0 || !/^\d+$/.test(port) || (positionals.length > 0 && !values.serve)) {
    throw new UsageError(
      `--serve takes a port, such as 8000; nothing else may stand alone. There is "${positionals.join(' ')}".`,
    );
  }
  return {
    // npm runs a script in the project's folder, wherever it was called.
    out:
      values.out === undefined ? siteFolder : path.resolve(process.env.INIT_CWD ?? '', values.out),
    port: values.serve ? Number(port) : undefined,
    headers: !values['no-headers'],
    figures: values.figures,
  };
}

async function main(): Promise<void> {
  const { out, port, headers, figures } = options();
  if (figures) return makeFigures(console.log);
  await makeSite(out);
  console.log(`The site is in ${out}.`);
  if (port === undefined) return;
  const { url } = await serve(out, port, headers);
  console.log(`Open ${url} (Ctrl-C ends it).`);
}

main().catch((error: unknown) => {
  const { message, code } = error as NodeJS.ErrnoException;
  const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS');
  if (message === usage) {
    console.log(usage);
    return;
  }
  console.error(
    isUsage ? `${message}\n\n${usage}` : error instanceof SiteProblem ? message : error,
  );
  process.exitCode = isUsage ? 2 : 1;
});
