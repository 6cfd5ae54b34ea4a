import { exercise } from '../Exercise';

export const theGap = exercise({
  folder: '3.4-the-gap',
  title: 'Explain the gap',
  points: 5,
  kind: 'written',
});
