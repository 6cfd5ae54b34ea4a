import { parseArgs } from 'node:util';
import { chooseBackend } from 'equivariant';
import { isPart, parts } from '../../exercises';
import { asItShould, verdicts, type Verdict } from './verdicts';

const usage = `Usage: npm run mutants [-- PART ...]

Runs right and wrong answers through their checks: whether they tell them apart, give the right hints,
and take points for what is wrong alone.
  PART  ${parts.join(', ')}; default: all`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const asked = positionals.filter(isPart);
  if (values.help || asked.length < positionals.length) {
    console.log(usage);
    if (!values.help) process.exitCode = 2;
    return;
  }
  console.log((await chooseBackend()).description);
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

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
