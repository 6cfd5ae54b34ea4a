import { trainingPlan } from './trainingPlan';

const before = process.env.COURSE_QUICK;
afterEach(() => {
  if (before === undefined) delete process.env.COURSE_QUICK;
  else process.env.COURSE_QUICK = before;
});

test.each([
  [undefined, 60_000, { quick: false, tooShort: false }],
  // A third of the steps of the full plan, which takes three minutes.
  ['middle', 19_200, { quick: true, tooShort: false }],
  ['1', 1_280, { quick: true, tooShort: true }],
])('with COURSE_QUICK=%s a network sees %d digits', (value, seen, expected) => {
  if (value === undefined) delete process.env.COURSE_QUICK;
  else process.env.COURSE_QUICK = value;
  const plan = trainingPlan();
  expect(plan.epochs * plan.train).toBe(seen);
  expect(plan).toMatchObject(expected);
});
