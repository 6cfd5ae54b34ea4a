import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a Python environment's programs; undefined if there is no such environment. */
export function programsOf(environment: string): string | undefined {
  return ['bin', 'Scripts'].map((name) => join(environment, name)).find(existsSync);
}
