/** The learning rate at each step of a training run; steps count from 0. */
export type Schedule = (step: number, totalSteps: number) => number;

/** The same rate at every step. */
export function constantRate(rate: number): Schedule {
  return () => rate;
}

/**
 * The one-cycle policy: from peak / 25 up to the peak in the first 30 % of the steps, then down to
 * nearly zero, both along a half cosine (Smith & Topin, "Super-convergence", 2018).
 *
 * @param peak the highest learning rate
 */
export function oneCycle(peak: number): Schedule {
  const start = peak / 25;
  const end = start / 1e4;
  return (step, totalSteps) => {
    const top = 0.3 * totalSteps - 1;
    if (step <= top) return cosine(start, peak, step / Math.max(1, top));
    return cosine(peak, end, (step - top) / Math.max(1, totalSteps - 1 - top));
  };
}

function cosine(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * Math.min(1, share)))) / 2;
}
