import { writtenGrading } from '../../../grading/Grading';
import { groupPooling } from '../exercise';

export const grading = writtenGrading(groupPooling, [
  'Every layer before the pooling is equivariant, so a turned input gives a turned field.',
  'At the one pixel that is left, turning the field is a permutation of its four group entries.',
  'A maximum (or a mean, a sum) does not depend on the order of its arguments, hence the logits are invariant.',
  'If they stayed four features, a quarter turn would move each value to another feature.',
  'The linear layer has a weight of its own for each feature, so its output would change; only equal weights, which amount to pooling, would prevent that.',
]);
