#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { readConnection } from 'jupyter-protocol/node';
import { Kernel } from './session/Kernel';

const usage = `Usage: typescript-kernel CONNECTION_FILE [--compiled-cells]

  --compiled-cells  cells come with what dist/node/serve.js makes of them; the compiler starts for one that does not`;

try {
  const { values, positionals } = parseArgs({
    options: { 'compiled-cells': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined) throw new Error(usage);
  new Kernel(readConnection(file), file, values['compiled-cells']);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
