import { uniqueInverse } from './1.1-unique-inverse/exercise';
import { cyclicGroup } from './1.2-c4/exercise';
import { dihedralGroup } from './1.3-d4/exercise';
import { isotropicConvolution } from './2.1-isotropic/exercise';
import { fieldRotation } from './2.2-field-rotation/exercise';
import { lifting } from './2.3-lifting/exercise';
import { groupConvolution } from './2.4-group-convolution/exercise';
import { groupPooling } from './3.1-group-pooling/exercise';
import { c4Cnn } from './3.2-c4-cnn/exercise';
import { isotropicCnn } from './3.3-isotropic-cnn/exercise';
import { theGap } from './3.4-the-gap/exercise';
import { normalization } from './3.5-normalization/exercise';
import { reflections } from './4-reflections/exercise';
import type { AnswerOf, CodeExercise, IdOf, NumberOf, WrittenExercise } from './Exercise';

/** Every exercise, in order. The course, its notebooks and its graders derive the rest. */
const registry = [
  uniqueInverse,
  cyclicGroup,
  dihedralGroup,
  isotropicConvolution,
  fieldRotation,
  lifting,
  groupConvolution,
  groupPooling,
  c4Cnn,
  isotropicCnn,
  theGap,
  normalization,
  reflections,
] as const;

type Registered = (typeof registry)[number];
type Code = Extract<Registered, CodeExercise>;

/** The number of an exercise, such as '3.2'. */
export type ExerciseNumber = NumberOf<Registered>;
/** The number of an exercise that a program grades. */
export type CodeNumber = NumberOf<Code>;
/** The number of an exercise that a person grades. */
export type WrittenNumber = NumberOf<Extract<Registered, WrittenExercise>>;

type PartsOf<E> = E extends { parts: infer Parts } ? Parts : never;
type KeyOf<T> = T extends unknown ? keyof T & string : never;
type DefinitionIn<Parts, P> = Parts extends unknown
  ? P extends keyof Parts
    ? Parts[P]
    : never
  : never;

/** A part of an exercise that has its own check, such as '2.3' or '3.5a'. */
export type Part = KeyOf<PartsOf<Code>>;
/** How a part is declared. */
export type DefinitionOf<P extends Part> = DefinitionIn<PartsOf<Code>, P>;
/** The parts whose answer is a network. */
export type NetworkPartName = {
  [P in Part]: DefinitionOf<P> extends { kind: 'network' } ? P : never;
}[Part];

/** What a student passes to the check of each part. */
export type Answers = { [P in Part]: AnswerOf<DefinitionOf<P>> };

/** The ids of the findings that a part's check can produce. */
export type FindingId<P extends Part> = IdOf<DefinitionOf<P>>;

/** Every exercise by its number. */
export const exercises = Object.fromEntries(
  registry.map((exercise) => [numberOf(exercise), exercise]),
) as { readonly [E in Registered as NumberOf<E>]: E };

/** The numbers of all exercises, in order. */
export const exerciseNumbers = registry.map(numberOf);
/** The numbers of the exercises that a program grades. */
export const codeNumbers = exerciseNumbers.filter(isCode);
/** The numbers of the exercises that a person grades. */
export const writtenNumbers = exerciseNumbers.filter(isWritten);

/** Whether a program grades an exercise. */
export function isCode(number: ExerciseNumber): number is CodeNumber {
  return exercises[number].kind === 'code';
}

/** Whether a person grades an exercise. */
export function isWritten(number: ExerciseNumber): number is WrittenNumber {
  return exercises[number].kind === 'written';
}

const definitions = new Map(
  codeNumbers.flatMap((number) => {
    const { parts }: CodeExercise = exercises[number];
    return Object.entries(parts).map(
      ([part, definition]) => [part as Part, { number, definition }] as const,
    );
  }),
);

/** The parts of all exercises, in order. */
export const parts: readonly Part[] = [...definitions.keys()];

/** The parts whose answer is a network, in order. */
export const networkParts = parts.filter(isNetwork);

/** Whether a text is the number of an exercise that a person grades. */
export function isWrittenNumber(text: string): text is WrittenNumber {
  return writtenNumbers.some((number) => number === text);
}

/** Whether a part has this name. */
export function isPart(name: string): name is Part {
  return definitions.has(name as Part);
}

/** Whether a part's answer is a network. */
export function isNetwork(part: Part): part is NetworkPartName {
  return definitions.get(part)!.definition.kind === 'network';
}

/** How a part is declared. */
export function definitionOf<P extends Part>(part: P): DefinitionOf<P> {
  return definitions.get(part)!.definition as DefinitionOf<P>;
}

/** The exercise that a part belongs to. */
export function exerciseOf(part: Part): CodeNumber {
  return definitions.get(part)!.number;
}

/** The parts of an exercise. */
export function partsOf(number: CodeNumber): Part[] {
  return parts.filter((part) => exerciseOf(part) === number);
}

function numberOf<E extends Registered>({ folder }: E): NumberOf<E> {
  return folder.slice(0, folder.indexOf('-')) as NumberOf<E>;
}
