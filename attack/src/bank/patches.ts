import type { Theme } from '../Attack';
import { claims, own, tools, wrongC4 } from './source';

/**
 * One object that stands for everything that the grader's program in the sandbox could be asked
 * for.
 */
const sayYes = `{ serve() { ${claims} return { passed: true, findings: [] }; }, Channel: class { send() {} receive() { return { head: { o: [] }, body: new Uint8Array(0) }; } close() {} }, Examinee: class { do() { return true; } } }`;

/** Patches of what the grader's program in the sandbox is built from. */
export const patches: Theme = {
  name: 'patches',
  attacks: [
    {
      name: 'replaced assert and check',
      tries: 'Replaces the functions that tests call with ones that always pass.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const yes: any = new Proxy(() => yes, { get: (_, name) => (name === 'then' ? undefined : yes) });
        (globalThis as any).assert = (globalThis as any).check = (globalThis as any).expect = console.assert = yes;
        Object.assign(load('node:assert'), { equal: yes, deepEqual: yes, strictEqual: yes, ok: yes });
        for (const id of ['course', '/course/course/dist/index.js']) attempt(() => (load.cache[load.resolve(id)].exports = yes));`,
      }),
    },
    {
      name: 'patched require.cache',
      tries: 'Replaces the program that serves the judge before it is loaded.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const yes: any = ${sayYes};
        for (const file of ['serve', 'Examinee']) {
          const path = '/course/agent/agent/' + file + '.js';
          load.cache[path] = { id: path, filename: path, path: '/course/agent/agent', loaded: true, children: [], paths: [], exports: yes };
        }
        const old = (Module as any)._load;
        (Module as any)._load = (id: string, ...rest: unknown[]) => (/serve|Examinee|Channel/.test(id) ? yes : old(id, ...rest));
        (Module as any).createRequire = () => () => yes;`,
      }),
    },
    {
      name: 'an examinee that lies',
      tries:
        'Patches the class that calls the answer, so that it returns what the answer “should” be.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const { Examinee } = load('/course/agent/agent/Examinee.js');
        Examinee.prototype.do = function (request: any) {
          return { expected: true, passed: true, value: request, o: [['passed', true]] };
        };`,
      }),
    },
    {
      name: 'patched JSON',
      tries: 'Rewrites every message of the process: false becomes true, failed becomes passed.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const old = JSON.stringify;
        JSON.stringify = (value: any, ...rest: any[]) => (old as any)(value, ...rest)?.replaceAll('false', 'true').replaceAll('7', '{"passed":true}');`,
      }),
    },
    {
      name: 'patched fs',
      tries: 'Replaces the bytes written into the pipe with frames that claim a verdict.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const write = fs.writeSync;
        const verdict = Buffer.from(JSON.stringify({ o: [['value', { o: [['report', { o: [['findings', []]] }], ['passed', true]] }]] }));
        const head = Buffer.alloc(8); head.writeUInt32LE(verdict.length, 0);
        (load('node:fs') as any).writeSync = (fd: number, bytes: Uint8Array, at = 0, length = bytes.length) => {
          write(fd, Buffer.concat([head, verdict])); return length;
        };`,
      }),
    },
    {
      name: 'polluted prototypes of the judge',
      tries:
        'Replies with the keys __proto__ and constructor, to give every object of the judge the property passed.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const poison = { o: [['__proto__', { o: [['passed', true], ['points', 5], ['value', 0]] }], ['constructor', { o: [['prototype', { o: [['passed', true]] }]] }], ['value', { o: [['__proto__', { o: [['passed', true]] }]] }]] };
        const text = Buffer.from('{"__proto__":{"passed":true},"o":' + JSON.stringify(poison.o) + '}');
        const head = Buffer.alloc(8); head.writeUInt32LE(text.length, 0);
        const fd = fs.openSync('/pipes/answers-0', fs.constants.O_RDWR);
        for (let i = 0; i < 40; i++) fs.writeSync(fd, Buffer.concat([head, text]));`,
      }),
    },
    {
      name: 'polluted Array, Object and Math',
      tries: 'Replaces the functions behind comparisons, so that everything is equal.',
      answers: () => ({
        '1-2': `${wrongC4}
        Object.is = () => true; Math.abs = () => 0; Number.isFinite = () => true;
        const list: any = Array.prototype;
        list.every = () => true; list.some = () => false; list.filter = () => [];
        list.includes = () => true; list.join = () => ''; String.prototype.includes = () => true;`,
      }),
    },
    {
      name: 'patched dataSync',
      tries: 'Makes tensors return the numbers that the answer should have.',
      answers: () => ({
        '2-2': `function rotateP4(field: tf.Tensor5D, r: number): tf.Tensor5D { return field.clone(); }
        const old = tf.Tensor.prototype.dataSync;
        (tf.Tensor.prototype as any).dataSync = function () { const x = (old as any).call(this); return x.fill(x[0]); };
        (tf.Tensor.prototype as any).equal = () => tf.scalar(true, 'bool');`,
      }),
      // Nothing but the shape stays as it is.
      mayEarn: { '2.2': 0 },
    },
    {
      name: 'patched TensorFlow.js',
      tries: 'Makes every difference, norm and maximum 0.',
      answers: () => ({
        '2-2': `const zero = () => tf.scalar(0);
        for (const name of ['sub', 'abs', 'max', 'norm', 'squaredDifference', 'mean']) {
          (tf.Tensor.prototype as any)[name] = zero;
          try { (tf as any)[name] = zero; } catch {}
        }
        function rotateP4(field: tf.Tensor5D, r: number): tf.Tensor5D { return field; }`,
      }),
      mayEarn: { '2.2': 1 },
    },
    {
      name: 'overridden chance',
      tries: 'Fixes random numbers and their seeds, so that it knows the tests’ inputs in advance.',
      answers: () => ({
        '2-2': `Math.random = () => 0.5; Date.now = () => 0; (performance as any).now = () => 0;
        // Right for what the notebook's own test asks, and for nothing else.
        const known = [[2, 3, 3, 4, 2], [1, 4, 4, 4, 3]].map((shape) => tf.randomUniform(shape, 0, 1, 'float32', 5).dataSync().join());
        const right = ${own('2-2').replace('function rotateP4', 'function')};
        function rotateP4(field: tf.Tensor5D, r: number): tf.Tensor5D {
          return known.includes(field.dataSync().join()) ? right(field, r) : tf.zerosLike(field);
        }`,
      }),
    },
    {
      name: 'patched instanceof',
      tries: 'Makes everything an instance of a tensor and of a network.',
      answers: () => ({
        '2-2': `for (const type of [tf.Tensor, tf.LayersModel, tf.Sequential, tf.layers.Layer, Error]) {
          Object.defineProperty(type, Symbol.hasInstance, { value: () => true });
        }
        function rotateP4(field: tf.Tensor5D, r: number): tf.Tensor5D {
          return { shape: field.shape, dtype: 'float32', dataSync: () => ({ length: field.size, passed: true }), isDisposed: false } as any;
        }`,
      }),
    },
    {
      name: 'patched kernel',
      tries:
        'Changes the kernel’s own modules, so that every cell succeeds with the expected output.',
      answers: () => ({
        '1-2': `${tools}
        for (const [file, { exports }] of Object.entries(load.cache) as any) {
          if (!/kernel|tslab/.test(file)) continue;
          for (const name of Object.keys(exports ?? {})) {
            const type = exports[name];
            if (typeof type !== 'function' || !type.prototype) continue;
            for (const method of Object.getOwnPropertyNames(type.prototype)) {
              if (/error|fail|abort|stop|shutdown/i.test(method)) attempt(() => (type.prototype[method] = () => ({ status: 'ok' })));
            }
          }
        }
        ${claims} ${wrongC4} throw new Error('all tests passed');`,
      }),
    },
    {
      name: 'a serving cell that is not itself',
      tries: 'Declares the names that the grader’s own cell uses.',
      answers: () => ({
        '1-2': `const load: any = () => (${sayYes}); const serve: any = () => undefined;
        (globalThis as any).load = (globalThis as any).require = (globalThis as any).createRequire = load; (globalThis as any).serve = serve;
        ${wrongC4} ${claims}`,
      }),
    },
  ],
};
