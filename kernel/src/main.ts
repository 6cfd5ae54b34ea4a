#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { readConnection } from 'jupyter-protocol/node';
import { Channels } from './node/channels/Channels';
import { LastWords } from './node/crash/LastWords';
import { kernelInfo } from './node/kernelInfo';

const usage = `Usage: typescript-kernel CONNECTION_FILE [--compiled-cells]

  --compiled-cells  cells come with what dist/node/serve.js makes of them; the compiler starts for one that does not`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { 'compiled-cells': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined) throw new Error(usage);
  const lastWords = new LastWords(file);
  const facts = { info: kernelInfo, lastWords: lastWords.file };
  const channels = new Channels(readConnection(file), facts);
  // Only now, so that the sockets' thread starts while this one loads the rest.
  const { startKernel } = await import('./node/startKernel.js');
  startKernel(channels, lastWords, values['compiled-cells']);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
