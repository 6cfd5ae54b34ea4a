import { C4, D4 } from 'equivariant';
import { groupLayer } from '../../../grading/mutants/groupLayer';
import { mutantsFor } from '../../../grading/mutants/Mutants';
import { rightGroupLayers } from '../../../grading/mutants/rightGroupLayers';
import { wrongGroupAxes } from '../../../grading/mutants/wrongGroupAxes';
import { wrongGroupLayers } from '../../../grading/mutants/wrongGroupLayers';
import { wrongReflections } from '../../../grading/mutants/wrongReflections';
import { reflections } from '../exercise';
import { networks } from './networkMutants';

export const mutants = mutantsFor(reflections, {
  '4a': {
    right: rightGroupLayers(D4, true),
    wrong: [
      ...wrongGroupLayers(D4, true),
      ...wrongReflections(true),
      {
        name: 'the layer of exercise 2.3',
        loses:
          'usable bias correlation commutes-01234567 copies copies-differ free-weights other-settings',
        answer: groupLayer({ group: C4, lifting: true }),
        hint: /8 elements/,
      },
    ],
  },
  '4b': {
    right: rightGroupLayers(D4, false),
    wrong: [...wrongGroupLayers(D4, false), ...wrongGroupAxes(D4), ...wrongReflections(false)],
  },
  '4c': networks,
});
