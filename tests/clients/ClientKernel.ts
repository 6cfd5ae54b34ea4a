/** A kernel that the clients use. */
export interface ClientKernel {
  /** Its name among Jupyter's kernels. */
  name: 'typescript' | 'python3';
  /** Which of a cell's two languages it runs. */
  language: 'typescript' | 'python';
}

/** The kernel of this project. */
export const ownKernel: ClientKernel = { name: 'typescript', language: 'typescript' };

/** The kernel that it is compared with. */
export const ipykernel: ClientKernel = { name: 'python3', language: 'python' };
