import { exercise } from '../Exercise';
import { cyclicFindings } from './check';

export const cyclicGroup = exercise({
  folder: '1.2-c4',
  title: 'The group C4',
  points: 5,
  kind: 'code',
  parts: { '1.2': { kind: 'law', check: cyclicFindings } },
});
