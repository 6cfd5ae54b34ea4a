import { randomUUID } from 'node:crypto';
import { mkdirSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { textOf } from './files.mjs';

/**
 * How often the holder shows that it lives, and after how long without a sign it counts as dead.
 */
const BEAT = 5_000;
const DEAD = 60_000;

/**
 * Runs work while no other program runs work under the same lock file; waits for its turn.
 *
 * A lock whose holder is gone (killed, power cut) is taken over.
 *
 * @template T
 * @param {string} path
 * @param {{ onWait: (holder: string) => void, onLost: () => void }} events `onLost`: another one
 *   took it over, since this program was asleep too long
 * @param {(release: () => void) => Promise<T>} work may release the lock before it ends
 * @returns {Promise<T>}
 */
export async function withLock(path, { onWait, onLost }, work) {
  const own = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  mkdirSync(dirname(path), { recursive: true });
  for (let waits = 0; !take(path, own); waits++) {
    const held = textOf(path);
    if (isStale(path, held)) removeStale(path, held);
    else {
      if (waits === 0) onWait(`process ${holder(held)?.pid ?? 'unknown'}`);
      await wait(300);
    }
  }
  const beat = setInterval(() => {
    if (textOf(path) === own) utimesSync(path, new Date(), new Date());
    else onLost();
  }, BEAT);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    if (textOf(path) === own) unlinkSync(path);
  };
  try {
    return await work(release);
  } finally {
    release();
  }
}

/**
 * Creates the lock; false if it exists.
 *
 * @param {string} path
 * @param {string} own
 */
function take(path, own) {
  try {
    writeFileSync(path, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @param {string} held
 */
function isStale(path, held) {
  const beat = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (beat === undefined) return false;
  const by = holder(held);
  if (by?.host === hostname() && !isAlive(by.pid)) return true;
  return Date.now() - beat > DEAD;
}

/**
 * @param {string} held
 * @returns {{ pid: number, host: string } | undefined}
 */
function holder(held) {
  try {
    return JSON.parse(held);
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Of several programs that see the same stale lock, one removes it, and none removes a newer one.
 *
 * @param {string} path
 * @param {string} held
 */
function removeStale(path, held) {
  const guard = `${path}.guard`;
  try {
    mkdirSync(guard);
  } catch {
    const since = statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > BEAT) rmdirSync(guard);
    return;
  }
  try {
    if (textOf(path) === held) unlinkSync(path);
  } finally {
    rmdirSync(guard);
  }
}
