/** One message: JSON, and the numbers of its tensors behind each other. */
export interface Frame {
  head: unknown;
  body: Uint8Array;
}
