import { C4 } from 'equivariant';
import { mutantsFor } from '../../../grading/mutants/Mutants';
import { lifting } from '../exercise';
import { rightGroupLayers } from '../../../grading/mutants/rightGroupLayers';
import { wrongGroupLayers } from '../../../grading/mutants/wrongGroupLayers';

/** Answers to exercise 2.3. */
export const mutants = mutantsFor(lifting, {
  '2.3': {
    right: rightGroupLayers(C4, true),
    wrong: wrongGroupLayers(C4, true),
  },
});
