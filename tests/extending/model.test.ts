import { examplesIn } from './examples';
import { ScratchCopy } from './ScratchCopy';

jest.setTimeout(600_000);

/** The page's own model is what is added. */
const examples = examplesIn('lib/README.md');
const file = 'lib/src/models/MirrorCNN.ts';
const exports = 'lib/src/index.ts';

const copy = new ScratchCopy();
afterAll(() => copy.remove());

beforeAll(() => {
  copy.write(file, examples.get(file)!);
  copy.write(exports, copy.read(exports) + examples.get(exports)!);
  copy.build('bench');
});

test('no file is touched but the model’s own and the list of exports', () => {
  expect([...examples.keys()]).toEqual([file, exports]);
  expect(copy.changes()).toEqual([exports, file]);
});

test('npm run accuracy finds it, trains it and measures its invariance', () => {
  const settings = ['--epochs', '1', '--train', '64', '--test', '256'];
  const said = copy.run(['bench/dist/accuracy.js', 'MirrorCNN', ...settings]);
  expect(said).toMatch(
    /^MirrorCNN: .* of 256 test digits after 1 epochs .* change under D1, 256 digits: \d\.\de-\d+$/m,
  );
  expect(Number(/digits: (\S+)$/m.exec(said)![1])).toBeLessThan(1e-5);
});

test('what it has learned is saved and loaded exactly', () => {
  copy.write('bench/program.cjs', program);
  const { changed, errors, isExact } = JSON.parse(
    copy.run(['bench/program.cjs']).trim().split('\n').at(-1)!,
  ) as { changed: boolean; errors: number[]; isExact: boolean };
  expect([changed, isExact, errors.length]).toEqual([true, true, 2]);
  expect(Math.max(...errors)).toBeLessThan(1e-5);
});

/** Trains the model one step, and loads it from what was saved. */
const program = `
const tf = require('@tensorflow/tfjs');
const { chooseBackend, equivarianceError, MirrorCNN, train } = require('equivariant');

async function main() {
  await chooseBackend();
  const pictures = tf.randomUniform([2, 33, 33, 1], 0, 1, 'float32', 5);
  const logits = (model) => [...model.predict(pictures).dataSync()];
  const digits = {
    images: Uint8Array.from({ length: 4 * 33 * 33 }, (_, i) => (i * 37) % 256),
    labels: Uint8Array.of(0, 1, 2, 1),
    count: 4,
    height: 33,
    width: 33,
  };
  const model = new MirrorCNN({ channels: [2, 3, 4, 5, 6] });
  const before = logits(model);
  await train(model, digits, { epochs: 1 });
  let saved;
  await model.save(tf.io.withSaveHandler(async (artifacts) => {
    saved = { ...artifacts, modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)) };
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  }));
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved));
  const after = logits(model);
  console.error(JSON.stringify({
    changed: after.some((logit, i) => logit !== before[i]),
    isExact: logits(loaded).every((logit, i) => logit === after[i]),
    errors: equivarianceError(loaded, MirrorCNN.group, pictures).map(({ relative }) => relative),
  }));
}

void main();
`;
