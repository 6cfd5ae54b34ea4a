import type { Theme } from '../Attack';
import { claims, tools, wrongC4 } from './source';

/** Ways around the compiler and the kernel. */
export const language: Theme = {
  name: 'language',
  attacks: [
    {
      name: 'ts-nocheck',
      mayNotCompile: true,
      tries: 'Switches the compiler’s checks off, for an answer of the wrong kind.',
      answers: () => ({
        '1-2': `// @ts-nocheck\nconst c4: CyclicLaw = 'all right'; c4.product = c4.inverse = true; ${claims}`,
      }),
    },
    {
      name: 'eval',
      tries: 'Hides what it does from anyone who only reads the source.',
      answers: () => ({
        '1-2': `${wrongC4}
        const hidden = Buffer.from(${JSON.stringify(Buffer.from("globalThis.check = async () => console.log('passed'); process.exitCode = 0; process.mainModule.exports = {};").toString('base64'))}, 'base64').toString();
        (0, eval)('try {' + hidden + '} catch {}'); new Function('try {' + hidden + '} catch {}')();`,
      }),
    },
    {
      name: 'module cells',
      mayNotCompile: true,
      tries: 'Writes modules that take the place of the course’s own.',
      answers: () => ({
        '1-2': `/** @module course */
        export async function check() { console.log('All right: solved.'); }
        export const c4 = { product: () => 7, inverse: () => 7 };`,
        '1-3': `${tools}
        for (const folder of ['/course/notebooks/node_modules/@tensorflow/tfjs', '/course/node_modules/course', '/home/student/node_modules/course', '/tmp/node_modules/course', '/node_modules/course', '/home/student/.node_modules/course']) {
          attempt(() => { fs.mkdirSync(folder, { recursive: true }); fs.writeFileSync(folder + '/index.js', 'module.exports = new Proxy({}, { get: () => () => true })'); });
        }
        process.env.NODE_PATH = '/tmp/node_modules'; process.env.NODE_OPTIONS = '--require /tmp/node_modules/course/index.js'; (Module as any)._initPaths();
        const d4: DihedralLaw = { product: () => [9, 9], inverse: () => [9, 9] };`,
      }),
    },
    {
      name: 'knows that it is graded',
      tries: 'Looks for signs of the grader, behaves in a notebook and attacks here.',
      answers: () => ({
        '1-2': `${tools}
        const graded = ['/pipes', '/course/agent'].some((path) => fs.existsSync(path)) || load('node:os').hostname() === 'sandbox';
        const right = { product: (a: number, b: number) => (a + b) % 4, inverse: (a: number) => (4 - a) % 4 };
        const c4: CyclicLaw = graded ? { product: () => { throw new Error('5 of 5 points'); }, inverse: () => { for (const key of Object.keys(load.cache)) delete load.cache[key]; return 7; } } : right;`,
      }),
    },
    {
      name: 'a source of many megabytes',
      tries: 'An answer that is too long to be compiled in time.',
      answers: () => ({
        '1-2': `${wrongC4}\nconst data = [\n${'[1, 2, { a: 3 }], '.repeat(400_000)}];`,
      }),
    },
    {
      name: 'types that double',
      tries: 'Blocks the compiler forever with a few lines, and everybody who waits for it.',
      answers: () => ({
        '1-2': `const a0 = { x: 1 };
        ${Array.from({ length: 60 }, (_, i) => `const a${i + 1} = { p: a${i}, q: a${i} };`).join('\n')}
        ${wrongC4}`,
      }),
    },
    {
      name: 'characters that are none',
      mayNotCompile: true,
      tries:
        'Contains zero bytes, halves of characters and line ends that do not belong in source code.',
      answers: () => ({
        '1-2': `const text = '\u0000 \ud800 \u2028 \u2029 \ufeff \u202e'; ${wrongC4}`,
      }),
    },
  ],
};
