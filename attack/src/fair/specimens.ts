import { resolve } from 'node:path';
import { exerciseOf, judge, parts, passed, type Part } from 'course';
import { gradingOf, specimensOf } from 'course/grading';
import { gradeExercise, Places, type Answer, type Grader } from 'course-grading';
import { namesOf, rebuild } from 'course-notebooks';
import { own } from '../bank/source';
import type { Outcome } from './runVariant';

const root = resolve(__dirname, '../../..');

/** An answer of the mutation bank. */
export interface Specimen {
  part: Part;
  index: number;
  name: string;
}

/** Every answer of the mutation bank. */
export const specimens: readonly Specimen[] = parts.flatMap((part) => {
  const { right, wrong } = specimensOf(part);
  return [...right, ...wrong].map(({ name }, index) => ({ part, index, name: `${part}: ${name}` }));
});

/** Shows sandboxes the mutation bank, and the whole library that it is written with. */
export class BankPlaces extends Places {
  override async of(notebook: Parameters<Places['of']>[0]): ReturnType<Places['of']> {
    const place = await super.of(notebook);
    const whole = ['lib', 'course'].map((name) => ({
      from: `${root}/${name}`,
      to: `${place.root}/${name}`,
    }));
    const others = place.mounts.filter(({ to }) => !whole.some((one) => one.to === to));
    const nothing = { diagnostics: [], awaits: false, imports: [], map: '', output: '' };
    const library = { source: '// Among the files.', compiled: nothing };
    return { ...place, mounts: [...whole, ...others], library };
  }
}

/** Judges an answer of the bank as its notebook does, and grades it; its part alone counts. */
export async function runSpecimen(
  { part, index, name }: Specimen,
  grader: Grader,
): Promise<Outcome> {
  const { right, wrong } = specimensOf(part);
  const report = judge(part, [...right, ...wrong][index]!.answer);
  const exercise = exerciseOf(part);
  const { answers, parts: asked } = rebuild(exercise);
  const { expression } = asked.find((one) => one.part === part)!;
  const source = `import { specimensOf } from 'course/grading';
const { right, wrong } = specimensOf('${part}');
const ${expression} = [...right, ...wrong][${index}]!.answer as any;`;
  const given = answers.map((id): [string, Answer] => {
    const isAsked = namesOf(own(id)).declares.has(expression);
    return [id, { status: 'answered', source: isAsked ? source : own(id) }];
  });
  const result = await gradeExercise(exercise, new Map(given), grader);
  const titles = gradingOf(exercise)
    .items.filter((item) => item.part === part)
    .map(({ title }) => title);
  const items = result.items.filter(({ title }) => titles.includes(title));
  const failed = report.findings.find((finding) => !finding.passed)?.property;
  return {
    name,
    failed: passed(report) ? undefined : (failed ?? 'no findings'),
    result: { ...result, items },
  };
}
