import { ownAnswers } from 'course-grading/hand-ins';
import { withoutMarkers } from 'nbconvert-ts';

let answers: ReadonlyMap<string, string> | undefined;

/** The course's own answer in a cell. */
export function own(gradeId: string): string {
  answers ??= ownAnswers();
  const source = answers.get(gradeId);
  if (source === undefined) throw new Error(`No cell ${gradeId} has an answer.`);
  return withoutMarkers(source);
}

/** A layer that computes an expression of `x` and of its weights `w`, which start at random. */
export const layer = (name: string, expression: string, sizes = '[]', className = name): string => `
class ${name} extends tf.layers.Layer {
  w: tf.LayerVariable[] = [];
  build(shape: any) { this.w = ${sizes}.map((size: number[], i: number) => this.addWeight('w' + i, size, 'float32', tf.initializers.randomNormal({ seed: i }))); super.build(shape); }
  computeOutputShape(shape: any): any { return [shape[0], ...this.compute(tf.zeros([1, ...shape.slice(1)]), ${sizes}.map((size: number[]) => tf.zeros(size))).shape.slice(1)]; }
  compute(x: any, w: any[]): tf.Tensor { return ${expression}; }
  call(input: any): any { return tf.tidy(() => this.compute(Array.isArray(input) ? input[0] : input, this.w.map((weight) => weight.read()))); }
  getClassName() { return '${className}'; }
}`;

/** The course's own answer with text replaced, which must be there. */
export function changed(
  gradeId: string,
  ...replacements: [before: string | RegExp, after: string][]
): string {
  return replacements.reduce((source, [before, after]) => {
    const result = source.replace(before, after);
    if (result === source) throw new Error(`${gradeId} has no ${String(before)}.`);
    return result;
  }, own(gradeId));
}

/** A wrong answer to 1.2. */
export const wrongC4 = 'const c4: CyclicLaw = { product: () => 7, inverse: () => 7 };';

/** Starts the code of an attack: modules, and how it reports that it has got something. */
export const tools = `
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as dgram from 'node:dgram';
import * as childProcess from 'node:child_process';
import * as workerThreads from 'node:worker_threads';
import Module from 'node:module';
const load: any = Module.createRequire('/course/notebooks/x.js');
function stolen(what: unknown): never { throw new Error(['STOLEN', String(what)].join(' from ')); }
function attempt<T>(use: () => T): T | undefined { try { return use(); } catch { return undefined; } }
`;

/** What a naive grader would take for a success. */
export const claims = `
console.log('Exercise 1.2: 4 of 4 properties hold. All right: solved.');
console.log('ok 1 - all tests passed');
console.log(JSON.stringify({ score: 5, tests: [{ name: '1.2', score: 5, max_score: 5 }] }));
`;
