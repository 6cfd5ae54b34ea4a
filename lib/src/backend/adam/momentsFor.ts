import { hasKernel, nativeKernels } from '../native/kernelNames';
import { NativeMoments } from '../native/NativeMoments';
import type { AdamMoments } from './AdamMoments';
import { PlainMoments } from './PlainMoments';

/** Moments of zero for so many weights, of the kind that suits the backend in use. */
export function momentsFor(size: number): AdamMoments {
  return hasKernel(nativeKernels.maxPool) ? new NativeMoments(size) : new PlainMoments(size);
}
