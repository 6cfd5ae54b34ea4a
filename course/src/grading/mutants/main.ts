import { chooseBackend } from 'equivariant';
import { isPart, parts } from '../../exercises';
import { asItShould, verdicts, type Verdict } from './verdicts';

/**
 * `npm run mutants`, or `-- 2.3 2.4` for some parts: whether the checks tell right from wrong
 * answers, give the right hints and take points for what is wrong alone.
 */
async function main(): Promise<void> {
  console.log((await chooseBackend()).description);
  const asked = process.argv.slice(2).filter(isPart);
  const all = (asked.length > 0 ? asked : parts).flatMap((part) => {
    const found = verdicts(part);
    found.forEach((verdict) => console.log(row(verdict)));
    return found;
  });
  console.log(`\n${summary(all)}`);
  if (!all.every(asItShould)) process.exitCode = 1;
}

function row(verdict: Verdict): string {
  const { part, name, right, passed, failed, hintMatches, hints, lost, lossMatches } = verdict;
  const mark = asItShould(verdict) ? ' ' : '!';
  const outcome = passed ? 'passes' : `fails: ${failed!}`;
  const hint =
    right || passed ? '' : hintMatches ? '; hint matches' : `; HINT: ${hints.join(' | ')}`;
  const loss = lossMatches ? '' : `; LOSES: ${lost.join(' ')}`;
  return `${mark} ${part.padEnd(4)} ${right ? 'right' : 'wrong'}  ${name.padEnd(58)} ${outcome}${hint}${loss}`;
}

function summary(all: readonly Verdict[]): string {
  const lines = parts.flatMap((part) => {
    const of = all.filter((verdict) => verdict.part === part);
    if (of.length === 0) return [];
    const right = of.filter((verdict) => verdict.right);
    const wrong = of.filter((verdict) => !verdict.right);
    const [good, bad] = [right, wrong].map((group) => group.filter(asItShould).length);
    return `${part.padEnd(5)} right ${good!} of ${right.length} pass, wrong ${bad!} of ${wrong.length} fail with the matching hint`;
  });
  const good = all.filter(asItShould).length;
  return [...lines, `${good} of ${all.length} answers judged as they should be`].join('\n');
}

void main();
