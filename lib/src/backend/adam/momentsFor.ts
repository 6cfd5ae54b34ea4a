import { NativeMoments } from '../native/NativeMoments';
import { isOnGpu, usesFastKernels } from '../native/operation';
import type { AdamMoments } from './AdamMoments';
import { PlainMoments } from './PlainMoments';

/** Moments of zero for so many weights, of the kind that suits the backend in use. */
export function momentsFor(size: number): AdamMoments {
  return usesFastKernels() && !isOnGpu() ? new NativeMoments(size) : new PlainMoments(size);
}
