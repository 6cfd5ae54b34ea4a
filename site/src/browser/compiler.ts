import { startCompiler } from 'typescript-kernel/browser/compiler';

startCompiler();
