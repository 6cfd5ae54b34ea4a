import { cpSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { rootInside, type Mount, type Place } from './coursePlace';

const project = resolve(__dirname, '../../..');

/**
 * The same place without a sandbox: a folder of links. Code finds there what it needs, but nothing
 * stops it from reading elsewhere.
 *
 * @param folder is created
 */
export function linkedPlace({ mounts, hasNative, library }: Place, folder: string): Place {
  for (const mount of mounts) bring(mount, join(folder, relative(rootInside, mount.to)));
  return { root: folder, mounts: [], hasNative, library };
}

function bring({ from }: Mount, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  // A later mount covers an earlier one.
  rmSync(to, { recursive: true, force: true });
  // What was generated for this place finds its packages from where it lies.
  if (relative(project, from).startsWith('..')) cpSync(from, to, { recursive: true });
  else if (basename(from) === 'node_modules') linkPackages(from, to);
  else symlinkSync(from, to);
}

/** The project's own packages are links there, and must lead to those of this place. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const target = join(from, entry.name);
    symlinkSync(entry.isSymbolicLink() ? readlinkSync(target) : target, join(to, entry.name));
  }
}
