import type { Part } from '../answers';
import { c4cnn } from './c4cnn';
import { c4cnnWithBatchNorm } from './c4cnnWithBatchNorm';
import { cyclic } from './cyclic';
import { d4cnn } from './d4cnn';
import { d4GroupConvolution } from './d4GroupConvolution';
import { d4Lifting } from './d4Lifting';
import { dihedral } from './dihedral';
import { fieldRotation } from './fieldRotation';
import { groupConvolution } from './groupConvolution';
import { isotropic } from './isotropic';
import { isotropicCnn } from './isotropicCnn';
import { lifting } from './lifting';
import { normalization } from './normalization';
import type { Specimens } from './Specimen';

/** Right and wrong answers to every part that is checked by a program. */
export const bank: { [P in Part]: Specimens<P> } = {
  '1.2': cyclic,
  '1.3': dihedral,
  '2.1': isotropic,
  '2.2': fieldRotation,
  '2.3': lifting,
  '2.4': groupConvolution,
  '3.2': c4cnn,
  '3.3': isotropicCnn,
  '3.5a': normalization,
  '3.5b': c4cnnWithBatchNorm,
  '4a': d4Lifting,
  '4b': d4GroupConvolution,
  '4c': d4cnn,
};

/** The parts, in their order. */
export const parts = Object.keys(bank) as Part[];
