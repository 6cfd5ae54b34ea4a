import { exercise } from '../Exercise';
import { dihedralFindings } from './check';

export const dihedralGroup = exercise({
  folder: '1.3-d4',
  title: 'The group D4',
  points: 8,
  kind: 'code',
  parts: { '1.3': { kind: 'law', check: dihedralFindings } },
});
