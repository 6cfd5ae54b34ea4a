import { PageKernel } from 'typescript-kernel/browser/page';

Object.assign(globalThis, { PageKernel });
