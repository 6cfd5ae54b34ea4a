import { exercise } from '../Exercise';
import { fieldRotationFindings } from './check';

export const fieldRotation = exercise({
  folder: '2.2-field-rotation',
  title: 'Rotating a field on C4',
  points: 5,
  kind: 'code',
  parts: { '2.2': { kind: 'function', check: fieldRotationFindings } },
});
