import type * as equivariant from 'equivariant';

/** The names that may be imported from a module, or all of them and the module as a whole. */
export type AllowedNames = readonly string[] | 'everything';

/** What may be imported, by module. Modules that are not named may not be imported. */
export type AllowedImports = Readonly<Record<string, AllowedNames>>;

type LibraryName = keyof typeof equivariant;

const everywhere: LibraryName[] = [
  'accuracyAgainstAngle',
  'backends',
  'cayleyTable',
  'chooseBackend',
  'commutingDiagram',
  'confusionMatrix',
  'imageBatch',
  'labelBatch',
  'learningCurves',
  'logitsAgainstAngle',
  'pictureGrid',
  'pictureSlider',
  'principalComponents',
  'reflect',
  'rotate',
  'samplingGrid',
  'scatterByClass',
  'turn',
];
const groups: LibraryName[] = ['C1', 'C4', 'D4', 'd4', 'Group', 'groupNamed'];
const measuring: LibraryName[] = ['assertEquivariant', 'equivarianceError'];
const actions: LibraryName[] = ['rotateP4', 'transform', 'transformField', 'transformImage'];
const pools: LibraryName[] = ['GroupMaxPool', 'SpatialMaxPool'];
const convolutions: LibraryName[] = ['GroupConv2d', 'IsotropicConv2d', 'LiftingConv2d'];
const training: LibraryName[] = [
  'constantRate',
  'courseRecipe',
  'evaluate',
  'oneCycle',
  'referenceRecipe',
  'train',
];

/**
 * What each notebook may import, by the number that its name begins with: never what it asks for
 * itself. Types are free.
 */
export const allowedImports = {
  '0': modules('everything'),
  // Not the groups, nor layers, which know their group.
  '1': modules(everywhere),
  // Not the action on fields, nor convolutions.
  '2': modules([...everywhere, ...groups, ...measuring]),
  // Not the normalization, nor the networks that it asks for.
  '3': modules([
    ...everywhere,
    ...groups,
    ...measuring,
    ...actions,
    ...pools,
    ...convolutions,
    ...training,
    'PlainCNN',
  ]),
  // Not the convolutions over any group, nor the network over D4.
  '4': modules([
    ...everywhere,
    ...groups,
    ...measuring,
    ...actions,
    ...pools,
    ...training,
    'C4CNN',
    'C4CNNWithBatchNorm',
    'GroupBatchNorm',
    'IsotropicCNN',
    'IsotropicConv2d',
  ]),
  '5': modules('everything'),
} as const satisfies Record<string, AllowedImports>;

/** The number that a notebook's name begins with, such as '2' of `2-equivariant-convolutions`. */
export type NotebookNumber = keyof typeof allowedImports;

/**
 * Whether a notebook may import a name from a module.
 *
 * @param name as the module exports it; '*' for the module as a whole
 *
 * @example
 * mayImport('2', 'equivariant', 'LiftingConv2d'); // false: notebook 2 asks for it
 */
export function mayImport(notebook: NotebookNumber, module: string, name: string): boolean {
  const allowed: AllowedImports = allowedImports[notebook];
  if (!Object.hasOwn(allowed, module)) return false;
  const names = allowed[module]!;
  return names === 'everything' || names.includes(name);
}

function modules(library: readonly LibraryName[] | 'everything'): AllowedImports {
  return {
    '@tensorflow/tfjs': 'everything',
    'notebook-display': 'everything',
    'rotated-mnist': 'everything',
    course: ['check', 'checkTrained', 'trainingPlan', 'trainLive'],
    equivariant: library,
  };
}
