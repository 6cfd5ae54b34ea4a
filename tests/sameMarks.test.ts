import { codeNumbers, exerciseOf } from 'course';
import { Grader, Places } from 'course-grading';
import { testInSandbox } from 'course-grading/testing';
import { chooseBackend } from 'equivariant';
import {
  BankPlaces,
  runSpecimen,
  runVariant,
  specimens,
  unfair,
  variants,
  type FairOutcome,
} from 'grading-attack';

jest.setTimeout(300_000);

/** `npm run same-marks` runs them all. */
const seed = Number(process.env.SEED ?? 1);

test('there are variants of notebooks enough, each with its own name', () => {
  expect(variants.length).toBeGreaterThanOrEqual(25);
  expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
});

testInSandbox('what passes its own check gets all points, or a person is asked', async () => {
  await chooseBackend();
  const places = [new BankPlaces(), new Places()] as const;
  const outcomes: FairOutcome[] = [];
  // A small generator, so that a seed names a sample.
  let state = seed;
  const drawn = <T>(all: readonly T[]): T => {
    state = (state * 48_271) % 0x7fffffff;
    return all[state % all.length]!;
  };
  const chosen = codeNumbers.map((exercise) =>
    drawn(specimens.filter(({ part }) => exerciseOf(part) === exercise)),
  );
  const notebook = drawn(
    variants.filter(({ exercise }) => exercise === '1.2' || exercise === '1.3'),
  );
  const graders = places.map((place) => new Grader(seed, place));
  try {
    const other = runVariant(notebook, graders[1]!).then((outcome) => outcomes.push(outcome));
    for (const one of chosen) outcomes.push(await runSpecimen(one, graders[0]!));
    await other;
  } finally {
    for (const grader of graders) grader.stop();
    for (const place of places) place.remove();
  }
  expect(outcomes).toHaveLength(chosen.length + 1);
  expect(outcomes.map((one) => [one.name, unfair(one)]).filter(([, why]) => why)).toEqual([]);
});
