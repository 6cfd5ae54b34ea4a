import * as tf from '@tensorflow/tfjs';

/** Axes to average over, commonly mistaken for 0, 1, 2 and 3, each with its hint. */
const wrongAxes: [axes: number[], hint: string][] = [
  [
    [0, 1, 2],
    'The group elements are normalized one by one: share mean and variance over the group axis, axis 3, as well.',
  ],
  [
    [0, 1, 2, 3, 4],
    'Everything gets one mean: each channel, along the last axis, needs its own mean and variance.',
  ],
  [[1, 2, 3], 'Each picture is normalized by itself: average over the batch, axis 0, as well.'],
  [
    [1, 2],
    'Each picture and group element is normalized by itself: average over the axes 0 and 3 as well.',
  ],
  [
    [0, 3],
    'Each pixel is normalized by itself: average over height and width, axes 1 and 2, as well.',
  ],
  [
    [0],
    'Each pixel and group element is normalized by itself: average over the axes 1, 2 and 3 as well.',
  ],
  [[4], 'The average is taken over the channels: they must be kept apart.'],
  [[3, 4], 'The average is taken over the channels, too: they must be kept apart.'],
  [
    [0, 1, 2, 4],
    'The axes 3 and 4 have changed places: average over the group, axis 3, and keep the channels, axis 4.',
  ],
];

/** A hint on a field x wrongly normalized to y: that of the common mistake with this result. */
export function statisticsHint(x: tf.Tensor, y: tf.Tensor): string {
  const like = (other: tf.Tensor): boolean =>
    other.sub(y).abs().max().dataSync()[0]! < 1e-2 * y.abs().max().dataSync()[0]!;
  if (like(x))
    return 'In training the field comes out as it went in: use the mean and variance of the batch there.';
  for (const [axes, hint] of wrongAxes) {
    const { mean, variance } = tf.moments(x, axes, true);
    if (like(x.sub(mean).div(variance.add(1e-5).sqrt()))) return hint;
  }
  const { mean, variance } = tf.moments(x, [0, 1, 2, 3], true);
  if (like(x.sub(mean.mul(0.1)).div(variance.mul(0.1).add(0.9).sqrt()))) {
    return 'In training the running averages are used: use the mean and variance of the batch there.';
  }
  if (like(x.sub(mean).div(variance.add(1e-5)))) {
    return 'The field is divided by the variance: divide by its square root.';
  }
  if (like(x.sub(mean))) return 'The mean is subtracted, but nothing is divided by √(σ² + ε).';
  if (like(x.div(variance.add(1e-5).sqrt()))) return 'The mean is not subtracted.';
  if (like(x.sub(mean).mul(variance.add(1e-5).sqrt())))
    return 'The field is multiplied by √(σ² + ε): divide by it.';
  return 'For each channel: subtract the mean and divide by √(σ² + ε), both taken over the axes 0, 1, 2 and 3.';
}
