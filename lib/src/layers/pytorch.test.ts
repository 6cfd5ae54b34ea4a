import * as tf from '@tensorflow/tfjs';
import { expectClose, fixtures, load, weightsOf, type Fixture } from '../testSupport/fixtures';
import { onEachBackend } from '../testSupport/onEachBackend';
import { GroupBatchNorm } from './GroupBatchNorm';
import { GroupConv2d } from './GroupConv2d';
import { GroupMaxPool } from './GroupMaxPool';
import { IsotropicConv2d } from './IsotropicConv2d';
import { LiftingConv2d } from './LiftingConv2d';
import { SpatialMaxPool } from './SpatialMaxPool';

interface ConvConfig {
  kernelSize: number;
  padding: number;
  useBias: boolean;
}

/** The layers that do what the fixture's layer does, one after the other. */
function layersOf({ layer, config, group, output }: Fixture): tf.layers.Layer[] {
  const { kernelSize, padding, useBias } = config as unknown as ConvConfig;
  const filters = output.shape.at(-1)!;
  const conv = { group: group!, filters, kernelSize, padding, useBias };
  if (layer === 'LiftingConv2d') return [new LiftingConv2d(conv)];
  if (layer === 'GroupConv2d') return [new GroupConv2d(conv)];
  if (layer === 'IsotropicConv2d') return [new IsotropicConv2d({ filters, useBias })];
  if (layer === 'GroupBatchNorm') return [new GroupBatchNorm()];
  if (layer === 'SpatialMaxPool') return [new SpatialMaxPool()];
  return [new SpatialMaxPool({ strides: 1, padding: 'valid' }), new GroupMaxPool()];
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const files = ['lifting-conv', 'group-conv', 'isotropic-conv', 'batch-norm', 'pools'];
const cases = files.flatMap((file) => fixtures(`${file}.json`));

onEachBackend(() => {
  it.each(cases)('%s computes what PyTorch computes, outputs and gradients', (_, fixture) => {
    const layers = layersOf(fixture);
    const run = (x: tf.Tensor): tf.Tensor =>
      layers.reduce((y, layer) => layer.apply(y, { training: fixture.training }) as tf.Tensor, x);
    const x = load<tf.Tensor>(fixture.input);
    run(x);
    const weight = (name: string): tf.LayerVariable =>
      layers[0]!.weights.find((w) => w.originalName.endsWith(`/${snakeCase(name)}`))!;
    for (const [name, value] of Object.entries(weightsOf(fixture))) weight(name).write(load(value));

    expectClose(run(x), fixture.output);
    for (const [name, value] of Object.entries(fixture.movingAfter ?? {})) {
      expectClose(weight(name).read(), value);
    }
    const upstream = load<tf.Tensor>(fixture.outputGradient);
    const { input, ...rest } = fixture.gradients;
    expectClose(tf.grad((t: tf.Tensor) => run(t))(x, upstream), input!);
    for (const [name, value] of Object.entries(rest)) {
      const variable = weight(name).read() as tf.Variable;
      const { grads } = tf.variableGrads(() => run(x).mul(upstream).sum().asScalar(), [variable]);
      expectClose(grads[variable.name], value);
    }
  });
});
