import { mutantsFor } from '../../../grading/mutants/Mutants';
import { normalization } from '../exercise';
import { networks } from './networkMutants';
import { normalizations } from './normalizationMutants';

export const mutants = mutantsFor(normalization, { '3.5a': normalizations, '3.5b': networks });
