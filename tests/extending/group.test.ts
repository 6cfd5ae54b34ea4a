import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from 'course-notebooks';

jest.setTimeout(120_000);

mkdirSync(join(root, 'build'), { recursive: true });
const folder = mkdtempSync(join(root, 'build/group-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that a user writes to get networks over a group: one file, none of the library's. */
const groups = `
const { D2, GridGroup, registerGroup } = require('equivariant');
const diagonals = () => new GridGroup('Diagonals', [
  [1, 0, 0, 1],
  [0, 1, 1, 0],
  [-1, 0, 0, -1],
  [0, -1, -1, 0],
]);
const Diagonals = process.env.FORGET ? diagonals() : registerGroup(diagonals());
module.exports = { D2, Diagonals };
`;

const save = `
const { writeFileSync } = require('node:fs');
const tf = require('@tensorflow/tfjs');
const eq = require('equivariant');
const groups = require('./groups.cjs');

const pictures = () => tf.randomUniform([2, 9, 9, 1], 0, 1, 'float32', 5);
const digits = {
  images: Uint8Array.from({ length: 4 * 81 }, (_, i) => (i * 37) % 256),
  labels: Uint8Array.of(0, 1, 2, 1),
  count: 4,
  height: 9,
  width: 9,
};

async function main(name) {
  await eq.chooseBackend();
  const conv = { group: groups[name], kernelSize: 3, padding: 1 };
  const model = tf.sequential({
    layers: [
      new eq.LiftingConv2d({ ...conv, filters: 3, seed: 1, inputShape: [9, 9, 1] }),
      new eq.GroupBatchNorm(),
      tf.layers.reLU(),
      new eq.GroupConv2d({ ...conv, filters: 4, seed: 2 }),
      new eq.SpatialMaxPool({ poolSize: 9, strides: 1, padding: 'valid' }),
      new eq.GroupMaxPool(),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3 }),
    ],
  });
  const before = model.predict(pictures()).dataSync().slice();
  await eq.train(model, digits, { epochs: 1 });
  const logits = [...model.predict(pictures()).dataSync()];
  let saved;
  await model.save(tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  }));
  const weightData = Buffer.from(saved.weightData).toString('base64');
  writeFileSync(name + '.json', JSON.stringify({ ...saved, weightData, logits }));
  return {
    changed: logits.some((logit, i) => logit !== before[i]),
    errors: errors(model, groups[name]),
  };
}

const errors = (model, group) =>
  eq.equivarianceError(model, group, pictures()).map(({ relative }) => relative);

module.exports = { pictures, errors };
if (require.main === module) {
  void main(process.argv[2]).then((result) => console.log('\\n' + JSON.stringify(result)));
}
`;

const load = `
const { readFileSync } = require('node:fs');
const tf = require('@tensorflow/tfjs');
const eq = require('equivariant');
const groups = require('./groups.cjs');
const { errors, pictures } = require('./save.cjs');

async function main(name) {
  await eq.chooseBackend();
  const { logits, weightData, ...saved } = JSON.parse(readFileSync(name + '.json', 'utf8'));
  const bytes = Uint8Array.from(Buffer.from(weightData, 'base64'));
  const model = await tf.loadLayersModel(tf.io.fromMemory({ ...saved, weightData: bytes.buffer }));
  return {
    isExact: model.predict(pictures()).dataSync().every((logit, i) => logit === logits[i]),
    errors: errors(model, groups[name]),
  };
}

void main(process.argv[2]).then(
  (result) => console.log('\\n' + JSON.stringify(result)),
  (error) => console.log('\\n' + JSON.stringify({ error: error.message })),
);
`;

function run(program: string, group: string, env: NodeJS.ProcessEnv = {}): unknown {
  const said = execFileSync(process.execPath, [program, group], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  return JSON.parse(said.trim().split('\n').at(-1)!);
}

beforeAll(() => {
  writeFileSync(join(folder, 'groups.cjs'), groups);
  writeFileSync(join(folder, 'save.cjs'), save);
  writeFileSync(join(folder, 'load.cjs'), load);
});

describe.each(['D2', 'Diagonals'])('a network over %s', (group) => {
  test('learns, and stays equivariant under every element', () => {
    const { changed, errors } = run('save.cjs', group) as { changed: boolean; errors: number[] };
    expect(changed).toBe(true);
    expect(errors).toHaveLength(4);
    for (const error of errors) expect(error).toBeLessThan(1e-5);
  });

  test('is loaded by another program as it was', () => {
    const { isExact, errors } = run('load.cjs', group) as { isExact: boolean; errors: number[] };
    expect(isExact).toBe(true);
    expect(errors).toHaveLength(4);
    for (const error of errors) expect(error).toBeLessThan(1e-5);
  });
});

test('a program that does not register the group is told to', () => {
  expect(run('load.cjs', 'Diagonals', { FORGET: '1' })).toEqual({
    error: expect.stringContaining('call registerGroup(group) first') as string,
  });
});
