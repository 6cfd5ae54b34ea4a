#!/usr/bin/env node
import { Kernel } from './session/Kernel';
import { readConnection } from './wire/Connection';

const [file] = process.argv.slice(2);

try {
  if (file === undefined) throw new Error('Usage: typescript-kernel CONNECTION_FILE');
  new Kernel(readConnection(file), file);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
