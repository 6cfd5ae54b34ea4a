export * from './format/notebook';
export { checkNotebook } from './format/checkNotebook';
export { formatNotebook } from './format/formatNotebook';
export { NotebookFormatError, type Problem } from './format/NotebookFormatError';
export { parseNotebook } from './format/parseNotebook';
export { readNotebook } from './format/readNotebook';
export { writeFileAtomic } from './format/writeFileAtomic';
export { writeNotebook } from './format/writeNotebook';
