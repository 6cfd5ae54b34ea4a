import type * as equivariant from 'equivariant';

/** Names that may be imported from a module; 'everything' also allows the module as a whole. */
export type AllowedNames = readonly string[] | 'everything';

/** The allowed names by module. A module that is not listed may not be imported. */
export type AllowedImports = Readonly<Record<string, AllowedNames>>;

type LibraryName = keyof typeof equivariant;

const everywhere: LibraryName[] = [
  'accuracyAgainstAngle',
  'accuracyAgainstDigits',
  'accuracyAgainstParameters',
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
 * What each notebook may import, by the number that its name begins with. A notebook may not
 * import what it asks students to write. Types are always allowed.
 */
export const allowedImports = {
  '0': modules('everything'),
  // No groups, and no layers, since a layer knows its group.
  '1': modules(everywhere),
  // No action on fields, no convolutions.
  '2': modules([...everywhere, ...groups, ...measuring]),
  // No normalization, no networks but PlainCNN.
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
  // No convolutions over a group, no network over D4.
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
  '6': modules('everything'),
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

/** Networks that a notebook only shows: they would hand out what it asks students to write. */
const shown: Partial<Record<NotebookNumber, readonly LibraryName[]>> = {
  '3': ['PlainCNN'],
  '4': ['C4CNN', 'C4CNNWithBatchNorm'],
};

/** Whether answers in a notebook may use a name of the library. */
export function mayUse(notebook: NotebookNumber, name: string): boolean {
  return mayImport(notebook, 'equivariant', name) && !shown[notebook]?.some((one) => one === name);
}

/** Says that answers in a notebook may not use a name of the library, and why. */
export function restriction(notebook: NotebookNumber, name: string): string {
  return (
    `Answers in notebook ${notebook} may not use ${name} of the library: ` +
    'it does what the notebook asks you to write, or is made of it.'
  );
}

function modules(library: readonly LibraryName[] | 'everything'): AllowedImports {
  return {
    '@tensorflow/tfjs': 'everything',
    'notebook-display': 'everything',
    'rotated-mnist': 'everything',
    course: [
      'check',
      'checkTrained',
      'trainingPlan',
      'trainLive',
      'evaluateLive',
      'networkToShow',
      'dataEfficiency',
      'directions',
    ],
    equivariant: library,
  };
}
