import { NbgraderCourse, type Points } from './support/NbgraderCourse';
import { partialCredit, quarterTurns, stub, submissions } from './support/quarterTurns';

// `COURSE_KERNEL=tslab` shows what plain tslab makes of the same submissions.
const course = new NbgraderCourse(process.env.COURSE_KERNEL ?? 'typescript', stub);
let points: Points;

beforeAll(async () => {
  await course.release({ turns: quarterTurns, partial: partialCredit });
  for (const [student, { source }] of Object.entries(submissions)) {
    course.submit(student, 'turns', source);
  }
  course.submit('partial', 'partial');
  points = await course.grade();
}, 600_000);

afterAll(() => course.remove());

test('nbgrader gives every submission the points it deserves', () => {
  const sum = (cells: Record<string, number> = {}): number =>
    Object.values(cells).reduce((total, points) => total + points, 0);
  const given = Object.keys(submissions).map((student) => [student, sum(points[student])]);
  const deserved = Object.entries(submissions).map(([student, { points }]) => [student, points]);
  expect(Object.fromEntries(given)).toEqual(Object.fromEntries(deserved));
});

test('a number at the end of a test cell counts as its points, any other value does not', () => {
  expect(points.partial).toMatchObject({ half: 1.5, zero: 0, text: 1, nothing: 1 });
});
