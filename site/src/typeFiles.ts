import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { typeFiles } from 'typescript-kernel/type-files';

/** What cells of the course can import. */
const modules = [
  '@tensorflow/tfjs',
  'course',
  'equivariant',
  'notebook-display',
  'rotated-mnist',
  'tslab',
];

/** Writes `types.json`: what the compiler in a browser reads. */
export function writeTypes(folder: string): void {
  const source = dirname(require.resolve('course-notebooks/package.json')).replaceAll('\\', '/');
  writeFileSync(join(folder, 'types.json'), JSON.stringify({ files: typeFiles(modules, source) }));
}
