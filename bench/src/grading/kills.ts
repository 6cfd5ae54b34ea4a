import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, grade, marks, startGrading } from './gradeCommand';
import { makeVariedClass } from './variedClass';

/**
 * Kills a grader at random moments, resumes it, and compares its results with those of an
 * undisturbed run.
 *
 * @param folder an empty folder
 * @returns whether the marks are the same and no file is left over
 */
export async function killAndResume(
  folder: string,
  { students, kills, seed }: { students: number; kills: number; seed: number },
  say: (line: string) => void,
): Promise<boolean> {
  const submissions = join(folder, 'class');
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
  makeVariedClass(submissions, students, ['1-2']);
  const options = ['--exercise', '1.2'];
  let start = 0;
  const began = performance.now();
  const watch = setInterval(() => {
    if (start === 0 && records(whole) > 0) start = (performance.now() - began) / 1000;
  }, 50);
  const seconds = await grade(submissions, whole, options);
  clearInterval(watch);
  say(`undisturbed: ${seconds.toFixed(0)} s, the first result after ${start.toFixed(1)} s`);
  // Some kills hit the start, others the work; together they last for about the whole run.
  const latest = 1000 * (start + (4 * (seconds - start)) / kills);
  for (let kill = 1; kill <= kills; kill++) {
    const child = startGrading(submissions, killed, [...options, '--resume']);
    const end = ended(child);
    const moment = latest * random(seed, kill);
    await Promise.race([sleep(moment), end]);
    child.kill('SIGKILL');
    await end;
    const after = `${(moment / 1000).toFixed(1)} s`;
    say(`kill ${kill} of ${kills}, after ${after}: ${records(killed)} of ${students}`);
  }
  await grade(submissions, killed, [...options, '--resume']);
  const isSame = marks(killed) === marks(whole);
  const left = files(killed).filter((file) => !files(whole).includes(file));
  say(`grades.csv: ${isSame ? 'the same' : 'DIFFERENT'}; files left over: ${left.length}`);
  return isSame && left.length === 0;
}

/** The number of graded submissions. */
function records(folder: string): number {
  return files(folder).filter((file) => file.endsWith('record.json')).length;
}

function files(folder: string): string[] {
  // The grader may have been killed before it created its folder.
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/** A pseudorandom number from 0 to 1. */
function random(seed: number, index: number): number {
  return createHash('sha256').update(`${seed} ${index}`).digest().readUInt32BE() / 2 ** 32;
}
