import { exercise } from '../Exercise';

export const uniqueInverse = exercise({
  folder: '1.1-unique-inverse',
  title: 'The inverse is unique',
  points: 5,
  kind: 'written',
});
