import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { codeNumbers, exercises, notebookOf, type CodeNumber } from 'course';
import { Grader, gradeExercise, Places, takeAnswers } from 'course-grading';
import { testInSandbox } from 'course-grading/testing';
import { notebookNames, readManifest, root, solution, studentFolder } from 'course-notebooks';
import { nbgraderMetadata, readNotebook, type Cell, type Notebook } from 'nbconvert-ts';
import { NbgraderFolder, type Points } from './support/NbgraderFolder';

const groups = '1-groups';
const convolutions = '2-equivariant-convolutions';

/** How a student changes the course's own answers, by grade id. */
type Edits = Record<string, (solution: string) => string>;

const replaced = (from: string, to: string) => (solution: string) => {
  expect(solution).toContain(from);
  return solution.replace(from, to);
};
const refused = (solution: string): string => `${solution}\nconst wrong: number = 'text';`;

/** What students hand in, by notebook; without edits, the release. */
const submissions: Record<string, Record<string, Edits | undefined>> = {
  right: { [groups]: {} },
  untouched: { [groups]: undefined },
  wrong: {
    [groups]: {
      '1-2': replaced('return (4 - a) % 4;', 'return a;'),
      '1-3': replaced('f1 === 1 ? r1 - r2 : r1 + r2', 'r1 + r2'),
    },
    [convolutions]: {
      '2-1': replaced('this.bias ?', 'undefined ?'),
      // 2.4 builds on it, but it is judged in 2.2 alone.
      '2-2': refused,
      '2-3': replaced('rotate(pictures, h)', 'rotate(pictures, -h)'),
    },
  },
  refused: {
    [groups]: {
      '1-2': refused,
      '1-3': replaced('const turnsInAll', "process.stderr.write('!');\n    const turnsInAll"),
    },
  },
  throws: {
    [groups]: {
      '1-2': (solution) => `throw new Error('not today');\n${solution}`,
      '1-3': (solution) => `${solution}\nthrow new Error('not today');`,
    },
  },
};

const course = new NbgraderFolder('course');
const places = new Places();
const grader = new Grader(1, places);
let points: Points;

beforeAll(async () => {
  execFileSync(process.execPath, [
    join(root, 'grading/dist/nbgrader/main.js'),
    '--out',
    course.folder,
  ]);
  await course.generate();
}, 120_000);

afterAll(() => {
  grader.stop();
  places.remove();
  course.remove();
});

test.each(notebookNames())('nbgrader generates from %s what the project releases', (name) => {
  const ours = readNotebook(join(studentFolder, `${name}.ipynb`));
  const theirs = course.read('release', name);
  // The project's fingerprint is of its own file; nbgrader carries along what the source had.
  expect({ ...theirs.metadata, generated: '' }).toEqual({ ...ours.metadata, generated: '' });
  expect(theirs.cells.map(essence)).toEqual(ours.cells.map(essence));
});

test('its tests have the points of the exercises', () => {
  const cells = notebookNames().flatMap((name) => course.read('source', name).cells);
  const given = Object.keys(exercises).map((number) => {
    const own = cells.map(nbgraderMetadata).filter((metadata) => {
      const id = metadata?.grade_id?.replace('-', '.') ?? '';
      return id === number || id.startsWith(`${number}-`) || id.startsWith(`${number}.`);
    });
    return [number, own.reduce((sum, metadata) => sum + (metadata?.points ?? 0), 0)];
  });
  expect(given).toEqual(Object.entries(exercises).map(([number, { points }]) => [number, points]));
});

describe('of what students hand in', () => {
  beforeAll(async () => {
    for (const [student, notebooks] of Object.entries(submissions)) {
      for (const [name, edits] of Object.entries(notebooks)) {
        course.write(`submitted/${student}`, name, handedIn(name, edits));
      }
    }
    points = await course.grade();
    await course.giveFeedback();
  }, 900_000);

  testInSandbox.each(Object.keys(submissions))(
    'nbgrader gives %s the points that the grader gives',
    async (student) => {
      const theirs: Record<string, number | undefined> = {};
      const ours: Record<string, number> = {};
      for (const name of Object.keys(submissions[student]!)) {
        const answers = takeAnswers(
          readManifest()[name]!,
          course.read(`submitted/${student}`, name),
        );
        for (const exercise of codeExercises(name)) {
          theirs[exercise] = points[student]![`${exercise.replace('.', '-')}-test`];
          const { items } = await gradeExercise(exercise, answers, grader);
          ours[exercise] = items.reduce((sum, { earned }) => sum + earned, 0);
        }
      }
      expect(theirs).toEqual(ours);
    },
    300_000,
  );

  test('which are all for a right notebook, none for an untouched one and some for a partly right one', () => {
    const sum = (student: string): number =>
      Object.values(points[student]!).reduce((total, one) => total + (one ?? 0), 0);
    const worth = codeExercises(groups).reduce((total, one) => total + exercises[one].points, 0);
    expect([sum('right'), sum('untouched')]).toEqual([worth, 0]);
    expect(points.wrong).toMatchObject({ '1-2-test': 3, '1-3-test': 3 });
    expect(points.wrong).toMatchObject({ '2-2-test': 0, '2-4-test': 15 });
    expect(points.refused).toMatchObject({ '1-2-test': 0, '1-3-test': 8 });
  });

  test('the pages for students say what holds and which points it earned', () => {
    const page = course.feedback('wrong', groups);
    expect(page).toContain('Exercise 1.2: 2 of 3 properties hold');
    expect(page).toContain('0 of 2 points: inverses');
    expect(page).not.toContain('CheckFailed');
  });
});

/**
 * What must not differ: the points of a test are the rubric's in the one, the notebook's in the
 * other.
 */
function essence({ cell_type, source, metadata }: Cell): unknown {
  const { nbgrader, ...others } = metadata;
  if (nbgrader === undefined) return { cell_type, source, others };
  const { grade_id, grade, solution, locked } = nbgrader as Record<string, unknown>;
  return { cell_type, source, others, grade_id, grade, solution, locked };
}

/** A student's notebook. */
function handedIn(name: string, edits: Edits | undefined): Notebook {
  const notebook = readNotebook(join(studentFolder, `${name}.ipynb`));
  if (!edits) return notebook;
  const own = new Map(solution(name).cells.map((cell) => [nbgraderMetadata(cell)?.grade_id, cell]));
  for (const cell of notebook.cells) {
    const metadata = nbgraderMetadata(cell);
    if (!metadata?.solution) continue;
    const { source } = own.get(metadata.grade_id)!;
    cell.source = edits[metadata.grade_id!]?.(source) ?? source;
  }
  return notebook;
}

function codeExercises(notebook: string): CodeNumber[] {
  return codeNumbers.filter((number) => notebook.startsWith(`${notebookOf(number)}-`));
}
