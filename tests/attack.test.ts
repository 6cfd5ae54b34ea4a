import { testInSandbox } from 'course-grading/testing';
import { bank, runAttacks } from 'grading-attack';

jest.setTimeout(600_000);

/** One from most themes, none that waits for a limit: `npm run attack` runs the whole bank. */
const quick = [
  'exit in a graded function',
  'a child that outlives',
  'patched require.cache',
  'files of the instructor',
  'a pipe that is a link to write',
  'sockets without a network',
  'HTML everywhere',
  'a layer of zeros',
  'a link to another submission',
];

const all = bank.flatMap(({ attacks }) => attacks);

test('every attack has its own name, and there are enough', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(40);
});

testInSandbox('hostile submissions are held off, and honest ones graded as ever', async () => {
  const chosen = all.filter(({ name }) => quick.includes(name));
  expect(chosen).toHaveLength(quick.length);
  const { attacks, problems } = await runAttacks(chosen, { jobs: 2, timeout: 120 });
  expect(attacks.map(({ attack, problems }) => [attack.name, problems])).toEqual(
    chosen.map(({ name }) => [name, []]),
  );
  expect(problems).toEqual([]);
});
