import { exercise } from '../Exercise';

export const groupPooling = exercise({
  folder: '3.1-group-pooling',
  title: 'Why pool over the group?',
  points: 5,
  kind: 'written',
});
