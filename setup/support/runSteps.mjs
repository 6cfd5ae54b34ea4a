import { mkdirSync, statfsSync } from 'node:fs';
import { emptyFolder, remove } from './files.mjs';
import { Problem } from './Problem.mjs';

/**
 * One part of the set-up. `run` may be killed at any moment: `isDone` must then say no, and the
 * next `run` must repair what was left.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {number} bytes how much disk it may take while it runs
 * @property {string} [note] a line for the user, whenever the set-up runs
 * @property {() => boolean | Promise<boolean>} isDone whether its results are there and are what
 *   its inputs give
 * @property {() => Promise<void>} run
 */

/** Between two signs of life of a step, in milliseconds. */
const lifeMs = 10_000;

/**
 * Runs the steps that are not done, in order, and reports how long each takes.
 *
 * @param {import('./Context.mjs').Context} context
 * @param {readonly Step[]} steps
 * @throws {Problem} if a step fails, or the disk has too little room for the rest
 */
export async function runSteps(context, steps) {
  const begin = performance.now();
  mkdirSync(context.cache, { recursive: true });
  emptyFolder(context.temporary);
  for (const { note } of steps) if (note) context.say(note);
  let worked = false;
  for (const [index, step] of steps.entries()) {
    if (await step.isDone()) continue;
    if (!worked) await checkDisk(context.root, steps.slice(index));
    worked = true;
    context.say(`${step.name} ...`);
    context.log.write(`\n== ${step.name}\n`);
    const start = performance.now();
    // A sign of life for who waits, where output is kept in a file, too.
    const life = setInterval(() => context.say(`${step.name}: ${seconds(start)} ...`), lifeMs);
    try {
      await step.run();
    } finally {
      clearInterval(life);
    }
    context.say(`${step.name}: done in ${seconds(start)}`);
  }
  remove(context.temporary);
  context.say(
    `${worked ? 'The set-up took' : 'Everything is set up; checking took'} ${seconds(begin)}.`,
  );
}

/**
 * @param {string} folder
 * @param {readonly Step[]} steps the first is known to be undone
 */
async function checkDisk(folder, [first, ...others]) {
  let needed = first?.bytes ?? 0;
  for (const step of others) if (!(await step.isDone())) needed += step.bytes;
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  const inGigabytes = (/** @type {number} */ bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new Problem(
    `The disk is nearly full: the set-up needs about ${inGigabytes(needed)}, and ${inGigabytes(free)} are free at ${folder}`,
    process.platform === 'win32'
      ? 'Free some space.'
      : `Free some space; "du -sh ~/* | sort -h" shows what takes it.`,
  );
}

/** @param {number} start */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
