import type { Rubric, WrongSums } from './Item';

/*
 * What earns the points of the exercises that a program grades. Each item is all or nothing; the properties are those of the
 * notebooks' own checks. An answer that can't be used at all, or has the wrong shape, has no other properties.
 */

const usable = [/^a layer can be made/];
const parameters = [/^\d+ parameters( without a bias)?$/];
const bias = [/^one bias for each filter/, /^useBias: false/];
const plain = [/^a plain correlation/, /^commutes with the identity$/];
const training = [/^it can be trained$/];
const tidy = [/^every layer has weights of its own$/, /^calls clean up$/];
const otherSizes = [/^other sizes/];
const copies = [/^each filter is the copy/];
const free = [/^the copies differ/, /^every place in the filter/];
const reflections = [/^commutes with a reflection/];
const movedCopies = [
  ...plain,
  /^commutes with (a|three) (quarter|half)/,
  ...reflections,
  ...copies,
  ...free,
];
const builds = [/^the network can be built$/, /^five pictures give five times ten logits$/];
const sensible = [/^the logits depend/, /^the logits are not probabilities/];
const relus = [/^a ReLU after every convolution/];
const size = [/^[\d,]+ parameters/];
const weightsAndBias = [...parameters, ...bias, ...training, ...tidy, ...otherSizes];
const network = [...builds, ...sensible, ...relus];
const accuracy = [/^at least [\d.]+ % of the test pictures/];

