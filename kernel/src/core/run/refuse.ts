/** What takes the place of a function of the host that would end the kernel. */
export function refuse(name: string): () => never {
  return () => {
    throw new Error(
      `${name} is switched off: it would end the kernel. To start afresh, restart the kernel.`,
    );
  };
}
