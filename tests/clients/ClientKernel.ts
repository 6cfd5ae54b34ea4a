import type { Kernelspec } from 'nbconvert-ts';

/** A kernel that the clients use. */
export interface ClientKernel {
  /** Its name among Jupyter's kernels. */
  name: string;
  /** Which of a cell's two languages it runs. */
  language: 'typescript' | 'python';
  /** How it is started, where it is not found by its name. */
  spec?: Kernelspec;
}

/** The kernel of this project. */
export const ownKernel: ClientKernel = { name: 'typescript', language: 'typescript' };

/** The kernel that it is compared with. */
export const ipykernel: ClientKernel = { name: 'python3', language: 'python' };