/** Of each exercise: its items. Their points sum up to the exercise's, or this does not compile. */
export const rubric = {
  '1.2': [
    { points: 2, title: 'products', part: '1.2', properties: [/^product and inverse/, /^all 16/] },
    { points: 2, title: 'inverses', part: '1.2', properties: [/^all 4 inverses$/] },
    { points: 1, title: 'bad input is refused', part: '1.2', properties: [/^what is no element/] },
  ],
  '1.3': [
    {
      points: 1,
      title: 'gives elements',
      part: '1.3',
      properties: [/^product and inverse/, /^results are pairs/],
    },
    { points: 5, title: 'products', part: '1.3', properties: [/^all 64/] },
    { points: 2, title: 'inverses', part: '1.3', properties: [/^all 8/] },
  ],
  '2.1': [
    { points: 2, title: 'the right shape', part: '2.1', properties: usable },
    { points: 2, title: 'two weights a filter', part: '2.1', properties: parameters },
    { points: 1, title: 'bias', part: '2.1', properties: bias },
    { points: 1, title: 'a correlation', part: '2.1', properties: plain },
    {
      points: 2,
      title: 'commutes with rotations',
      part: '2.1',
      properties: [/^commutes with (a|three) (quarter|half)/],
    },
    { points: 1, title: 'commutes with reflections', part: '2.1', properties: reflections },
    {
      points: 1,
      title: 'centre and ring',
      part: '2.1',
      properties: [/^the eight pixels/, /^centre and ring/, /^every pair of channels/],
    },
    { points: 1, title: 'can be trained', part: '2.1', properties: [...training, ...tidy] },
    { points: 1, title: 'other sizes and channels', part: '2.1', properties: otherSizes },
  ],
  '2.2': [
    {
      points: 1,
      title: 'a field stays a field',
      part: '2.2',
      properties: [/^the shape stays/, /^r = 0/],
    },
    { points: 1, title: 'a quarter turn', part: '2.2', properties: [/^r = 1/] },
    { points: 1, title: 'a half turn', part: '2.2', properties: [/^r = 2/] },
    { points: 1, title: 'three quarter turns', part: '2.2', properties: [/^r = 3/] },
    {
      points: 1,
      title: 'any number of turns',
      part: '2.2',
      properties: [/^any whole number/, /^turning by a and then by b/],
    },
  ],
  '2.3': convolution('2.3'),
  '2.4': convolution('2.4'),
  '3.2': [
    { points: 2, title: 'pictures in, logits out', part: '3.2', properties: builds },
    { points: 1, title: 'depends on the picture', part: '3.2', properties: sensible },
    { points: 1, title: 'ReLUs', part: '3.2', properties: relus },
    { points: 2, title: 'parameters', part: '3.2', properties: size },
    { points: 3, title: 'unchanged by rotations', part: '3.2', properties: [/^unchanged by/] },
    { points: 1, title: 'accuracy', part: '3.2', properties: accuracy, trained: true },
  ],
  '3.3': [
    {
      points: 1,
      title: 'pictures in, logits out',
      part: '3.3',
      properties: [...builds, ...sensible],
    },
    { points: 1, title: 'ReLUs and parameters', part: '3.3', properties: [...relus, ...size] },
    {
      points: 2,
      title: 'unchanged by rotations and reflections',
      part: '3.3',
      properties: [/^unchanged by/],
    },
    { points: 1, title: 'accuracy', part: '3.3', properties: accuracy, trained: true },
  ],
  '3.5': [
    {
      points: 2,
      title: 'normalizes each channel',
      part: '3.5a',
      properties: [/^the shape stays/, /^in training each channel/, /^a channel that is the same/],
    },
    {
      points: 2,
      title: 'shared over the group',
      part: '3.5a',
      properties: [/^one mean for all/, /^equivariant in training$/, /^equivariant in inference$/],
    },
    { points: 1, title: 'scale and shift', part: '3.5a', properties: [/^it learns a scale/] },
    { points: 1, title: 'inference', part: '3.5a', properties: [/^inference/] },
    {
      points: 1,
      title: 'a network with it after every convolution',
      part: '3.5b',
      properties: [...network, /^a batch normalization after/, ...size],
    },
    {
      points: 2,
      title: 'unchanged by rotations',
      part: '3.5b',
      properties: [/^unchanged by/],
    },
    { points: 1, title: 'accuracy', part: '3.5b', properties: accuracy, trained: true },
  ],
  '4': [
    { points: 1, title: 'lifting: the right shape', part: '4a', properties: usable },
    {
      points: 1,
      title: 'lifting: weights and bias',
      part: '4a',
      properties: weightsAndBias,
    },
    { points: 3, title: 'lifting: moved copies', part: '4a', properties: movedCopies },
    { points: 1, title: 'group convolution: the right shape', part: '4b', properties: usable },
    {
      points: 1,
      title: 'group convolution: weights and bias',
      part: '4b',
      properties: weightsAndBias,
    },
    { points: 4, title: 'group convolution: moved copies', part: '4b', properties: movedCopies },
    {
      points: 1,
      title: 'a network',
      part: '4c',
      properties: network,
    },
    {
      points: 2,
      title: 'unchanged by rotations and reflections',
      part: '4c',
      properties: [/^unchanged by/],
    },
    { points: 1, title: 'accuracy', part: '4c', properties: accuracy, trained: true },
  ],
} as const satisfies Rubric;

/** Exercises whose items do not have the exercise's points: does not compile unless there are none. */
export const wrongSums: never[] = [] as WrongSums<typeof rubric>[];

function convolution<P extends '2.3' | '2.4'>(part: P) {
  return [
    { points: 2, title: 'the right shape', part, properties: usable },
    { points: 1, title: 'parameters', part, properties: parameters },
    { points: 1, title: 'bias', part, properties: bias },
    { points: 2, title: 'a correlation', part, properties: plain },
    {
      points: 1,
      title: 'commutes with a quarter turn',
      part,
      properties: [/^commutes with a quarter/],
    },
    { points: 1, title: 'commutes with a half turn', part, properties: [/^commutes with a half/] },
    {
      points: 1,
      title: 'commutes with three quarter turns',
      part,
      properties: [/^commutes with three/],
    },
    { points: 3, title: 'moved copies of one filter', part, properties: copies },
    { points: 1, title: 'a free filter', part, properties: free },
    { points: 1, title: 'can be trained', part, properties: [...training, ...tidy] },
    { points: 1, title: 'other sizes and channels', part, properties: otherSizes },
  ] as const;
}
