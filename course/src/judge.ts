import * as tf from '@tensorflow/tfjs';
import type { Answers, ModelPart, Part } from './answers';
import { cyclicProperties } from './properties/cyclic';
import { dihedralProperties } from './properties/dihedral';
import { fieldRotationProperties } from './properties/fieldRotation';
import { groupConvolutionProperties } from './properties/groupConvolution';
import { isotropicProperties } from './properties/isotropic';
import { accuracyProperty, modelProperties } from './properties/model';
import { normalizationProperties } from './properties/normalization';
import { withDraw } from './properties/randomSeed';
import { find, onlyIf, type Finding } from './report/Finding';
import type { Report } from './report/Report';

const examiners: { [P in Part]: (answer: Answers[P]) => Finding[] } = {
  '1.2': cyclicProperties,
  '1.3': dihedralProperties,
  '2.1': isotropicProperties,
  '2.2': fieldRotationProperties,
  '2.3': (answer) => groupConvolutionProperties('2.3', answer),
  '2.4': (answer) => groupConvolutionProperties('2.4', answer),
  '3.2': (answer) => ofNew(answer, (model) => modelProperties('3.2', model, false)),
  '3.3': (answer) => ofNew(answer, (model) => modelProperties('3.3', model, false)),
  '3.5a': (answer) => normalizationProperties(() => new answer()),
  '3.5b': (answer) => ofNew(answer, (model) => modelProperties('3.5b', model, false)),
  '4a': (answer) => groupConvolutionProperties('4a', answer),
  '4b': (answer) => groupConvolutionProperties('4b', answer),
  '4c': (answer) => ofNew(answer, (model) => modelProperties('4c', model, false)),
};

/**
 * Judges the answer to a part of an exercise. The self-checks of the notebooks, the bank of wrong answers and the grader all
 * ask this function.
 *
 * @param draw chooses the random inputs that the answer is tried with; the notebooks' own by default
 * @returns what holds and what does not; tensors made meanwhile are disposed of
 */
export function judge<P extends Part>(part: P, answer: Answers[P], draw = 0): Report {
  return withDraw(draw, () => examined(part, () => examiners[part](answer)));
}

/**
 * Judges a network after its training.
 *
 * @param accuracy share of the test pictures that were recognized, 0..1; undefined if it is not to be judged
 * @param pictures `[batch, 33, 33, 1]`, to try the invariance with; random ones by default
 */
export function judgeTrained(
  part: ModelPart,
  model: tf.LayersModel,
  accuracy: number | undefined,
  pictures?: tf.Tensor,
): Report {
  return examined(part, () => [
    ...modelProperties(part, model, true, pictures),
    ...(accuracy === undefined ? [] : [accuracyProperty(part, accuracy)]),
  ]);
}

function examined(part: Part, examine: () => Finding[]): Report {
  const before = new Set(variables());
  let findings: Finding[] = [];
  tf.tidy(() => {
    findings = examine();
  });
  // Layers' weights outlive a tidy.
  tf.dispose(variables().filter((variable) => !before.has(variable)));
  return { part, findings };
}

function variables(): tf.Variable[] {
  return Object.values(tf.engine().state.registeredVariables);
}

/** Builds a network, examines it and disposes of it. */
function ofNew(
  Model: Answers[ModelPart],
  examine: (model: tf.LayersModel) => Finding[],
): Finding[] {
  let model: tf.LayersModel | undefined;
  const built = find('the network can be built', () => {
    model = new Model();
    return `${model.layers.length} layers`;
  });
  try {
    return onlyIf(built, () => examine(model!));
  } finally {
    model?.dispose();
  }
}
