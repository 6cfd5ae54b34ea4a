import type { Theme } from '../Attack';
import { own, tools, wrongC4 } from './source';

const crashed = { '1.2': ['crashed'] } as const;
const unchanged =
  'function rotateP4(field: tf.Tensor5D, r: number): tf.Tensor5D { return field.clone(); }';

/** The process of the answer is changed, so that it says what it does not compute. */
export const tampering: Theme = {
  name: 'tampering',
  attacks: [
    {
      name: 'killed, it says',
      tries: 'Ends as if the system had killed it, so that nobody marks it.',
      answers: () => ({ '1-2': `${wrongC4} (process as any).reallyExit(137);` }),
      statuses: crashed,
    },
    {
      name: 'killed by its own group',
      tries: 'Kills everything that it can reach, so that the grader looks broken.',
      answers: () => ({
        '1-2': `${wrongC4} for (const pid of [0, -1, 1, process.ppid]) try { process.kill(pid, 'SIGKILL'); } catch {}`,
      }),
      statuses: crashed,
    },
    {
      name: 'a crash at the last question',
      tries: 'Counts the questions, and ends when many are answered.',
      answers: () => ({
        '1-2': `let n = 0; const c4: CyclicLaw = { product() { if (n++ > 10) (process as any).reallyExit(137); return 7; }, inverse: () => 7 };`,
      }),
      statuses: crashed,
    },
    {
      name: 'TensorFlow’s engine replaced',
      tries: 'Makes every kernel return its first input.',
      answers: () => ({
        '2-2': `${unchanged}
        const engine: any = tf.engine();
        const old = engine.runKernel.bind(engine);
        engine.runKernel = (name: string, inputs: any, attrs: any) => (/Sub|Abs|Max|Equal/.test(name) ? tf.scalar(0) : old(name, inputs, attrs));`,
      }),
      mayEarn: { '2.2': 1 },
    },
    {
      name: 'TensorFlow’s kernels replaced',
      tries: 'Registers kernels of its own for comparing.',
      answers: () => ({
        '2-2': `${unchanged}
        for (const kernelName of ['Sub', 'Abs', 'Max', 'SquaredDifference', 'NotEqual']) {
          for (const backendName of ['cpu', 'wasm', 'tensorflow']) {
            try { tf.unregisterKernel(kernelName, backendName); } catch {}
            tf.registerKernel({ kernelName, backendName, kernelFunc: ({ inputs }: any) => Object.values(inputs)[0] as any });
          }
        }`,
      }),
      mayEarn: { '2.2': 1 },
    },
    {
      name: 'right only the first time',
      tries: 'Turns fields the right way at the first call, and not later.',
      answers: () => ({
        '2-2': `let calls = 0;
        const right = ${own('2-2').slice(own('2-2').indexOf('function rotateP4')).replace('function rotateP4', 'function')};
        function rotateP4(field: tf.Tensor5D, r: number): tf.Tensor5D { return calls++ === 0 ? right(field, r) : field.clone(); }`,
      }),
      mayEarn: { '2.2': 1 },
    },
    {
      name: 'numbers that change on the way',
      tries: 'Lies about its tensors’ numbers, with memory that a thread goes on to write.',
      answers: () => ({
        '2-2': `${tools} ${unchanged}
        const shared = new Float32Array(new SharedArrayBuffer(4 * 4096));
        new workerThreads.Worker('const { workerData } = require("worker_threads"); for (let i = 0; ; i++) workerData[i % 4096] = i % 7;', { eval: true, workerData: shared }).unref();
        (tf.Tensor.prototype as any).dataSync = function (this: tf.Tensor) { return shared.subarray(0, this.size); };`,
      }),
      mayEarn: { '2.2': 1 },
    },
    {
      name: 'replies before the questions',
      tries: 'Fills the pipe with replies before anybody has asked.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const text = Buffer.from(JSON.stringify({ o: [['value', 0]] }));
        const head = Buffer.alloc(8); head.writeUInt32LE(text.length, 0);
        const fd = fs.openSync('/pipes/answers-0', fs.constants.O_RDWR);
        for (let i = 0; i < 500; i++) attempt(() => fs.writeSync(fd, Buffer.concat([head, text])));`,
      }),
    },
    {
      name: 'every object has an answer',
      tries: 'Gives all objects the properties that a verdict might have.',
      answers: () => ({
        '1-2': `${wrongC4}
        for (const name of ['value', 'passed', 'points', 'earned', 'findings', 'tensor', 'o', 'ended']) {
          Object.defineProperty(Object.prototype, name, { get: () => true, set() {}, configurable: true });
        }`,
      }),
    },
    {
      name: 'the agent’s tools replaced',
      tries: 'Replaces what messages are made of: Buffer, JSON, Atomics and files.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const parse = JSON.parse;
        JSON.parse = ((text: string) => { const value = parse(text); return Array.isArray(value?.o) ? { o: [...value.o, ['passed', true]] } : value; }) as any;
        Atomics.wait = (() => 'ok') as any;
        (Buffer as any).alloc = (size: number) => Buffer.from(new Uint8Array(size).fill(49));
        for (const name of ['readSync', 'existsSync', 'openSync']) attempt(() => ((load('node:fs') as any)[name] = () => 1));`,
      }),
    },
    {
      name: 'errors that can’t be printed',
      tries: 'Throws what has no text, or ends whoever asks for it.',
      answers: () => ({
        '1-2': `let n = 0;
        const bad: any[] = [Object.create(null), new Proxy({}, { get() { throw bad[0]; }, getPrototypeOf() { throw bad[0]; } }), Symbol('x'), Object.defineProperty(new Error(), 'message', { get() { throw bad[0]; } }), undefined];
        Error.prepareStackTrace = () => { throw bad[0]; };
        const c4: CyclicLaw = { product() { throw bad[n++ % bad.length]; }, inverse() { throw bad[n++ % bad.length]; } };`,
      }),
    },
    {
      name: 'promises for answers',
      tries: 'Returns promises and thenables that never end, or call back at once.',
      answers: () => ({
        '1-2': `const later: any = { then: (resolve: any) => { resolve(0); resolve(later); }, valueOf: () => 0 };
        const c4: CyclicLaw = { product: () => later, inverse: (() => new Promise(() => undefined)) as any };`,
      }),
    },
    {
      name: 'another answer later',
      tries: 'Replaces its function from timers while it is examined.',
      answers: () => ({
        '1-2': `const c4: any = { product: () => 7, inverse: () => 7 };
        let n = 0;
        const swap = (): void => { c4.product = (a: number) => (n++ % 2 ? a : 7); c4.inverse = (a: number) => a; };
        setInterval(swap, 1); process.nextTick(swap); queueMicrotask(swap);`,
      }),
    },
    {
      name: 'layers that every check likes',
      tries: 'Replaces what a layer’s class is made of: weights, their names and their numbers.',
      answers: () => ({
        '2-3': `class LiftingConv2d extends tf.layers.Layer {
          constructor(readonly args: any) { super(args); }
          get weights(): any { return [{ read: () => tf.zeros([1]), write() {}, shape: [1] }]; }
          countParams() { return 1e9; }
          computeOutputShape([b, h, w]: any): any { return [b, h, w, 4, this.args.filters]; }
          apply(x: any): any { const y: any = tf.zeros([x.shape[0], x.shape[1], x.shape[2], 4, this.args.filters]); Object.defineProperty(y, 'shape', { get: () => [0, 0, 0, 4, 1] }); return y; }
          getClassName() { return 'StudentLiftingConv2d'; }
        }`,
      }),
    },
    {
      name: 'the clock turned back',
      tries:
        'Turns the clock and random numbers back at each question, to be asked the same again.',
      answers: () => ({
        '1-2': `let t = 0; Date.now = () => t--; (performance as any).now = () => t; Math.random = () => 0;
        (process as any).hrtime = Object.assign(() => [0, 0], { bigint: () => 0n });
        let first: number | undefined;
        const c4: CyclicLaw = { product: (a) => (first ??= a), inverse: (a) => (first ??= a) };`,
      }),
    },
  ],
};
