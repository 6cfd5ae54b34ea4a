import { C4 } from 'equivariant';
import { mutantsFor } from '../../../grading/mutants/Mutants';
import { groupConvolution } from '../exercise';
import { rightGroupLayers } from '../../../grading/mutants/rightGroupLayers';
import { wrongGroupLayers } from '../../../grading/mutants/wrongGroupLayers';
import { wrongGroupAxes } from '../../../grading/mutants/wrongGroupAxes';

/** Answers to exercise 2.4. */
export const mutants = mutantsFor(groupConvolution, {
  '2.4': {
    right: rightGroupLayers(C4, false),
    wrong: [...wrongGroupLayers(C4, false), ...wrongGroupAxes(C4)],
  },
});
